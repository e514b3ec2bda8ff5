package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.BadSetting;
import im.parley.platform.Settings;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `conf/parley.yaml` is the documentation of the options, so it must be true.
final class ConfigFileTest {
    private static final Path FILE = Modules.repository().resolve("conf/parley.yaml");

    @Test
    void the_file_holds_exactly_the_defaults() {
        var settings = Settings.load(Optional.of(FILE), Map.of(), List.of());
        assertEquals(ParleyConfig.DEFAULTS, settings.readAll(ParleyConfig.DEFAULTS));
    }

    @Test
    void the_file_names_every_key() throws IOException {
        var settings = Settings.load(Optional.empty(), Map.of(), List.of());
        settings.readAll(ParleyConfig.DEFAULTS);
        var known =
                settings.options().stream().map(Settings.Option::key).collect(Collectors.toSet());
        Map<String, Object> root = new Yaml().load(Files.readString(FILE));
        assertEquals(known, keys("", root).collect(Collectors.toSet()));
    }

    private static Stream<String> keys(String prefix, Map<?, ?> map) {
        return map.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue() instanceof Map<?, ?> inner
                                        ? keys(prefix + entry.getKey() + ".", inner)
                                        : Stream.of(prefix + entry.getKey()));
    }

    @Test
    void a_comment_stands_above_every_section_and_option() throws IOException {
        var lines = Files.readAllLines(FILE);
        for (int i = 1; i < lines.size(); i++)
            if (lines.get(i).matches("( {2})?[a-zA-Z]+:.*"))
                assertTrue(lines.get(i - 1).strip().startsWith("# "), lines.get(i));
    }

    @Test
    void the_environment_and_set_reach_every_section() {
        var environment =
                Map.of("PARLEY_HUB_READ_DEADLINE_MILLIS", "9000", "PARLEY_SECRET", "not a key");
        var config =
                Settings.load(Optional.of(FILE), environment, List.of("admins.userIDs=root,boss"))
                        .readAll(ParleyConfig.DEFAULTS);
        assertEquals(9_000, config.hub().readDeadlineMillis());
        assertEquals(List.of("root", "boss"), config.admins().userIDs());
    }

    @Test
    void a_slip_of_the_pen_is_corrected() {
        var settings = Settings.load(Optional.empty(), Map.of(), List.of("hub.readDeadline=9"));
        var bad = assertThrows(BadSetting.class, () -> settings.readAll(ParleyConfig.DEFAULTS));
        assertTrue(
                bad.getMessage().contains("did you mean hub.readDeadlineMillis?"), bad::getMessage);
    }

    @Test
    void ports_of_a_rehearsal_are_free_ones_on_this_machine_only() {
        var config = ParleyConfig.DEFAULTS.onFreePorts("127.0.0.1", "elsewhere");
        assertEquals(Set.of(0), Set.copyOf(config.ports().values()));
        assertEquals("127.0.0.1", config.server().host());
        assertEquals(ParleyConfig.DEFAULTS.auth(), config.auth());
    }
}
