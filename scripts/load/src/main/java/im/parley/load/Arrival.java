package im.parley.load;

import im.parley.proto.sdkws.GetMaxSeqReq;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// The first client of a server that is just starting: it knocks until it is let in and has its
/// newest seqs.
final class Arrival implements Listener {
    private static final long PAUSE_NANOS = 3_000_000;

    private final CompletableFuture<Boolean> synced = new CompletableFuture<>();

    private Arrival() {}

    /// The age of the server's process at that moment, in milliseconds.
    static long millis(Stage stage, Login login) {
        var server = stage.server();
        while (server.isAlive()) {
            var arrival = new Arrival();
            var connection = stage.network().connect(0, login, Encoding.GOB, arrival);
            if (arrival.synced.join()) {
                long age = server.proc().ageMillis();
                connection.drop();
                return age;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("the server ended; " + server.tail());
    }

    @Override
    public void opened(Connection connection) {
        var user = connection.login().user();
        var asked = GetMaxSeqReq.newBuilder().setUserID(user).build().toByteArray();
        connection.request(Envelope.NEWEST_SEQ, user + "_1", asked);
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        if (envelope.request() == Envelope.NEWEST_SEQ) synced.complete(envelope.errCode() == 0);
    }

    @Override
    public void closed(Connection connection, String why) {
        synced.complete(false);
    }
}
