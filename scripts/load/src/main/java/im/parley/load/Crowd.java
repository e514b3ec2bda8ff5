package im.parley.load;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Many connections that are open at once; what they hear goes to the scenario of the moment. They
/// are kept alive like native clients do, each with a ping every 24 s, spread over the seconds.
final class Crowd implements Listener, AutoCloseable {
    private static final int PING_SECONDS = 24;
    private static final int PATIENCE_SECONDS = 120;

    private final Network network;
    private final Connection[] members;
    private final Semaphore shaking;
    private final Semaphore settled = new Semaphore(0);
    private final AtomicInteger lost = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();
    private volatile Listener listener = new Listener() {};
    private volatile boolean leaving;
    private int size;

    /// @param shakingMax how many handshakes may be under way at once
    Crowd(Network network, int capacity, int shakingMax) {
        this.network = network;
        members = new Connection[capacity];
        shaking = new Semaphore(shakingMax);
        for (int i = 0; i < network.loopCount(); i++) keepAlive(i);
    }

    /// Connects more members and waits until all of them are in.
    void join(List<Login> logins, Encoding encoding) {
        int first = size;
        for (var login : logins) {
            acquire(shaking, 1);
            members[size] = network.connect(size, login, encoding, this);
            size++;
        }
        acquire(settled, size - first);
        if (!reasons.isEmpty()) {
            throw new IllegalStateException(
                    lost + " of " + size + " connections failed: " + reasons.peek());
        }
    }

    int size() {
        return size;
    }

    Network network() {
        return network;
    }

    Connection member(int index) {
        return members[index];
    }

    void listen(Listener next) {
        listener = next;
    }

    /// Members that the server left without.
    int lost() {
        return lost.get();
    }

    /// Drops every connection and waits until all are gone.
    @Override
    public void close() {
        leaving = true;
        int open = size - lost.get();
        for (int i = 0; i < size; i++) members[i].drop();
        acquire(settled, open);
    }

    @Override
    public void opened(Connection connection) {
        shaking.release();
        settled.release();
        listener.opened(connection);
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        listener.heard(connection, envelope);
    }

    @Override
    public void closed(Connection connection, String why) {
        if (leaving) {
            settled.release();
        } else {
            lost.incrementAndGet();
            reasons.add(
                    connection.login().user()
                            + ": "
                            + (why.isEmpty() ? "closed by the server" : why));
            shaking.release();
            settled.release();
        }
        listener.closed(connection, why);
    }

    private void keepAlive(int loop) {
        network.loop(loop).scheduleAtFixedRate(() -> pingSome(loop), 1, 1, TimeUnit.SECONDS);
    }

    private void pingSome(int loop) {
        if (leaving) return;
        long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) % PING_SECONDS;
        int loops = network.loopCount();
        for (int i = loop; i < members.length; i += loops) {
            if (i / loops % PING_SECONDS == second && members[i] != null && members[i].isOpen())
                members[i].ping();
        }
    }

    private void acquire(Semaphore semaphore, int permits) {
        try {
            if (!semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "waited for " + permits + " connections; first trouble: " + reasons.peek());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
