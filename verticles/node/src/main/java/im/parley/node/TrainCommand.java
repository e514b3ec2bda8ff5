package im.parley.node;

import im.parley.node.Parley.Failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/// `parley train`: a server lives a short life, so that the JVM can keep what it loaded and learnt
/// (`-XX:AOTCacheOutput`). It leaves nothing behind but that.
final class TrainCommand {
    private TrainCommand() {}

    static int run(Arguments arguments, Setup setup) throws Exception {
        arguments.expectAtMost(0);
        var folder = Files.createTempDirectory("parley-train");
        try {
            var config = setup.config().onFreePorts("127.0.0.1", folder.toString());
            Logging.apply(config.log());
            var node = Node.start(config, Map.of()).await();
            rehearse(node);
            node.stop().await();
        } finally {
            delete(folder);
        }
        return Parley.say("Rehearsed.");
    }

    private static void rehearse(Node node) throws Exception {
        var clients =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rehearsal.class.getName(),
                        node.clientAddress(),
                        node.apiAddress(),
                        node.metricsAddress(),
                        node.config().admins().userIDs().getFirst());
        clients.environment().put(Secret.VARIABLE, node.secret().value());
        int status = clients.inheritIO().start().waitFor();
        if (status != 0) throw new Failure("The clients of the rehearsal failed: " + status);
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
