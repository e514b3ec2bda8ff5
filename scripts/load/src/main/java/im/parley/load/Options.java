package im.parley.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words after `scripts/bench` and `scripts/crash`.
///
/// @param server address of a running server, or empty to start one
/// @param data where servers that are started keep their data: on the disk that is to be measured
/// @param rate the one rate of `chat`, in messages a second; 0 for all that have goals
/// @param settings handed to the server with `--set`
record Options(
        List<String> words,
        Path command,
        boolean quick,
        String server,
        Path data,
        List<String> settings,
        Encoding encoding,
        int messages,
        int rate,
        int rounds,
        long seed) {

    static Options of(String[] arguments) {
        var words = new ArrayList<String>();
        var settings = new ArrayList<String>();
        var read = new Reading();
        for (int i = 0; i < arguments.length; i++) {
            var word = arguments[i];
            switch (word) {
                case "--quick" -> read.quick = true;
                case "--server" -> read.server = value(arguments, ++i);
                case "--data" -> read.data = folder(value(arguments, ++i));
                case "--set" -> settings.add(value(arguments, ++i));
                case "--command" -> read.command = Path.of(value(arguments, ++i));
                case "--encoding" -> read.encoding = encoding(value(arguments, ++i));
                case "--messages" -> read.messages = Integer.parseInt(value(arguments, ++i));
                case "--rate" -> read.rate = Integer.parseInt(value(arguments, ++i));
                case "--rounds" -> read.rounds = Integer.parseInt(value(arguments, ++i));
                case "--seed" -> read.seed = Long.parseLong(value(arguments, ++i));
                default -> words.add(plain(word));
            }
        }
        return new Options(
                words,
                read.command,
                read.quick,
                read.server,
                read.data,
                settings,
                read.encoding,
                read.messages,
                read.rate,
                read.rounds,
                read.seed);
    }

    private static final class Reading {
        Path command = Path.of("scripts/parley");
        boolean quick;
        String server = "";
        Path data = Path.of(System.getProperty("java.io.tmpdir"));
        Encoding encoding = Encoding.GOB;
        int messages = 1_000_000;
        int rate;
        int rounds = 5;
        long seed = System.nanoTime();
    }

    /// A length in seconds, cut for a smoke run.
    double seconds(double full) {
        return quick ? Math.max(1, full / 5) : full;
    }

    int runs() {
        return quick ? 1 : 3;
    }

    private static String value(String[] arguments, int at) {
        if (at == arguments.length)
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        return arguments[at];
    }

    private static String plain(String word) {
        if (word.startsWith("-")) throw new IllegalArgumentException("no such option: " + word);
        return word;
    }

    private static Path folder(String name) {
        var folder = Path.of(name);
        if (Files.isDirectory(folder)) return folder;
        throw new IllegalArgumentException("--data needs a folder that exists, not " + name);
    }

    private static Encoding encoding(String name) {
        return switch (name) {
            case "gob" -> Encoding.GOB;
            case "gzip" -> Encoding.GOB_GZIP;
            case "js" -> Encoding.JSON;
            default -> throw new IllegalArgumentException("--encoding gob|gzip|js, not " + name);
        };
    }
}
