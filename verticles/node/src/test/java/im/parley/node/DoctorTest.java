package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.node.Doctor.Finding;
import im.parley.node.Doctor.Grade;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class DoctorTest {
    @TempDir Path folder;

    private List<Finding> examine(Path data, Map<String, String> environment, String... sets) {
        var words = new ArrayList<>(List.of("--data", data.toString()));
        for (var set :
                List.of("server.host=127.0.0.1", "hub.port=0", "api.port=0", "api.grpcPort=0"))
            words.addAll(List.of("--set", set));
        for (var set : sets) words.addAll(List.of("--set", set));
        var arguments = Arguments.of(words, Setup.OPTIONS, Set.of());
        return Doctor.of(Setup.of(arguments, environment)).examine();
    }

    private static Finding about(String word, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.fact().contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError(word + " is not in " + findings));
    }

    @Test
    void a_machine_where_all_is_well_has_no_failing_finding() {
        var findings = examine(folder.resolve("new"), Map.of(), "metrics.port=0");
        assertTrue(findings.stream().noneMatch(f -> f.grade() == Grade.FAIL), findings::toString);
        assertEquals(Grade.FINE, about("Java", findings).grade());
        assertEquals(Grade.FINE, about("can be made", findings).grade());
        assertEquals(Grade.FINE, about("will make a secret", findings).grade());
    }

    @Test
    void a_taken_port_is_found() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = "metrics.port=" + taken.getLocalPort();
            assertEquals(
                    Grade.WARN, about("metrics.port", examine(folder, Map.of(), port)).grade());
        }
    }

    @Test
    void a_weak_secret_and_one_that_others_can_read_are_found() throws IOException {
        var weak = examine(folder, Map.of("PARLEY_SECRET", "openIM123"), "metrics.port=0");
        assertEquals(Grade.WARN, about("publicly known", weak).grade());
        var file = Files.writeString(folder.resolve("secret"), "correct horse battery staple");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var open = about("read by others", examine(folder, Map.of(), "metrics.port=0"));
        assertEquals("chmod 600 " + file, open.advice());
    }

    @Test
    void a_file_in_place_of_the_folder_fails() throws IOException {
        var file = Files.createFile(folder.resolve("data"));
        var findings = examine(file.resolve("inner"), Map.of(), "metrics.port=0");
        assertEquals(Grade.FAIL, about("cannot be made", findings).grade());
    }
}
