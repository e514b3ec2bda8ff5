package im.parley.load;

import im.parley.load.Recorder.Answered;
import im.parley.load.Recorder.Open;
import im.parley.load.Recorder.Over;
import im.parley.load.Recorder.Signal;
import im.parley.proto.sdkws.GetMaxSeqReq;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A recording client on a thread of its own: it connects, syncs, writes to its rooms with several
/// messages under way, and writes again under the same clientMsgID whatever got no answer. Now and
/// then it repeats a message that was answered, marks, revokes or deletes one, or drops its
/// connection.
final class Talker implements Runnable {
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final int UNDER_WAY_MAX = 8;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int RECONNECT_MILLIS = 20;
    private static final int THINK_MILLIS_MAX = 12;
    private static final double REPEATS = 0.03;
    private static final double DROPS = 0.002;
    private static final double WISHES = 0.15;

    private final Network network;
    private final History history;
    private final Login login;
    private final Encoding encoding;
    private final List<Room> rooms;
    private final Wisher wisher;
    private final Random random;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Recorder recorder;
    private final Map<String, Draft> unanswered = new LinkedHashMap<>();
    private volatile Connection connection;
    private volatile int restWished;
    private volatile int restTaken;
    private volatile boolean ended;

    private record Draft(Room room, byte[] data) {}

    /// @param rooms where it writes; none when it only listens
    Talker(
            Network network,
            History history,
            Login login,
            Encoding encoding,
            List<Room> rooms,
            Api api,
            long seed) {
        this.network = network;
        this.history = history;
        this.login = login;
        this.encoding = encoding;
        this.rooms = rooms;
        this.random = new Random(seed);
        this.recorder = new Recorder(history, signals);
        this.wisher = new Wisher(api, history, login, random);
    }

    /// One that only reads what is asked through it.
    static Talker reader(Network network, Login login, Api api) {
        return new Talker(network, new History(), login, Encoding.GOB, List.of(), api, 0);
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
            if (rest == 0 && !rooms.isEmpty()) say();
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
        int count = 1 + random.nextInt(UNDER_WAY_MAX) - unanswered.size();
        for (int i = 0; i < count; i++) {
            var id = login.user() + "m" + MESSAGES.incrementAndGet();
            var text = "words of " + id + " " + "x".repeat(random.nextInt(200));
            var room = rooms.get(random.nextInt(rooms.size()));
            var data = Letter.text(login, room, id, text).build().toByteArray();
            var draft = new Draft(room, data);
            unanswered.put(id, draft);
            write(id, draft);
        }
        connection.flush();
    }

    private void answered(String id) throws InterruptedException {
        var draft = unanswered.remove(id);
        if (draft != null && random.nextDouble() < REPEATS) write(id, draft);
        if (draft != null && random.nextDouble() < WISHES)
            wisher.wish(connection.number(), draft.room, recorder);
        if (random.nextDouble() < DROPS) connection.drop();
        if (unanswered.isEmpty()) Thread.sleep(random.nextInt(THINK_MILLIS_MAX));
    }

    private void write(String id, Draft draft) {
        var incr = id.getBytes(StandardCharsets.UTF_8);
        var conversation = draft.room.conversation();
        history.add(new Event.Sent(connection.number(), conversation, login.user(), id));
        connection.write(Envelope.SEND, incr, incr, draft.data);
    }
}
