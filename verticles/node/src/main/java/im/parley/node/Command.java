package im.parley.node;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One word after `parley`: what it is called, what it takes, what it does.
///
/// @param synopsis the words after its name
/// @param purpose one line, for the list of commands
/// @param help the rest, for `parley help NAME`
/// @param valued its own options that take a value, beside the common ones
record Command(
        String name,
        String synopsis,
        String purpose,
        String help,
        Set<String> valued,
        Set<String> flags,
        Action action) {

    /// @return the exit status
    @FunctionalInterface
    interface Action {
        int run(Arguments arguments, Setup setup) throws Exception;
    }

    int run(List<String> words) throws Exception {
        var known = new HashSet<>(valued);
        known.addAll(Setup.OPTIONS);
        var arguments = Arguments.of(words, known, flags);
        return action.run(arguments, Setup.of(arguments, System.getenv()));
    }

    String usage() {
        var words = synopsis.isEmpty() ? name : name + " " + synopsis;
        return "usage: parley " + words + "\n\n" + purpose + ".\n" + help + "\n" + Setup.HELP;
    }
}
