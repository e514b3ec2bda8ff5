package im.parley.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the operator wrote: a YAML file, over it the environment (`PARLEY_HUB_PORT`), over that
/// `--set hub.port=…`. Each module has a record of its options and a constant of their defaults;
/// `read` lays the operator's values over the defaults by the names of the components. A component
/// is a value, a list of texts, a section of its own, or a map of such sections by name.
///
///     var settings = Settings.load(Optional.of(file), System.getenv(), List.of("hub.port=1"));
///     var hub = settings.read("hub", HubConfig.DEFAULTS);
///     settings.refuseUnknown();
///
/// A key exists because a record has it. So which keys are unknown is only known when all sections
/// were read.
public final class Settings {
    /// Environment variables that are no keys of the configuration.
    private static final Set<String> SPECIAL =
            Set.of("PARLEY_SECRET", "PARLEY_JAVA_HOME", "PARLEY_JAVA_OPTS");

    private static final String PREFIX = "PARLEY_";

    private final Map<String, Object> file;
    private final Map<String, String> environment;
    private final Map<String, String> sets;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final Map<Class<?>, RecordShape> shapes = new HashMap<>();

    /// One known key. Values are the text that a file would hold, or a list of such texts.
    public record Option(String key, Object byDefault, Object value) {
        /// The environment variable that overrides it.
        public String variable() {
            return Settings.variable(key);
        }
    }

    /// A value and where it was found, for the message when it is wrong.
    private record Given(Object value, String where) {}

    private Settings(
            Map<String, Object> file, Map<String, String> environment, Map<String, String> sets) {
        this.file = file;
        this.environment = environment;
        this.sets = sets;
    }

    public static Settings load(
            Optional<Path> file, Map<String, String> environment, List<String> sets) {
        var ours = new LinkedHashMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX) && !SPECIAL.contains(name)) ours.put(name, value);
                });
        return new Settings(file.map(SettingsFile::read).orElse(Map.of()), ours, pairs(sets));
    }

    private static Map<String, String> pairs(List<String> sets) {
        var pairs = new LinkedHashMap<String, String>();
        for (var set : sets) {
            int equals = set.indexOf('=');
            if (equals < 1)
                throw new BadSetting("--set " + set + ": expected key=value, as in hub.port=10001");
            pairs.put(set.substring(0, equals).strip(), set.substring(equals + 1).strip());
        }
        return pairs;
    }

    /// The section's record: the operator's values where there are some, else those of `defaults`.
    public <R extends Record> R read(String section, R defaults) {
        return record(section, defaults);
    }

    /// Reads a record whose components are the sections, and refuses all keys it has no place for.
    public <R extends Record> R readAll(R defaults) {
        var all = record("", defaults);
        refuseUnknown();
        return all;
    }

    /// A record is made only where a value differs: the JVM prepares a constructor of many
    /// parameters for several milliseconds, and every start would wait for that.
    private <R extends Record> R record(String path, R defaults) {
        var shape = shapes.computeIfAbsent(defaults.getClass(), RecordShape::of);
        var prefix = path.isEmpty() ? "" : path + ".";
        var values = new Object[shape.names().size()];
        boolean same = true;
        for (int i = 0; i < values.length; i++) {
            var byDefault = shape.read(i, defaults);
            values[i] = value(prefix + shape.names().get(i), byDefault);
            same &= values[i].equals(byDefault);
        }
        if (same) return defaults;
        @SuppressWarnings("unchecked") // the shape is that of the defaults
        var made = (R) shape.make(path, values);
        return made;
    }

    private Object value(String key, Object byDefault) {
        if (byDefault instanceof Record nested) return record(key, nested);
        if (byDefault instanceof Map<?, ?> named) return records(key, named);
        var given = given(key);
        var value = given.isEmpty() ? byDefault : parse(key, given.get(), byDefault);
        if (options.put(key, new Option(key, plain(byDefault), plain(value))) != null)
            throw new IllegalStateException(key + " is read twice");
        return value;
    }

    /// Sections of one kind, by their names; those of the defaults are all there are.
    private Map<String, Record> records(String path, Map<?, ?> defaults) {
        var records = new LinkedHashMap<String, Record>();
        defaults.forEach(
                (name, record) ->
                        records.put((String) name, record(path + "." + name, (Record) record)));
        return records;
    }

    private static Object plain(Object value) {
        return value instanceof List<?> ? value : value.toString();
    }

    private Optional<Given> given(String key) {
        if (sets.containsKey(key)) return Optional.of(new Given(sets.get(key), "--set"));
        if (!environment.isEmpty() && environment.containsKey(variable(key)))
            return Optional.of(new Given(environment.get(variable(key)), variable(key)));
        return Optional.ofNullable(file.get(key))
                .map(value -> new Given(value, "the configuration file"));
    }

    /// `PARLEY_HUB_READ_DEADLINE` for `hub.readDeadline`.
    private static String variable(String key) {
        var name = new StringBuilder(PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            if (i > 0 && Character.isUpperCase(letter) && !Character.isUpperCase(key.charAt(i - 1)))
                name.append('_');
            name.append(letter == '.' ? '_' : Character.toUpperCase(letter));
        }
        return name.toString();
    }

    /// @return a value of the same type as the default
    private static Object parse(String key, Given given, Object byDefault) {
        if (byDefault instanceof List<?>)
            return given.value() instanceof List<?> list ? list : listed((String) given.value());
        if (!(given.value() instanceof String text))
            throw wrong(key, given, "one value", byDefault);
        try {
            return switch (byDefault) {
                case Integer _ -> Integer.parseInt(text.replace("_", ""));
                case Long _ -> Long.parseLong(text.replace("_", ""));
                case Boolean _ -> truth(key, given, text, byDefault);
                case String _ -> text;
                default -> throw new IllegalStateException(key + " has no known type");
            };
        } catch (NumberFormatException e) {
            throw wrong(key, given, "a whole number", byDefault);
        }
    }

    private static boolean truth(String key, Given given, String text, Object byDefault) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, given, "true or false", byDefault);
        };
    }

    /// `a,b` or `[a, b]`.
    private static List<String> listed(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        var inner = bracketed ? text.substring(1, text.length() - 1) : text;
        return Arrays.stream(inner.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static BadSetting wrong(String key, Given given, String expected, Object byDefault) {
        return new BadSetting(
                "%s: expected %s (such as %s), but %s says '%s'."
                        .formatted(key, expected, byDefault, given.where(), given.value()));
    }

    /// All keys that were read, in the order of the records.
    public List<Option> options() {
        return List.copyOf(options.values());
    }

    /// Fails when a source holds a key that no section has read.
    public void refuseUnknown() {
        var complaints = new ArrayList<String>();
        for (var key : file.keySet()) unknown(key, "in the configuration file", complaints);
        if (!environment.isEmpty()) unknownVariables(complaints);
        for (var key : sets.keySet()) unknown(key, "of --set", complaints);
        if (!complaints.isEmpty()) throw new BadSetting(String.join("\n", complaints));
    }

    private void unknownVariables(List<String> complaints) {
        var variables = options.keySet().stream().map(Settings::variable).toList();
        for (var name : environment.keySet())
            if (!variables.contains(name))
                complaints.add(
                        "%s in the environment stands for no key; did you mean %s?"
                                .formatted(name, closest(name, variables)));
    }

    private void unknown(String key, String where, List<String> complaints) {
        if (options.containsKey(key)) return;
        boolean section = options.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
        if (section && file.getOrDefault(key, "").equals("") && !sets.containsKey(key)) return;
        complaints.add(
                section
                        ? "%s %s is a section and takes no value of its own.".formatted(key, where)
                        : "%s %s is no known key; did you mean %s?"
                                .formatted(key, where, closest(key, options.keySet())));
    }

    private static String closest(String wrong, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(key -> distance(wrong, key)))
                .orElse("another one");
    }

    /// How many letters must be changed, added or removed to make one of the other.
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
