package im.parley.node;

import im.parley.contract.Platform;
import im.parley.node.Parley.Failure;

import java.util.Arrays;
import java.util.stream.Collectors;

/// `parley token`.
final class TokenCommand {
    private TokenCommand() {}

    static int run(Arguments arguments, Setup setup) throws Failure {
        arguments.expectAtMost(1);
        if (arguments.has("admin")) {
            arguments.expectAtMost(0);
            try (var api = ServerApi.asAdmin(arguments, setup)) {
                return Parley.say(api.adminToken());
            }
        }
        var user = arguments.require(0, "the user's ID");
        var platform = platform(arguments.option("platform").orElse(Platform.WEB.title()));
        try (var api = ServerApi.asAdmin(arguments, setup)) {
            return Parley.say(api.userToken(user, platform.id()));
        }
    }

    private static Platform platform(String name) {
        return Arrays.stream(Platform.values())
                .filter(platform -> platform != Platform.ADMIN)
                .filter(platform -> platform.title().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageError(
                                        "there is no platform '%s', but %s"
                                                .formatted(name, platformNames())));
    }

    static String platformNames() {
        return Arrays.stream(Platform.values())
                .filter(platform -> platform != Platform.ADMIN)
                .map(Platform::title)
                .collect(Collectors.joining(", "));
    }
}
