package im.parley.node;

import im.parley.contract.ErrorCode;
import im.parley.node.Parley.Failure;
import im.parley.platform.Ids;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A back end of a running server: it signs in with the secret and calls HTTP routes
/// (http-identity-and-groups.md 1, 7, 8).
final class ServerApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private String token = "";

    private ServerApi(String base) {
        this.base = base;
    }

    /// The server that this configuration starts, or the one `--api` names; signed in as an admin.
    static ServerApi asAdmin(Arguments arguments, Setup setup) throws Failure {
        var config = setup.config();
        var secret =
                Secret.find(config.server(), setup.environment())
                        .orElseThrow(() -> new Failure(noSecret(config)));
        var base = arguments.option("api").orElseGet(() -> here(config));
        return asAdmin(base, secret.value(), config.admins().userIDs().getFirst());
    }

    static ServerApi asAdmin(String base, String secret, String admin) throws Failure {
        var api = new ServerApi(base);
        var sign = new JsonObject().put("secret", secret).put("userID", admin);
        api.token = api.call("/auth/get_admin_token", sign).getString("token");
        return api;
    }

    private static String noSecret(ParleyConfig config) {
        return "There is no secret in %s yet: start the server first, or name its data folder with"
                        .formatted(config.server().data())
                + " --data, or set "
                + Secret.VARIABLE
                + ".";
    }

    private static String here(ParleyConfig config) {
        return "http://" + reachable(config.server().host()) + ":" + config.api().port();
    }

    /// Who listens on every address is met on this machine's own.
    static String reachable(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress() ? "127.0.0.1" : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }

    String adminToken() {
        return token;
    }

    String userToken(String userID, int platformID) throws Failure {
        var wish = new JsonObject().put("userID", userID).put("platformID", platformID);
        return call("/auth/get_user_token", wish).getString("token");
    }

    void register(String userID, String nickname, String faceURL) throws Failure {
        var user =
                new JsonObject()
                        .put("userID", userID)
                        .put("nickname", nickname)
                        .put("faceURL", faceURL);
        call("/user/user_register", new JsonObject().put("users", JsonArray.of(user)));
    }

    /// One page of all users: `total` and `users`.
    JsonObject users(int pageNumber, int showNumber) throws Failure {
        var page = new JsonObject().put("pageNumber", pageNumber).put("showNumber", showNumber);
        return call("/user/get_users", new JsonObject().put("pagination", page));
    }

    /// @return the answer's `data`, empty when it has none
    JsonObject call(String path, JsonObject request) throws Failure {
        var answer = post(path, request);
        int code = answer.getInteger("errCode", ErrorCode.INTERNAL.number());
        if (code != 0)
            throw new Failure(
                    "The server refuses: %s (%d) %s"
                            .formatted(
                                    answer.getString("errMsg", ""),
                                    code,
                                    answer.getString("errDlt", ""))
                            .strip());
        return answer.getJsonObject("data", new JsonObject());
    }

    private JsonObject post(String path, JsonObject request) throws Failure {
        try {
            var post =
                    HttpRequest.newBuilder(URI.create(base + path))
                            .timeout(PATIENCE)
                            .header("operationID", Ids.messageId())
                            .header("token", token)
                            .POST(BodyPublishers.ofString(request.encode()))
                            .build();
            var response = http.send(post, BodyHandlers.ofString());
            return new JsonObject(response.body());
        } catch (ConnectException e) {
            throw new Failure("No server answers at " + base + ". Is it running?");
        } catch (IOException | DecodeException e) {
            throw new Failure("What answers at " + base + " is no Parley: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Failure(base + " is no address: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
