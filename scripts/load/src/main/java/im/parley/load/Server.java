package im.parley.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The server under test: a process of our own on a temporary folder and free ports, or one that
/// runs already.
///
/// Only processes that were started here are ever signalled, by their own id.
final class Server implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 60;

    private final Path command;
    private final Path folder;
    private final Path log;
    private final InetSocketAddress hub;
    private final InetSocketAddress api;
    private final String secret;
    private final List<String> settings;
    private Process process;
    private long pid;

    private Server(
            Path command,
            Path folder,
            int[] ports,
            String secret,
            long pid,
            List<String> settings) {
        this.command = command;
        this.folder = folder;
        this.log = folder.resolve("server.log");
        this.hub = new InetSocketAddress("127.0.0.1", ports[0]);
        this.api = new InetSocketAddress("127.0.0.1", ports[1]);
        this.secret = secret;
        this.pid = pid;
        this.settings = settings;
    }

    /// A server that was started by someone else: `pid,wsPort,apiPort`, its secret in
    /// PARLEY_SECRET.
    static Server attached(String address) {
        var parts = Arrays.stream(address.split(",")).mapToLong(Long::parseLong).toArray();
        var secret = System.getenv("PARLEY_SECRET");
        if (parts.length != 3 || secret == null) {
            throw new IllegalArgumentException(
                    "--server pid,wsPort,apiPort needs the secret in PARLEY_SECRET");
        }
        int[] ports = {(int) parts[1], (int) parts[2]};
        return new Server(Path.of(""), Path.of(""), ports, secret, parts[0], List.of());
    }

    /// A server of our own, not yet running.
    static Server made(Path command, Path data, List<String> settings) {
        try {
            var folder = Files.createTempDirectory(data, "parley-load");
            var secret =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).repeat(2);
            return new Server(command, folder, freePorts(2), secret, -1, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ports below those the kernel hands to clients: a restart must find them free.
    private static int[] freePorts(int count) throws IOException {
        var ports = new int[count];
        for (int found = 0; found < count; ) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                ports[found] = probe.getLocalPort();
                found++;
            } catch (BindException _) {
                // Taken: try another.
            }
        }
        return ports;
    }

    boolean isOurs() {
        return !command.toString().isEmpty();
    }

    /// Starts the process and returns once it says that it is ready.
    Server start() {
        try {
            launch();
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
            while (!saysReady()) {
                if (!process.isAlive() || System.nanoTime() > deadline)
                    throw new IllegalStateException(tail());
                process.waitFor(2, TimeUnit.MILLISECONDS);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts the process without waiting for anything. The script becomes the server, so its id
    /// stays.
    void launch() {
        try {
            process = builder().start();
            pid = process.pid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder() throws IOException {
        var line =
                new ArrayList<>(List.of(command.toString(), "serve", "--data", data().toString()));
        for (var setting : settings()) line.addAll(List.of("--set", setting));
        Files.deleteIfExists(log);
        var builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PARLEY_SECRET", secret);
        return builder;
    }

    private List<String> settings() {
        var all = new ArrayList<String>();
        all.add("server.host=127.0.0.1");
        all.add("hub.port=" + hub.getPort());
        all.add("api.port=" + api.getPort());
        all.add("metrics.port=0");
        all.add("api.grpcPort=0");
        all.addAll(settings);
        return all;
    }

    private boolean saysReady() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.anyMatch(
                    line ->
                            line.contains(":" + hub.getPort())
                                    && line.contains(":" + api.getPort()));
        }
    }

    /// SIGKILL, and waits until nothing is left of it.
    void kill() {
        end(true);
    }

    /// SIGTERM, and waits for a clean end.
    void stop() {
        end(false);
    }

    private void end(boolean forcibly) {
        if (forcibly) process.destroyForcibly();
        else process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        process.destroyForcibly();
        throw new IllegalStateException(
                "the server did not stop in " + STOP_SECONDS + " s; " + tail());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Proc proc() {
        return new Proc(pid);
    }

    InetSocketAddress hub() {
        return hub;
    }

    InetSocketAddress api() {
        return api;
    }

    String secret() {
        return secret;
    }

    Path data() {
        return folder.resolve("data");
    }

    /// Bytes that the data folder takes on the disk, as `du` says: files may be longer than what
    /// they take.
    long dataBytes() {
        var said = Command.output("du", "-sk", data().toString());
        return 1024 * Long.parseLong(said.substring(0, said.indexOf('\t')));
    }

    String tail() {
        try {
            var lines = Files.readAllLines(log);
            return "the server said:\n"
                    + String.join(
                            "\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "the server's log cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        if (!isOurs()) return;
        if (process != null && process.isAlive()) stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
