package im.parley.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SettingsTest {
    record Tls(boolean enabled, String certFile) {}

    record Hub(int port, long readDeadlineSeconds, List<String> origins, Tls tls) {
        Hub {
            if (port > 65_535) throw new IllegalArgumentException("hub.port: no such port " + port);
        }
    }

    private static final Hub DEFAULTS =
            new Hub(10_001, 30, List.of("*"), new Tls(false, "tls/cert.pem"));

    @TempDir Path folder;

    private Settings settings(String yaml, Map<String, String> environment, String... sets) {
        try {
            var file = Files.writeString(folder.resolve("parley.yaml"), yaml);
            return Settings.load(Optional.of(file), environment, List.of(sets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String complaintOf(Settings settings) {
        return assertThrows(
                        BadSetting.class,
                        () -> {
                            settings.read("hub", DEFAULTS);
                            settings.refuseUnknown();
                        })
                .getMessage();
    }

    @Test
    void without_any_source_the_defaults_hold() {
        var settings = Settings.load(Optional.empty(), Map.of("PATH", "/bin"), List.of());
        assertEquals(DEFAULTS, settings.read("hub", DEFAULTS));
        settings.refuseUnknown();
    }

    @Test
    void a_file_is_overridden_by_the_environment_and_that_by_set() {
        var yaml = "hub:\n  port: 1\n  readDeadlineSeconds: 2\n  origins: [a, '007']\n";
        var environment =
                Map.of("PARLEY_HUB_PORT", "3", "PARLEY_HUB_READ_DEADLINE_SECONDS", "1_000");
        var hub = settings(yaml, environment, "hub.port=4", "hub.tls.enabled=true");
        assertEquals(
                new Hub(4, 1000, List.of("a", "007"), new Tls(true, "tls/cert.pem")),
                hub.read("hub", DEFAULTS));
        hub.refuseUnknown();
    }

    record Doors(Map<String, Tls> byName) {}

    private static final Doors DOORS =
            new Doors(Map.of("front", new Tls(false, "f"), "back", new Tls(false, "b")));

    @Test
    void sections_of_one_kind_are_read_by_their_names() {
        var environment = Map.of("PARLEY_DOORS_BY_NAME_FRONT_ENABLED", "true");
        var read = settings("doors: {byName: {back: {certFile: x}}}", environment);
        assertEquals(
                new Doors(Map.of("front", new Tls(true, "f"), "back", new Tls(false, "x"))),
                read.read("doors", DOORS));
        read.refuseUnknown();
    }

    @Test
    void a_section_of_an_unknown_name_is_refused() {
        var read = settings("doors: {byName: {frond: {enabled: true}}}", Map.of());
        read.read("doors", DOORS);
        var bad = assertThrows(BadSetting.class, read::refuseUnknown);
        assertTrue(
                bad.getMessage().endsWith("did you mean doors.byName.front.enabled?"),
                bad::getMessage);
    }

    record Everything(Hub hub, Tls tls) {}

    @Test
    void a_record_of_sections_is_read_at_once() {
        var defaults = new Everything(DEFAULTS, DEFAULTS.tls());
        var everything = settings("tls: {certFile: x}", Map.of()).readAll(defaults);
        assertEquals(new Everything(DEFAULTS, new Tls(false, "x")), everything);
        var wrong = settings("tsl: {certFile: x}", Map.of());
        assertThrows(BadSetting.class, () -> wrong.readAll(defaults));
    }

    @Test
    void a_list_in_one_line_is_split_at_commas() {
        var hub = settings("", Map.of("PARLEY_HUB_ORIGINS", "[a, b]"));
        assertEquals(List.of("a", "b"), hub.read("hub", DEFAULTS).origins());
        hub = settings("", Map.of(), "hub.origins=");
        assertEquals(List.of(), hub.read("hub", DEFAULTS).origins());
    }

    @Test
    void an_unknown_key_names_the_closest_known_one() {
        assertEquals(
                "hub.prot in the configuration file is no known key; did you mean hub.port?",
                complaintOf(settings("hub: {prot: 1}", Map.of())));
        assertEquals(
                "PARLEY_HUB_PROT in the environment stands for no key; did you mean"
                        + " PARLEY_HUB_PORT?",
                complaintOf(settings("", Map.of("PARLEY_HUB_PROT", "1"))));
        assertEquals(
                "hub.tls.certfile of --set is no known key; did you mean hub.tls.certFile?",
                complaintOf(settings("", Map.of(), "hub.tls.certfile=x")));
        assertEquals(
                "hup.port in the configuration file is no known key; did you mean hub.port?",
                complaintOf(settings("hup: {port: 1}", Map.of())));
    }

    @Test
    void all_unknown_keys_are_named_at_once() {
        var complaint = complaintOf(settings("hub: {a: 1, b: 2}", Map.of(), "c=1"));
        assertEquals(3, complaint.lines().count());
    }

    @Test
    void a_wrong_type_names_key_value_and_what_was_expected() {
        assertEquals(
                "hub.port: expected a whole number (such as 10001), but PARLEY_HUB_PORT says 'x'.",
                complaintOf(settings("", Map.of("PARLEY_HUB_PORT", "x"))));
        assertEquals(
                "hub.tls.enabled: expected true or false (such as false), but --set says 'yes'.",
                complaintOf(settings("", Map.of(), "hub.tls.enabled=yes")));
        assertTrue(
                complaintOf(settings("hub: {port: [1]}", Map.of()))
                        .startsWith("hub.port: expected one value"));
        assertTrue(complaintOf(settings("hub: 5", Map.of())).contains("is a section"));
    }

    @Test
    void what_the_record_refuses_is_said_in_its_words() {
        assertEquals(
                "hub.port: no such port 70000",
                complaintOf(settings("hub: {port: 70000}", Map.of())));
    }

    @Test
    void variables_of_the_scripts_and_of_the_secret_are_no_keys() {
        var settings = Settings.load(Optional.empty(), Map.of("PARLEY_SECRET", "s"), List.of());
        settings.refuseUnknown();
    }

    @Test
    void files_that_are_missing_broken_or_hostile_are_refused_in_one_sentence() {
        var missing = Optional.of(folder.resolve("none.yaml"));
        assertTrue(
                assertThrows(BadSetting.class, () -> Settings.load(missing, Map.of(), List.of()))
                        .getMessage()
                        .startsWith("There is no configuration file"));
        var bombs =
                List.of(
                        "hub: {port: 1",
                        "hub: {port: 1, port: 2}",
                        "a: &a [1]\nb: [*a, *a]",
                        "a: " + "[".repeat(50) + "]".repeat(50),
                        "a: !!javax.script.ScriptEngineManager []",
                        "just a text",
                        "a: [{b: c}]");
        for (var bomb : bombs) assertThrows(BadSetting.class, () -> settings(bomb, Map.of()), bomb);
    }

    @Test
    void all_known_keys_are_listed_with_their_defaults_and_values() {
        var settings = settings("", Map.of(), "hub.port=7");
        settings.read("hub", DEFAULTS);
        assertEquals(
                List.of(
                        "hub.port",
                        "hub.readDeadlineSeconds",
                        "hub.origins",
                        "hub.tls.enabled",
                        "hub.tls.certFile"),
                settings.options().stream().map(Settings.Option::key).toList());
        var port = settings.options().getFirst();
        assertEquals(new Settings.Option("hub.port", "10001", "7"), port);
        assertEquals("PARLEY_HUB_PORT", port.variable());
    }
}
