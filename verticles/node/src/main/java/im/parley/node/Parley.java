package im.parley.node;

import im.parley.platform.BadSetting;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The program `parley`. What it can do is the table below.
public final class Parley {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final String API_HELP =
            "It asks the server at --api URL, by default the one this configuration starts here.\n";

    private static final List<Command> COMMANDS =
            List.of(
                    new Command(
                            "serve",
                            "",
                            "Runs the server in the foreground until it is told to stop",
                            "SIGTERM or Ctrl-C stop it.\n",
                            Set.of(),
                            Set.of(),
                            (arguments, setup) -> ServeCommand.run(arguments, setup)),
                    new Command(
                            "user",
                            "add ID [NICKNAME] | list",
                            "Registers a user, or lists who is registered",
                            API_HELP,
                            Set.of("api", "face"),
                            Set.of(),
                            (arguments, setup) -> UserCommand.run(arguments, setup)),
                    new Command(
                            "token",
                            "USER [--platform NAME] | --admin",
                            "Prints a token with which a user, or an admin's back end, signs in",
                            "Platforms: "
                                    + TokenCommand.platformNames()
                                    + "; Web if none is named. The token is all that is printed,\n"
                                    + "so a script may take it: TOKEN=$(parley token amy).\n"
                                    + API_HELP,
                            Set.of("api", "platform"),
                            Set.of("admin"),
                            (arguments, setup) -> TokenCommand.run(arguments, setup)),
                    new Command(
                            "webhooks",
                            "list [HOOK] | replay all|HOOK|ID... | drop all|HOOK|ID...",
                            "Lists, replays or drops events that the back end did not hear",
                            WebhooksCommand.HELP + API_HELP,
                            Set.of("api"),
                            Set.of(),
                            (arguments, setup) -> WebhooksCommand.run(arguments, setup)),
                    new Command(
                            "config",
                            "check | list",
                            "Checks the configuration, or lists every key with its value",
                            "`check` also names what differs from the defaults.\n",
                            Set.of(),
                            Set.of(),
                            (arguments, setup) -> ConfigCommand.run(arguments, setup)),
                    new Command(
                            "doctor",
                            "",
                            "Looks for what would keep the server from running well",
                            "Every finding says what to do about it.\n",
                            Set.of(),
                            Set.of(),
                            (arguments, setup) -> DoctorCommand.run(arguments, setup)),
                    new Command(
                            "train",
                            "",
                            "Runs a small workload on a server of its own, to make an AOT cache",
                            "The start scripts use it: it leaves nothing behind.\n",
                            Set.of(),
                            Set.of(),
                            (arguments, setup) -> TrainCommand.run(arguments, setup)),
                    new Command(
                            "version",
                            "",
                            "Prints the version",
                            "",
                            Set.of(),
                            Set.of(),
                            (_, _) -> say("Parley " + version())));

    private Parley() {}

    public static void main(String[] words) {
        int status = run(Arrays.asList(words));
        if (status != ServeCommand.SERVING) System.exit(status);
    }

    static int run(List<String> words) {
        var name = words.isEmpty() ? "help" : words.getFirst();
        var rest = words.isEmpty() ? words : words.subList(1, words.size());
        try {
            if (Set.of("help", "--help", "-h").contains(name)) return help(rest);
            if (rest.contains("--help")) return say(command(name).usage());
            return command(name).run(rest);
        } catch (UsageError misuse) {
            System.err.println("parley " + name + ": " + misuse.getMessage() + ".");
            System.err.println("`parley help` says more.");
            return MISUSED;
        } catch (BadSetting bad) {
            System.err.println(bad.getMessage());
            return MISUSED;
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            return FAILED;
        } catch (Exception unexpected) { // the edge: a bug or an outage nobody could act on
            unexpected.printStackTrace();
            return FAILED;
        }
    }

    private static int help(List<String> words) {
        return say(words.isEmpty() ? overview() : command(words.getFirst()).usage());
    }

    private static Command command(String name) {
        return COMMANDS.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageError("there is no such command"));
    }

    private static String overview() {
        var text =
                new StringBuilder("Parley is a messaging server for the OpenIM client SDKs.\n\n");
        for (var command : COMMANDS)
            text.append("  parley %-9s %s\n".formatted(command.name(), command.purpose()));
        return text + "\n`parley help COMMAND` says what it takes.\n\n" + Setup.HELP;
    }

    static int say(String text) {
        System.out.println(text.strip());
        return DONE;
    }

    static String version() {
        var version = Parley.class.getPackage().getImplementationVersion();
        return version == null ? "(unpacked)" : version;
    }

    /// Something did not work, for a reason that the operator understands.
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String text) {
            super(text);
        }
    }
}
