package im.parley.node;

import im.parley.platform.Settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/// What all commands take alike: which configuration holds, and the environment.
record Setup(ParleyConfig config, Settings settings, Map<String, String> environment) {
    static final Set<String> OPTIONS = Set.of("config", "data", "set");
    static final String HELP =
            """
            Common options:
              --config FILE     a file like conf/parley.yaml
              --data DIR        the data folder, short for --set server.data=DIR
              --set KEY=VALUE   overrides one key, such as hub.port=11001; may be repeated
            The environment may hold keys too, such as PARLEY_HUB_PORT=11001.
            """;

    static Setup of(Arguments arguments, Map<String, String> environment) {
        var sets = new ArrayList<>(arguments.all("set"));
        arguments.option("data").ifPresent(folder -> sets.add("server.data=" + folder));
        var file = arguments.option("config").map(Path::of);
        var settings = Settings.load(file, environment, sets);
        var config = settings.readAll(ParleyConfig.DEFAULTS);
        return new Setup(config, settings, environment);
    }
}
