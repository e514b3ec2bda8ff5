package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The directions in which modules may know each other (architecture.md section 2).
final class ArchitectureTest {
    private static final Path REPOSITORY = Modules.repository();

    private static List<String> violations(Modules modules, JavaClasses classes) {
        var all = new ArrayList<String>();
        for (var rule : modules.rules())
            all.addAll(rule.evaluate(classes).getFailureReport().getDetails());
        return all;
    }

    @Test
    void modules_know_each_other_only_in_the_allowed_directions() throws IOException {
        var ours =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/parley/proto/"))
                        .importPackages("im.parley");
        var modules = Modules.of(REPOSITORY);
        assertTrue(modules.verticles().contains("hub") && modules.shared().contains("bus"));
        for (var name : List.of("hub", "send", "transfer", "bus", "embedded"))
            assertTrue(
                    ours.stream().anyMatch(type -> type.getPackageName().endsWith("." + name)),
                    () -> "no class of " + name + " was looked at");
        assertEquals(List.of(), violations(modules, ours));
    }

    @Test
    void each_rule_is_seen_to_fail_on_classes_that_break_it() {
        var modules = new Modules("broken", Set.of("auth", "user"), Set.of("state", "embedded"));
        var violations = violations(modules, new ClassFileImporter().importPackages("broken"));
        for (var culprit : List.of("auth.KnowsUser", "state.KnowsAuth", "auth.KnowsEngine"))
            assertTrue(
                    violations.stream().anyMatch(line -> line.contains("<broken." + culprit)),
                    () -> culprit + " was not caught: " + violations);
    }

    @Test
    void every_module_is_one_package_with_a_sign_on_its_door() throws IOException {
        var complaints = new ArrayList<String>();
        for (var parent : List.of("shared", "verticles"))
            try (var modules = Files.list(REPOSITORY.resolve(parent))) {
                for (var module : modules.toList())
                    complaints.addAll(Modules.complaintsAbout(module));
            }
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_second_package_or_a_missing_sign_is_found(@TempDir Path folder) throws IOException {
        var module = folder.resolve("tea");
        var home = Files.createDirectories(module.resolve("src/main/java/im/parley/tea"));
        Files.createFile(home.resolve("Tea.java"));
        assertEquals(1, Modules.complaintsAbout(module).size());
        Files.createFile(home.resolve("package-info.java"));
        assertEquals(List.of(), Modules.complaintsAbout(module));
        var second = Files.createDirectories(home.resolve("inner"));
        Files.createFile(second.resolve("package-info.java"));
        assertEquals(1, Modules.complaintsAbout(module).size());
    }
}
