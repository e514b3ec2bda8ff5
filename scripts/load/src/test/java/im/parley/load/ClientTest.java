package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Connections, the crowd and the chat run against a small server of the test's own.
@Timeout(30)
class ClientTest {
    private final FakeServer server = new FakeServer();
    private final Network network = new Network(server.address(), 2);

    @AfterEach
    void close() {
        network.close();
        server.close();
    }

    @Test
    void a_refused_login_tells_its_code() {
        assertEquals("1503", word(new Login("amy", 7, "bad"), Encoding.GOB));
        assertEquals("1503", word(new Login("amy", 7, "bad"), Encoding.JSON));
    }

    @Test
    void an_accepted_login_opens() {
        assertEquals("open", word(new Login("amy", 7, "good"), Encoding.GOB));
        assertEquals("open", word(new Login("amy", 7, "good"), Encoding.JSON));
    }

    @Test
    void users_are_made_over_http_and_errors_are_told() {
        var accounts = new Accounts(new Api(network, server.address(), 3), "secret");
        var logins = accounts.people("p", 130, 7);
        assertEquals(130, logins.size());
        assertEquals(new Login("p129", 7, "good"), logins.getLast());
        var refused = accounts.api().post("/no/such", "good", "{}").join();
        assertFalse(refused.accepted());
        assertEquals(1001, refused.errCode());
        assertEquals("ArgsError", refused.text("errMsg"));
    }

    @Test
    void a_server_that_is_not_there_is_an_answer_too() throws IOException {
        try (var taken = new Socket()) { // holds a port on which nobody listens
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            var nobody = new InetSocketAddress("127.0.0.1", taken.getLocalPort());
            assertEquals(0, new Api(network, nobody, 3).post("/x", "", "{}").join().status());
        }
    }

    @Test
    void every_message_is_counted_and_timed() {
        var outcome = chat();
        assertEquals("", outcome.fault());
        assertTrue(outcome.deliveryP50() > 0 && outcome.deliveryP50() < 1_000, outcome.toString());
        assertTrue(outcome.deliveryP50() <= outcome.deliveryP99());
    }

    @Test
    void a_lost_delivery_is_a_fault() {
        server.lose = 17;
        assertTrue(
                chat(1).fault()
                        .contains("acknowledged 200, delivered 199, echoed 200, repeated 0"));
    }

    @Test
    void a_repeated_delivery_is_a_fault() {
        server.twice = 17;
        assertTrue(chat().fault().contains("delivered 200, echoed 200, repeated 1"));
    }

    private ChatRun.Outcome chat() {
        return chat(ChatRun.DRAIN_SECONDS);
    }

    private ChatRun.Outcome chat(int drainSeconds) {
        var logins =
                List.of("a", "b", "c", "d").stream()
                        .map(name -> new Login(name, 7, "good"))
                        .toList();
        try (var crowd = new Crowd(network, 4, 4)) {
            crowd.join(logins, Encoding.JSON);
            var letters = new Letter[4];
            for (int i = 0; i < 4; i++)
                letters[i] = new Letter(logins.get(i), logins.get(i ^ 1).user(), 99, 300);
            return new ChatRun(crowd, 99, letters, 400, 0.1, 0.4)
                    .measure(Proc.self(), drainSeconds);
        }
    }

    private String word(Login login, Encoding encoding) {
        var word = new CompletableFuture<String>();
        network.connect(
                0,
                login,
                encoding,
                new Listener() {
                    @Override
                    public void opened(Connection connection) {
                        word.complete("open");
                    }

                    @Override
                    public void closed(Connection connection, String why) {
                        word.complete(why);
                    }
                });
        return word.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
