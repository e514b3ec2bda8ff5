package im.parley.node;

import im.parley.platform.BadSetting;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What proves a back end to the server, and the key of all tokens. There is no default one: who
/// knows a default could sign in as anybody.
///
/// @param origin where it lies, in words for the operator
record Secret(String value, String origin) {
    static final String VARIABLE = "PARLEY_SECRET";
    private static final int LENGTH_MIN = 16;
    private static final int LETTERS_MIN = 6;
    private static final int RANDOM_BYTES = 32;
    private static final Set<String> KNOWN =
            Set.of("openim123", "changemechangeme", "passwordpassword", "secretsecretsecret");

    /// The secret of a server that starts: it makes one where there is none.
    static Secret atStart(ServerConfig config, Map<String, String> environment) {
        var secret =
                find(config, environment)
                        .orElseGet(() -> generate(Path.of(config.data()).resolve("secret")));
        secret.refuseIfWeak(config.host());
        return secret;
    }

    /// The secret as it is, if there is one.
    static Optional<Secret> find(ServerConfig config, Map<String, String> environment) {
        var given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) return Optional.of(new Secret(given, "the environment: " + VARIABLE));
        if (!config.secretFile().isEmpty()) {
            var file = Path.of(config.secretFile());
            return Optional.of(
                    read(file)
                            .orElseThrow(
                                    () -> new BadSetting("server.secretFile: no file " + file)));
        }
        return read(Path.of(config.data()).resolve("secret"));
    }

    private static Optional<Secret> read(Path file) {
        try {
            return Optional.of(new Secret(Files.readString(file).strip(), place(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BadSetting("The secret in " + file + " cannot be read: " + e);
        }
    }

    private static Secret generate(Path file) {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        var value = HexFormat.of().formatHex(bytes);
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, onlyOwner);
            Files.writeString(file, value + "\n", StandardOpenOption.SYNC);
            return new Secret(value, place(file));
        } catch (FileAlreadyExistsException e) {
            throw new BadSetting(file + " appeared while it was made: is another server starting?");
        } catch (IOException e) {
            throw new BadSetting("The secret cannot be kept in " + file + ": " + e);
        }
    }

    private static String place(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /// What is wrong with it, if anything is.
    Optional<String> weakness() {
        if (KNOWN.contains(value.toLowerCase())) return Optional.of("is publicly known");
        if (value.length() < LENGTH_MIN)
            return Optional.of("is shorter than " + LENGTH_MIN + " characters");
        if (value.chars().distinct().count() < LETTERS_MIN)
            return Optional.of("has fewer than " + LETTERS_MIN + " different characters");
        return Optional.empty();
    }

    /// A weak secret is good enough to try things on one's own machine, and for nothing else.
    private void refuseIfWeak(String host) {
        if (value.isEmpty()) throw new BadSetting("The secret (" + origin + ") is empty.");
        weakness()
                .filter(_ -> !isLoopback(host))
                .ifPresent(
                        weakness -> {
                            throw new BadSetting(
                                    ("The secret (%s) %s. Whoever guesses it can be anybody. Use a"
                                         + " longer one, or let the server make one by removing it;"
                                         + " on your own machine --set server.host=127.0.0.1 will"
                                         + " do.")
                                            .formatted(origin, weakness));
                        });
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new BadSetting("server.host: nobody knows the host '" + host + "'");
        }
    }

    @Override
    public String toString() {
        return "secret of " + origin;
    }
}
