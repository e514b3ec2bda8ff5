package im.parley.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the operator wrote: a YAML file, over it the environment (`PARLEY_HUB_PORT`), over that
/// `--set hub.port=…`. Each module has a record of its options and a constant of their defaults;
/// `read` lays the operator's values over the defaults by the names of the components.
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

    /// One known key. Values are the text that a file would hold, or a list of such texts.
    public record Option(String key, Object byDefault, Object value) {
        /// The environment variable that overrides it.
        public String variable() {
            var words = key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
            return PREFIX + words.toUpperCase(Locale.ROOT);
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

    private <R extends Record> R record(String path, R defaults) {
        var components = defaults.getClass().getRecordComponents();
        var prefix = path.isEmpty() ? "" : path + ".";
        var values = new ArrayList<>();
        for (var component : components)
            values.add(component(prefix + component.getName(), component, defaults));
        return construct(path, defaults, components, values.toArray());
    }

    private Object component(String key, RecordComponent component, Record defaults) {
        var byDefault = valueOf(component, defaults);
        if (byDefault instanceof Record nested) return record(key, nested);
        var option = new Option(key, plain(byDefault), plain(byDefault));
        var value = given(option).map(given -> parse(option, given, byDefault)).orElse(byDefault);
        if (options.put(key, new Option(key, plain(byDefault), plain(value))) != null)
            throw new IllegalStateException(key + " was read twice");
        return value;
    }

    private Optional<Given> given(Option option) {
        var key = option.key();
        if (sets.containsKey(key)) return Optional.of(new Given(sets.get(key), "--set"));
        var variable = option.variable();
        if (environment.containsKey(variable))
            return Optional.of(new Given(environment.get(variable), variable));
        return Optional.ofNullable(file.get(key))
                .map(value -> new Given(value, "the configuration file"));
    }

    private static Object plain(Object value) {
        return value instanceof List<?> ? value : value.toString();
    }

    private static Object valueOf(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /// @return a value of the same type as the default
    private static Object parse(Option option, Given given, Object byDefault) {
        if (byDefault instanceof List<?>)
            return given.value() instanceof List<?> list ? list : listed((String) given.value());
        if (!(given.value() instanceof String text)) throw wrong(option, given, "one value");
        try {
            return switch (byDefault) {
                case Integer _ -> Integer.parseInt(text.replace("_", ""));
                case Long _ -> Long.parseLong(text.replace("_", ""));
                case Boolean _ -> truth(option, given, text);
                case String _ -> text;
                default -> throw new IllegalStateException(option.key() + " has no known type");
            };
        } catch (NumberFormatException e) {
            throw wrong(option, given, "a whole number");
        }
    }

    private static boolean truth(Option option, Given given, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, given, "true or false");
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

    private static BadSetting wrong(Option option, Given given, String expected) {
        var text = "%s: expected %s (such as %s), but %s says '%s'.";
        return new BadSetting(
                text.formatted(
                        option.key(), expected, option.byDefault(), given.where(), given.value()));
    }

    private static <R extends Record> R construct(
            String path, R like, RecordComponent[] components, Object[] values) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var constructor =
                    like.getClass().getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            @SuppressWarnings("unchecked") // the constructor is of the class of `like`
            var made = (R) constructor.newInstance(values);
            return made;
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException refused))
                throw new IllegalStateException("cannot make " + like.getClass(), e);
            var text = String.valueOf(refused.getMessage());
            throw new BadSetting(text.startsWith(path) ? text : path + ": " + text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + like.getClass(), e);
        }
    }

    /// All keys that were read, in the order of the records.
    public List<Option> options() {
        return List.copyOf(options.values());
    }

    /// Fails when a source holds a key that no section has read.
    public void refuseUnknown() {
        var complaints = new ArrayList<String>();
        for (var key : file.keySet()) unknown(key, "in the configuration file", complaints);
        var variables = options.values().stream().map(Option::variable).toList();
        for (var name : environment.keySet())
            if (!variables.contains(name))
                complaints.add(
                        "%s in the environment stands for no key; did you mean %s?"
                                .formatted(name, closest(name, variables)));
        for (var key : sets.keySet()) unknown(key, "of --set", complaints);
        if (!complaints.isEmpty()) throw new BadSetting(String.join("\n", complaints));
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
