package im.parley.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a command: `--name value`, `--name=value`, flags, and the rest in their order.
final class Arguments {
    private final Map<String, List<String>> options = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /// @param valued options that take a value
    /// @param flags options that take none
    static Arguments of(List<String> words, Set<String> valued, Set<String> flags) {
        var arguments = new Arguments();
        var each = words.iterator();
        while (each.hasNext()) {
            var word = each.next();
            if (!word.startsWith("--")) {
                arguments.rest.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            var name = word.substring(2, equals < 0 ? word.length() : equals);
            if (flags.contains(name) && equals < 0) arguments.add(name, "");
            else if (!valued.contains(name)) throw new UsageError("there is no option " + word);
            else if (equals >= 0) arguments.add(name, word.substring(equals + 1));
            else if (each.hasNext()) arguments.add(name, each.next());
            else throw new UsageError(word + " needs a value");
        }
        return arguments;
    }

    private void add(String name, String value) {
        options.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> option(String name) {
        var values = all(name);
        if (values.size() > 1) throw new UsageError("--" + name + " is given more than once");
        return values.stream().findFirst();
    }

    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    int count() {
        return rest.size();
    }

    Optional<String> at(int position) {
        return position < rest.size() ? Optional.of(rest.get(position)) : Optional.empty();
    }

    /// @param what stands there, for the complaint when nothing does
    String require(int position, String what) {
        return at(position).orElseThrow(() -> new UsageError(what + " is missing"));
    }

    void expectAtMost(int count) {
        if (rest.size() > count)
            throw new UsageError("what is '" + rest.get(count) + "' for? It is one word too many");
    }
}
