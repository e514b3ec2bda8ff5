package im.parley.node;

import im.parley.platform.Ids;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// The clients of a rehearsal, in a process of their own: what only they load has no place in the
/// server's cache, as the JVM would map it at every start.
final class Rehearsal {
    private static final int WEB = 5;
    private static final int MESSAGES = 100;

    private Rehearsal() {}

    /// @param words addresses of clients, API and metrics, then an app admin; the secret is in the
    ///     environment
    public static void main(String[] words) throws Exception {
        var secret = System.getenv(Secret.VARIABLE);
        var users = List.of("amy" + Ids.messageId(), "bob" + Ids.messageId());
        try (var http = HttpClient.newHttpClient();
                var api = ServerApi.asAdmin(words[1], secret, words[3])) {
            for (var user : users) api.register(user, user, "");
            chat(words[0], http, api, users.getFirst(), users.getLast());
            for (var path : List.of("/livez", "/readyz", "/metrics"))
                http.send(
                        HttpRequest.newBuilder(URI.create(words[2] + path)).build(),
                        BodyHandlers.discarding());
        }
    }

    private static void chat(String address, HttpClient http, ServerApi api, String amy, String bob)
            throws Exception {
        try (var one = JsClient.connect(http, address, amy, WEB, api.userToken(amy, WEB));
                var other = JsClient.connect(http, address, bob, WEB, api.userToken(bob, WEB))) {
            for (int i = 0; i < MESSAGES; i++) {
                one.sendText(bob, "rehearsal " + i);
                other.receive();
            }
        }
    }
}
