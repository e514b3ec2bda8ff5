package im.parley.node;

import im.parley.platform.BadSetting;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at what a server needs of its machine.
final class Doctor {
    private static final int JAVA_MIN = 25;
    private static final long DISK_MIN = 100L << 20;
    private static final long DISK_ENOUGH = 2L << 30;
    private static final long DESCRIPTORS_ENOUGH = 65_536;
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private final Setup setup;
    private final List<Finding> findings = new ArrayList<>();

    enum Grade {
        FINE,
        WARN,
        FAIL
    }

    /// @param advice what to do about it; empty when all is well
    record Finding(Grade grade, String fact, String advice) {
        String text() {
            var line = "%-5s %s".formatted(grade.name().toLowerCase(), fact);
            return advice.isEmpty() ? line : line + "\n      " + advice;
        }
    }

    private Doctor(Setup setup) {
        this.setup = setup;
    }

    static Doctor of(Setup setup) {
        return new Doctor(setup);
    }

    List<Finding> examine() {
        java();
        var folder = Path.of(setup.config().server().data()).toAbsolutePath().normalize();
        folder(folder);
        disk(folder);
        secret();
        descriptors();
        ports();
        return List.copyOf(findings);
    }

    private void fine(String fact) {
        findings.add(new Finding(Grade.FINE, fact, ""));
    }

    private void warn(String fact, String advice) {
        findings.add(new Finding(Grade.WARN, fact, advice));
    }

    private void fail(String fact, String advice) {
        findings.add(new Finding(Grade.FAIL, fact, advice));
    }

    private void java() {
        var version = Runtime.version();
        if (version.feature() >= JAVA_MIN) fine("Java " + version);
        else fail("Java " + version, "Install a JDK " + JAVA_MIN + ".");
    }

    private void folder(Path folder) {
        if (!Files.exists(folder)) {
            var parent = firstExisting(folder);
            if (Files.isDirectory(parent) && Files.isWritable(parent))
                fine(folder + " does not exist yet and can be made");
            else
                fail(folder + " cannot be made", parent + " must be a folder this user may write.");
        } else if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            fail(folder + " is not a folder this user may write", "Correct its owner and rights.");
        } else {
            fine(folder + " can be written");
        }
    }

    private static Path firstExisting(Path path) {
        var at = path;
        while (!Files.exists(at)) at = at.getParent();
        return at;
    }

    private void disk(Path folder) {
        try {
            long free = Files.getFileStore(firstExisting(folder)).getUsableSpace();
            var fact = (free >> 20) + " MiB of disk are free";
            if (free < DISK_MIN) fail(fact, "Make room: a server that cannot write refuses.");
            else if (free < DISK_ENOUGH) warn(fact, "Some 450 bytes are kept for every message.");
            else fine(fact);
        } catch (IOException e) {
            warn("the free disk space is not known: " + e, "");
        }
    }

    private void secret() {
        try {
            Secret.find(setup.config().server(), setup.environment())
                    .ifPresentOrElse(
                            this::secret, () -> fine("the first start will make a secret"));
        } catch (BadSetting unusable) {
            fail(unusable.getMessage(), "Correct that, or set " + Secret.VARIABLE + ".");
        }
    }

    private void secret(Secret secret) {
        var what = "the secret (" + secret.origin() + ") ";
        secret.weakness()
                .ifPresentOrElse(
                        weakness ->
                                warn(
                                        what + weakness,
                                        "It is refused unless server.host is a loopback address."),
                        () -> fine(what + "is strong"));
        exposure(Path.of(secret.origin()));
    }

    private void exposure(Path file) {
        try {
            if (!Files.isRegularFile(file)) return;
            var rights = Files.getPosixFilePermissions(file);
            var toStrangers =
                    Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);
            if (rights.stream().anyMatch(toStrangers::contains))
                warn(file + " can be read by others", "chmod 600 " + file);
        } catch (IOException e) {
            warn("the rights of " + file + " are not known: " + e, "");
        }
    }

    private void descriptors() {
        if (!Files.exists(LIMITS)) return;
        try (var lines = Files.lines(LIMITS)) {
            var limit =
                    lines.filter(line -> line.startsWith("Max open files"))
                            .map(line -> line.substring("Max open files".length()).strip())
                            .map(line -> line.split(" +")[1]) // soft, hard: the JVM takes the hard
                            .findFirst();
            limit.ifPresent(this::descriptors);
        } catch (IOException e) {
            warn("the limit of open files is not known: " + e, "");
        }
    }

    private void descriptors(String limit) {
        var fact = "up to " + limit + " files and connections may be open";
        if (limit.equals("unlimited") || Long.parseLong(limit) >= DESCRIPTORS_ENOUGH) fine(fact);
        else warn(fact, "Every connection takes one: ulimit -n 65536, or LimitNOFILE= of systemd.");
    }

    private void ports() {
        var host = setup.config().server().host();
        for (Map.Entry<String, Integer> port : setup.config().ports().entrySet()) {
            var fact = "port " + port.getValue() + " (" + port.getKey() + ")";
            if (isFree(host, port.getValue())) fine(fact + " is free");
            else if (answers(host, port.getValue()))
                warn(fact + " is taken", "Fine if that is this server; else --set another.");
            else fail(fact + " cannot be opened on " + host, "Choose another with --set.");
        }
    }

    private static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(ServerApi.reachable(host), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
