package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.courier.Tickets.Ticket;
import im.parley.proto.sdkws.GetMaxSeqResp;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds and deadlines (websocket.md 1.4, 1.5).
final class LimitsTest {
    @Test
    void one_connection_too_many_is_refused_and_there_is_room_when_another_ends() {
        try (var world = new World(TestConfig.with(1, 64, 0, 30_000))) {
            var first = world.device("amy", 2);
            var second = world.knock();
            var uri = World.uri("bob", 2, "t", Encoding.GOB, false);
            second.write(RawSocket.upgrade(uri));
            second.head();
            assertTrue(second.rest().startsWith("{\"errCode\":1601,"));
            first.socket.close();
            World.eventually("room", () -> world.connections() == 0);
            world.device("bob", 2).assertAlive();
        }
    }

    @Test
    void a_silent_connection_is_dropped_and_one_that_pings_lives() {
        try (var world = new World(TestConfig.fast(600, 10_000))) {
            var silent = world.device("amy", 2);
            var lively = world.device("bob", 2);
            long end = System.nanoTime() + 1_200_000_000L;
            while (System.nanoTime() < end) lively.assertAlive();
            silent.socket.assertDropped();
            lively.assertAlive();
            assertEquals(1, world.dropped("silent"));
            World.eventually("away", () -> world.presence.of("amy").isEmpty());
        }
    }

    @Test
    void only_browsers_are_pinged() {
        try (var world = new World(TestConfig.fast(600, 10_000))) {
            var android = world.device("amy", 2);
            var web = world.device("bob", 5);
            var ping = web.socket.next();
            assertEquals(RawSocket.PING, ping.opcode());
            assertEquals(0, ping.payload().length);
            web.socket.send(RawSocket.PONG, ping.payload());
            assertEquals(RawSocket.PING, web.socket.next().opcode());
            android.socket.assertDropped();
        }
    }

    @Test
    void a_handshake_that_does_not_come_to_an_end_is_dropped() {
        try (var world = new World(TestConfig.fast(600, 10_000))) {
            var socket = world.knock();
            socket.write("GET /?slow");
            socket.assertDropped();
            assertEquals(1, world.dropped("unfinished_handshake"));
        }
    }

    @Test
    void sockets_of_one_address_beyond_the_rate_are_closed_unheard() {
        try (var world = new World(TestConfig.connectRate(2))) {
            var sockets = new ArrayList<RawSocket>();
            for (int i = 0; i < 8; i++) sockets.add(world.knock());
            World.eventually("refusals", () -> world.dropped("connect_rate") >= 4);
            sockets.forEach(RawSocket::close);
        }
    }

    @Test
    void who_sends_too_fast_is_read_later_and_loses_nothing() {
        try (var world = new World(TestConfig.with(10, 64, 10, 600))) {
            var amy = world.device("amy", 2);
            var ping = RawSocket.frame(true, RawSocket.PING, new byte[] {1});
            var burst = ClientSide.join(ping, ping, ping, ping, ping, ping, ping, ping);
            for (int i = 0; i < 5; i++) amy.socket.write(burst);
            for (int i = 0; i < 40; i++) assertEquals(RawSocket.PONG, amy.socket.next().opcode());
        }
    }

    @Test
    void requests_beyond_those_that_may_wait_stay_in_the_socket_and_all_are_answered() {
        try (var world = new World(TestConfig.with(10, 4, 0, 30_000))) {
            var answers = new ArrayList<Promise<GetMaxSeqResp>>();
            world.msg.seqs =
                    _ -> {
                        Promise<GetMaxSeqResp> answer = Promise.promise();
                        answers.add(answer);
                        return answer.future();
                    };
            var amy = world.device("amy", 2);
            for (int i = 0; i < 40; i++) amy.askMaxSeq("i" + i);
            World.eventually("the first is asked", () -> !answers.isEmpty());
            assertEquals(1, answers.size(), "one at a time");
            world.msg.seqs = _ -> Future.succeededFuture(GetMaxSeqResp.getDefaultInstance());
            answers.getFirst().complete(GetMaxSeqResp.getDefaultInstance());
            for (int i = 0; i < 40; i++) assertEquals("i" + i + "=0", amy.nextInShort());
        }
    }

    @Test
    void while_too_many_messages_are_on_their_way_requests_wait_in_the_socket() {
        try (var world = new World()) {
            var amy = world.device("amy", 2);
            var bob = world.device("bob", 2);
            var onTheWay = new ArrayList<Ticket>();
            for (int i = 0; i < TestConfig.ON_THE_WAY_MAX; i++)
                onTheWay.add(world.tickets.draw(Long.MAX_VALUE));
            var asked = new AtomicInteger();
            world.msg.seqs = _ -> countedIn(asked);
            for (int i = 0; i < 3; i++) amy.askMaxSeq("a" + i);
            bob.askMaxSeq("b");
            World.eventually("both wait", () -> world.gauge("parley.hub.waiting") == 2);
            assertEquals(0, asked.get());
            world.tickets.tear(onTheWay.getFirst().number());
            for (int i = 0; i < 3; i++) assertEquals("a" + i + "=0", amy.nextInShort());
            assertEquals("b=0", bob.nextInShort());
            assertEquals(4, asked.get());
        }
    }

    @Test
    void who_waited_for_a_second_is_let_in_a_frame_at_a_time() {
        try (var world = new World()) {
            var amy = world.device("amy", 2);
            for (int i = 0; i < TestConfig.ON_THE_WAY_MAX; i++) world.tickets.draw(Long.MAX_VALUE);
            world.msg.seqs = _ -> countedIn(new AtomicInteger());
            long start = System.nanoTime();
            amy.askMaxSeq("a");
            amy.askMaxSeq("b");
            assertEquals("a=0", amy.nextInShort());
            long first = System.nanoTime() - start;
            assertEquals("b=0", amy.nextInShort());
            long second = System.nanoTime() - start;
            assertTrue(first > 950_000_000L && second > 1_950_000_000L, first + ", " + second);
        }
    }

    private static Future<GetMaxSeqResp> countedIn(AtomicInteger asked) {
        asked.incrementAndGet();
        return Future.succeededFuture(GetMaxSeqResp.getDefaultInstance());
    }

    @Test
    void a_ping_is_answered_while_a_request_is_being_served() {
        try (var world = new World()) {
            Promise<GetMaxSeqResp> answer = Promise.promise();
            world.msg.seqs = _ -> answer.future();
            var amy = world.device("amy", 2);
            amy.askMaxSeq("i");
            amy.socket.send(RawSocket.PING, "123".getBytes());
            var pong = amy.socket.next();
            assertEquals(RawSocket.PONG, pong.opcode());
            assertEquals("123", pong.text());
            answer.complete(GetMaxSeqResp.getDefaultInstance());
            assertEquals("i=0", amy.nextInShort());
        }
    }

    @Test
    void stopping_sends_clients_away_and_empties_presence() {
        try (var world = new World()) {
            var devices = List.of(world.device("amy", 2), world.device("bob", 5));
            int port = world.port();
            world.stopHub();
            devices.forEach(device -> device.socket.assertClosed(1001));
            assertTrue(world.presence.isEmpty());
            assertEquals(0, world.connections());
            try {
                RawSocket.to(port).close();
                throw new AssertionError("the port is still open");
            } catch (java.io.UncheckedIOException refused) {
                assertTrue(refused.getCause() instanceof java.net.ConnectException);
            }
        }
    }
}
