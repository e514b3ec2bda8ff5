package im.parley.node;

import im.parley.platform.Ids;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// `parley train`: a server lives a short life, so that the JVM can keep what it loaded and learnt
/// (`-XX:AOTCacheOutput`). It leaves nothing behind but that.
final class TrainCommand {
    private static final int WEB = 5;
    private static final int MESSAGES = 300;

    private TrainCommand() {}

    static int run(Arguments arguments, Setup setup) throws Exception {
        arguments.expectAtMost(0);
        var folder = Files.createTempDirectory("parley-train");
        try {
            var config = setup.config().onFreePorts("127.0.0.1", folder.toString());
            var node = Node.start(config, Map.of()).await();
            rehearse(node);
            node.stop().await();
        } finally {
            delete(folder);
        }
        return Parley.say("Rehearsed.");
    }

    private static void rehearse(Node node) throws Exception {
        var http = HttpClient.newHttpClient();
        var admin = node.config().admins().userIDs().getFirst();
        var users = List.of("amy" + Ids.messageId(), "bob" + Ids.messageId());
        try (http;
                var api = ServerApi.asAdmin(node.apiAddress(), node.secret().value(), admin)) {
            for (var user : users) api.register(user, user, "");
            chat(node, http, api, users);
            for (var path : List.of("/livez", "/readyz", "/metrics"))
                http.send(
                        HttpRequest.newBuilder(URI.create(node.metricsAddress() + path)).build(),
                        BodyHandlers.ofString());
        }
    }

    private static void chat(Node node, HttpClient http, ServerApi api, List<String> users)
            throws Exception {
        var address = node.clientAddress();
        var amy = users.getFirst();
        var bob = users.getLast();
        try (var one = JsClient.connect(http, address, amy, WEB, api.userToken(amy, WEB));
                var other = JsClient.connect(http, address, bob, WEB, api.userToken(bob, WEB))) {
            for (int i = 0; i < MESSAGES; i++) {
                one.sendText(bob, "rehearsal " + i);
                other.receive();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
