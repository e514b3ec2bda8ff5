package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.node.Parley.Failure;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// The whole server in this process, used as its clients use it.
final class NodeTest {
    private static final int WEB = 5;

    @TempDir static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Node node;
    private static ServerApi api;

    private static ParleyConfig config() {
        return ParleyConfig.DEFAULTS.onFreePorts("127.0.0.1", folder.toString());
    }

    private static ServerApi sign(Node node) throws Failure {
        return ServerApi.asAdmin(node.apiAddress(), node.secret().value(), "imAdmin");
    }

    @BeforeAll
    static void start() throws Failure {
        node = Node.start(config()).await();
        api = sign(node);
    }

    @AfterAll
    static void stop() {
        api.close();
        node.stop().await();
        HTTP.close();
    }

    private static JsClient connect(String user) throws Exception {
        return JsClient.connect(HTTP, node.clientAddress(), user, WEB, api.userToken(user, WEB));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        var uri = URI.create(node.metricsAddress() + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void two_registered_users_write_to_each_other() throws Exception {
        api.register("amy", "Amy", "");
        api.register("bob", "Bob", "");
        try (var amy = connect("amy");
                var bob = connect("bob")) {
            var first = amy.sendText("bob", "hello");
            assertEquals(0, first.getInteger("errCode"), first::encode);
            assertMessage(1, "amy", "hello", bob.receive());
            assertMessage(1, "amy", "hello", amy.receive()); // the sender's own copy has the seq
            assertEquals(0, bob.sendText("amy", "hi").getInteger("errCode"));
            assertMessage(2, "bob", "hi", amy.receive());
        }
    }

    private static void assertMessage(long seq, String sender, String text, MsgData message) {
        assertEquals(seq, message.getSeq());
        assertEquals(sender, message.getSendID());
        assertEquals(
                text, new JsonObject(message.getContent().toStringUtf8()).getString("content"));
    }

    @Test
    void a_wrong_secret_lets_nobody_in() {
        var failure =
                assertThrows(
                        Failure.class,
                        () -> ServerApi.asAdmin(node.apiAddress(), "guess", "imAdmin"));
        assertTrue(failure.getMessage().contains("1002"), failure.getMessage());
    }

    @Test
    void health_and_metrics_are_told() throws Exception {
        assertEquals(200, get("/livez").statusCode());
        assertEquals("ready\n", get("/readyz").body());
        assertTrue(get("/metrics").body().contains("jvm_memory_used_bytes"));
        assertEquals(404, get("/other").statusCode());
    }

    @Test
    void a_folder_in_use_and_a_port_in_use_are_told_in_a_sentence() {
        var sameFolder = assertThrows(RuntimeException.class, () -> Node.start(config()).await());
        assertTrue(StartFailure.explained(sameFolder).getMessage().contains(folder.toString()));
        var port = node.metricsAddress().substring(node.metricsAddress().lastIndexOf(':') + 1);
        var taken = config(folder.resolve("second"), "hub.port=" + port);
        var samePort = assertThrows(RuntimeException.class, () -> Node.start(taken).await());
        assertTrue(
                StartFailure.explained(samePort).getMessage().contains("hub.port=" + port),
                samePort.getMessage());
    }

    private static ParleyConfig config(Path data, String set) {
        var free = ParleyConfig.DEFAULTS.onFreePorts("127.0.0.1", data.toString());
        return free.with(set);
    }

    @Test
    void what_was_stored_is_there_after_a_restart(@TempDir Path own) throws Exception {
        var config = ParleyConfig.DEFAULTS.onFreePorts("127.0.0.1", own.toString());
        var before = Node.start(config).await();
        try (var first = sign(before)) {
            first.register("eve", "Eve", "");
        }
        before.stop().await();
        var after = Node.start(config).await();
        try (var second = sign(after)) {
            assertEquals(1, second.users(1, 10).getLong("total"));
        } finally {
            after.stop().await();
        }
    }
}
