package im.parley.load;

import im.parley.load.Recorder.Answered;
import im.parley.load.Recorder.Open;
import im.parley.load.Recorder.Over;
import im.parley.load.Recorder.Signal;
import im.parley.proto.sdkws.GetMaxSeqReq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A recording client on a thread of its own: it connects, syncs, writes to its peer with several
/// messages under way, and writes again under the same clientMsgID whatever got no answer. Now and
/// then it repeats a message that was answered, or drops its connection.
final class Talker implements Runnable {
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final int UNDER_WAY_MAX = 8;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int RECONNECT_MILLIS = 20;
    private static final int THINK_MILLIS_MAX = 12;
    private static final double REPEATS = 0.03;
    private static final double DROPS = 0.002;

    private final Network network;
    private final History history;
    private final Login login;
    private final Encoding encoding;
    private final String peer;
    private final boolean speaks;
    private final Random random;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Recorder recorder;
    private final Map<String, byte[]> unanswered = new LinkedHashMap<>();
    private volatile Connection connection;
    private volatile int restWished;
    private volatile int restTaken;
    private volatile boolean ended;

    /// @param peer whom it writes to; nobody when it only listens
    Talker(
            Network network,
            History history,
            Login login,
            Encoding encoding,
            String peer,
            long seed) {
        this.network = network;
        this.history = history;
        this.login = login;
        this.encoding = encoding;
        this.peer = peer;
        this.speaks = !peer.isEmpty();
        this.random = new Random(seed);
        this.recorder = new Recorder(history, signals);
    }

    Login login() {
        return login;
    }

    Recorder recorder() {
        return recorder;
    }

    Connection connection() {
        return connection;
    }

    /// Asks it to stop writing; `rest` is a number above zero that was not used before.
    void rest(int rest) {
        restWished = rest;
    }

    void wake() {
        restWished = 0;
    }

    /// Connected, and everything it wrote is answered.
    boolean rests(int rest) {
        return restTaken == rest;
    }

    void end() {
        ended = true;
    }

    /// The answer to a request of someone else through this connection.
    byte[] ask(int request, byte[] data) {
        var incr = login.user() + "_ask" + MESSAGES.incrementAndGet();
        return recorder.ask(connection, request, incr, data)
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                if (connected() && synced()) talk();
                else Thread.sleep(RECONNECT_MILLIS);
            }
            connection.drop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean connected() throws InterruptedException {
        signals.clear();
        connection = network.connect(CONNECTIONS.incrementAndGet(), login, encoding, recorder);
        while (true) {
            switch (signals.take()) {
                case Open _ -> {
                    return true;
                }
                case Over(var over) -> {
                    if (over == connection) return false;
                }
                case Answered(var id) -> unanswered.remove(id);
            }
        }
    }

    private boolean synced() {
        try {
            ask(
                    Envelope.NEWEST_SEQ,
                    GetMaxSeqReq.newBuilder().setUserID(login.user()).build().toByteArray());
            return true;
        } catch (CompletionException _) {
            connection.drop(); // The server went away under us; the next try is a new connection.
            return false;
        }
    }

    private void talk() throws InterruptedException {
        unanswered.forEach(this::write);
        connection.flush();
        while (!ended) {
            int rest = restWished;
            if (rest == 0 && speaks) say();
            else if (unanswered.isEmpty()) restTaken = rest;
            var signal =
                    signals.poll(
                            unanswered.isEmpty() ? THINK_MILLIS_MAX : ANSWER_MILLIS,
                            TimeUnit.MILLISECONDS);
            switch (signal) {
                case null -> unanswered.forEach(this::write);
                case Over(var over) -> {
                    if (over == connection) return;
                }
                case Answered(var id) -> answered(id);
                case Open _ -> throw new IllegalStateException("opened twice");
            }
            connection.flush();
        }
    }

    private void say() {
        int room = 1 + random.nextInt(UNDER_WAY_MAX) - unanswered.size();
        for (int i = 0; i < room; i++) {
            var id = login.user() + "m" + MESSAGES.incrementAndGet();
            var text = "words of " + id + " " + "x".repeat(random.nextInt(200));
            var data = Letter.text(login, peer, id, text).build().toByteArray();
            unanswered.put(id, data);
            write(id, data);
        }
        connection.flush();
    }

    private void answered(String id) throws InterruptedException {
        var data = unanswered.remove(id);
        if (data != null && random.nextDouble() < REPEATS) write(id, data);
        if (random.nextDouble() < DROPS) connection.drop();
        if (unanswered.isEmpty()) Thread.sleep(random.nextInt(THINK_MILLIS_MAX));
    }

    private void write(String id, byte[] data) {
        var incr = id.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        history.add(
                new Event.Sent(
                        connection.number(),
                        Conversations.single(login.user(), peer),
                        login.user(),
                        id));
        connection.write(Envelope.SEND, incr, incr, data);
    }
}
