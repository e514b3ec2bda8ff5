package im.parley.node;

import im.parley.node.Parley.Failure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `parley serve`: a node in the foreground, until a signal stops it.
final class ServeCommand {
    /// The exit status of a command that has started and goes on.
    static final int SERVING = -1;

    private static final Duration STOP_AT_MOST = Duration.ofSeconds(20);

    private ServeCommand() {}

    static int run(Arguments arguments, Setup setup) throws Failure {
        arguments.expectAtMost(0);
        var config = setup.config();
        Logging.apply(config.log());
        var node = start(config, setup);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        System.out.println(readyLine(node));
        return SERVING;
    }

    private static Node start(ParleyConfig config, Setup setup) throws Failure {
        try {
            return Node.start(config, setup.environment()).await();
        } catch (RuntimeException e) {
            throw StartFailure.explained(e);
        }
    }

    /// Put together by hand: a formatter would load the data of a locale first.
    private static String readyLine(Node node) {
        return "Parley "
                + Parley.version()
                + " is ready"
                + sinceStart()
                + ": clients "
                + node.clientAddress()
                + ", API "
                + node.apiAddress()
                + ", metrics "
                + node.metricsAddress()
                + ", secret in "
                + node.secret().origin();
    }

    /// The start script says when it handed over; the JVM itself only knows when it was up.
    private static String sinceStart() {
        long started = Long.getLong("parley.startedMicros", 0);
        if (started == 0) return "";
        return " after " + (System.currentTimeMillis() - started / 1000) + " ms";
    }

    /// The JVM would end with the signal's number; whoever asked a server to stop wants to read 0
    /// when it stopped well.
    private static void stop(Node node) {
        int status = Parley.DONE;
        try {
            node.stop().await(STOP_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            System.err.println("Parley did not stop cleanly: " + e);
            status = Parley.FAILED;
        }
        Runtime.getRuntime().halt(status);
    }
}
