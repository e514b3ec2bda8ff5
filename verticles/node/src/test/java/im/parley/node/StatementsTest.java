package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// docs/statements.md says which test shows which promise of the specifications; this keeps the
/// page true.
final class StatementsTest {
    private static final Path REPOSITORY = Modules.repository();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([ID]-\\w+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");
    private static final Pattern WIRE_CASE = Pattern.compile("`((?:B-)?[A-Z]-[\\w.-]+)`");

    private static List<MatchResult> onThePage(Pattern what) throws IOException {
        var page = Files.readString(REPOSITORY.resolve("docs/statements.md"));
        var found = what.matcher(page).results().toList();
        assertTrue(found.size() > 50, () -> "nothing but " + found.size() + " of " + what);
        return found;
    }

    /// The sources of all tests by the names of their classes.
    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        for (var parent : List.of("shared", "verticles", "scripts/load"))
            try (var files = Files.walk(REPOSITORY.resolve(parent))) {
                for (var file : files.filter(StatementsTest::isTest).toList()) {
                    var name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        return tests;
    }

    private static boolean isTest(Path file) {
        var path = file.toString();
        return path.endsWith("Test.java") || path.endsWith("Contract.java");
    }

    @Test
    void every_test_that_is_named_exists() throws IOException {
        var tests = tests();
        var missing =
                onThePage(TEST).stream()
                        .filter(
                                it ->
                                        !tests.getOrDefault(it.group(1), "")
                                                .contains("void " + it.group(2) + "("))
                        .map(MatchResult::group)
                        .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void every_wire_case_that_is_named_has_to_pass() throws IOException {
        var expected = Files.readAllLines(REPOSITORY.resolve(".ci/conformance.expected"));
        var missing = onThePage(WIRE_CASE).stream().map(it -> it.group(1)).toList();
        assertEquals(List.of(), missing.stream().filter(id -> !expected.contains(id)).toList());
    }

    @Test
    void every_statement_is_on_the_page() throws IOException {
        var there = new HashSet<String>();
        for (var row : onThePage(ROW)) there.add(row.group(1));
        var numbered =
                Stream.concat(
                        IntStream.rangeClosed(1, 58).mapToObj(number -> "I-" + number),
                        IntStream.rangeClosed(1, 63).mapToObj(number -> "D-" + number));
        var all = new HashSet<>(Set.of("I-22a"));
        numbered.forEach(all::add);
        assertEquals(all, there);
    }
}
