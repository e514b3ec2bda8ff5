package im.parley.platform;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A YAML file as flat keys: `hub: {port: 1}` is `hub.port`. Values stay text, so a user id `0123`
/// is not a number and the file, the environment and `--set` are read by one and the same parser.
final class SettingsFile {
    private static final int CHARACTERS_MAX = 1 << 20;
    private static final int DEPTH_MAX = 8;

    private SettingsFile() {}

    /// @return values by full key: a text, or a list of texts
    static Map<String, Object> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new BadSetting("There is no configuration file " + file + ".");
        } catch (IOException e) {
            throw new BadSetting("The configuration file " + file + " cannot be read: " + e);
        }
    }

    static Map<String, Object> parse(String name, String text) {
        var limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setCodePointLimit(CHARACTERS_MAX);
        limits.setNestingDepthLimit(DEPTH_MAX);
        limits.setMaxAliasesForCollections(0);
        var style = new DumperOptions();
        var yaml =
                new Yaml(
                        new SafeConstructor(limits),
                        new Representer(style),
                        style,
                        limits,
                        new TextOnly());
        try {
            Object root = yaml.load(text);
            var flat = new LinkedHashMap<String, Object>();
            switch (root) {
                case null -> {}
                case Map<?, ?> map -> flatten("", map, flat);
                default -> throw new BadSetting(name + " does not hold sections with keys.");
            }
            return flat;
        } catch (YAMLException e) {
            throw new BadSetting(name + " is not readable YAML: " + e.getMessage());
        }
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> flat) {
        map.forEach(
                (name, value) -> {
                    var key = prefix + name;
                    switch (value) {
                        case Map<?, ?> section -> flatten(key + ".", section, flat);
                        case List<?> list -> flat.put(key, texts(key, list));
                        case null -> flat.put(key, "");
                        default -> flat.put(key, value.toString());
                    }
                });
    }

    private static List<String> texts(String key, List<?> list) {
        for (var element : list)
            if (!(element instanceof String))
                throw new BadSetting(key + " is a list that holds more than plain values.");
        return list.stream().map(String.class::cast).toList();
    }

    /// Leaves every plain value the text it was written as.
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none: numbers and booleans are told apart by the key, not by their looks
        }
    }
}
