package im.parley.node;

/// `parley config`. By the time it runs, the configuration has been read and is valid.
final class ConfigCommand {
    private ConfigCommand() {}

    static int run(Arguments arguments, Setup setup) {
        arguments.expectAtMost(1);
        return switch (arguments.require(0, "check or list")) {
            case "check" -> check(setup);
            case "list" -> list(setup);
            case String other -> throw new UsageError("it can check and list, not " + other);
        };
    }

    private static int check(Setup setup) {
        var options = setup.settings().options();
        var changed =
                options.stream()
                        .filter(option -> !option.value().equals(option.byDefault()))
                        .toList();
        for (var option : changed)
            System.out.printf(
                    "%s = %s (default %s)%n", option.key(), option.value(), option.byDefault());
        var secret = Secret.find(setup.config().server(), setup.environment());
        secret.flatMap(Secret::weakness)
                .ifPresent(text -> System.out.printf("The secret (%s) %s.%n", secret, text));
        return Parley.say(
                "The configuration is fine: %d keys, %d differ from the defaults."
                        .formatted(options.size(), changed.size()));
    }

    private static int list(Setup setup) {
        for (var option : setup.settings().options())
            System.out.printf("%-36s %s%n", option.key(), option.value());
        return Parley.DONE;
    }
}
