package im.parley.node;

import java.util.List;

/// @param format `plain` for people, `json` for machines: one object a line
/// @param level the least important level that is written
record LogConfig(String format, String level) {
    static final LogConfig DEFAULTS = new LogConfig("plain", "INFO");

    public LogConfig {
        require("log.format", format, List.of("plain", "json"));
        require("log.level", level, List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE"));
    }

    private static void require(String key, String value, List<String> choices) {
        if (!choices.contains(value))
            throw new IllegalArgumentException(key + ": '" + value + "' is none of " + choices);
    }
}
