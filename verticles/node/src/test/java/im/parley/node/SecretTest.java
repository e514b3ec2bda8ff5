package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.BadSetting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

final class SecretTest {
    private static final String STRONG = "correct horse battery staple";

    @TempDir Path folder;

    private ServerConfig on(String host) {
        return new ServerConfig(host, folder.resolve("data").toString(), "");
    }

    private static Map<String, String> given(String secret) {
        return Map.of("PARLEY_SECRET", secret);
    }

    @Test
    void the_first_start_makes_one_that_only_its_owner_can_read() throws IOException {
        var secret = Secret.atStart(on("0.0.0.0"), Map.of());
        var file = folder.resolve("data/secret");
        assertTrue(secret.value().matches("[0-9a-f]{64}"), secret.value());
        assertEquals(secret.value(), Files.readString(file).strip());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(file.toString(), secret.origin());
        assertFalse(secret.toString().contains(secret.value()));
    }

    @Test
    void later_starts_take_the_same_one() {
        var first = Secret.atStart(on("0.0.0.0"), Map.of());
        assertEquals(first, Secret.atStart(on("0.0.0.0"), Map.of()));
    }

    @Test
    void the_environment_comes_first_and_leaves_the_folder_alone() {
        assertEquals(STRONG, Secret.atStart(on("0.0.0.0"), given(STRONG)).value());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void a_named_file_must_be_there() throws IOException {
        var file = folder.resolve("mounted");
        var config = new ServerConfig("0.0.0.0", folder.toString(), file.toString());
        assertThrows(BadSetting.class, () -> Secret.atStart(config, Map.of()));
        Files.writeString(file, STRONG + "\n");
        assertEquals(STRONG, Secret.atStart(config, Map.of()).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openIM123", "short", "aaaaaaaaaaaaaaaaaaaaaaaa", "changemechangeme"})
    void a_weak_one_is_refused_unless_only_this_machine_can_connect(String weak) {
        for (var host : new String[] {"0.0.0.0", "192.0.2.1", "::"}) {
            var refusal =
                    assertThrows(
                            BadSetting.class, () -> Secret.atStart(on(host), given(weak)), host);
            assertTrue(refusal.getMessage().contains("PARLEY_SECRET"), refusal.getMessage());
        }
        for (var host : new String[] {"127.0.0.1", "localhost", "::1"})
            assertEquals(weak, Secret.atStart(on(host), given(weak)).value());
    }

    @Test
    void an_empty_file_is_refused_everywhere() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/secret"), "\n");
        assertThrows(BadSetting.class, () -> Secret.atStart(on("127.0.0.1"), Map.of()));
    }
}
