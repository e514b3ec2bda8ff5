package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Bus;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.state.Presence.Place;
import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// notifications-and-webhooks.md C6. One user's events of one hook are heard in their order, so
/// what must not be told would be heard before what is told later.
final class HubHooksTest {
    private static final int KICK_NOBODY = 0;
    private static final int KICK_SAME_PLATFORM = 1;
    private static final UserId AMY = new UserId("amy");
    private static final Place THERE = new Place(new NodeId("there"), 5, 1);

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private HookEndpoint backEnd;
    private EmbeddedState state;
    private Webhooks webhooks;
    private World world;

    @BeforeEach
    void open() {
        backEnd = HookEndpoint.open(vertx);
        var meters = new SimpleMeterRegistry();
        state = EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, meters);
        var config =
                WebhooksConfig.DEFAULTS.at(
                        backEnd.url(),
                        Hook.AFTER_USER_ONLINE,
                        Hook.AFTER_USER_OFFLINE,
                        Hook.AFTER_USER_KICK_OFF);
        webhooks = Webhooks.of(config, vertx, state.tables(), Clock.SYSTEM, meters);
        World.await(webhooks.open(new Bus(vertx, new NodeId("here"), Clock.SYSTEM, false)));
        world = new World(TestConfig.PLAIN, KICK_NOBODY, webhooks);
    }

    private void instead(int policy, Webhooks others) {
        world.close();
        world = new World(TestConfig.PLAIN, policy, others);
    }

    @AfterEach
    void close() {
        world.close();
        World.await(webhooks.close());
        World.await(
                vertx.executeBlocking(
                        () -> {
                            state.close();
                            return true;
                        }));
        backEnd.close();
        World.await(vertx.close());
    }

    private String told() {
        return inShort(backEnd.next());
    }

    private List<String> told(int count) {
        return IntStream.range(0, count).mapToObj(_ -> told()).sorted().toList();
    }

    private static String inShort(HookEndpoint.Heard heard) {
        var what = heard.command().replace("callbackAfterUser", "").replace("Command", "");
        var body = heard.body();
        return what + " " + body.getString("userID") + " " + body.getString("platform");
    }

    private void leave(Device device) {
        int before = world.presence.of("amy").size();
        device.socket.close();
        World.eventually("away", () -> world.presence.of("amy").size() < before);
    }

    /// Whatever changed before is looked at no later than the comings and goings of a witness.
    private void looked() {
        var later = world.device("witness", 3);
        assertEquals("Online witness Windows", told());
        later.socket.close();
        assertEquals("Offline witness Windows", told());
    }

    private void assertNothingElse(int count) {
        assertEquals(count, backEnd.heard().size(), () -> backEnd.heard().toString());
    }

    @Test
    void the_first_connection_on_a_platform_and_the_end_of_the_last_are_told_in_these_words() {
        var web = world.device("amy", 5);
        var online = backEnd.next();
        assertEquals("callbackAfterUserOnlineCommand", online.command());
        assertTrue(
                online.text()
                        .matches(
                                """
                                \\{"callbackCommand":"callbackAfterUserOnlineCommand",\
                                "operationID":"p_here_1","platformID":5,"platform":"Web",\
                                "userID":"amy","seq":\\d{13},"isAppBackground":false,\
                                "connID":""}\\n\
                                """),
                online::text);
        assertEquals("p_here_1", online.headers().get("operationid"));
        web.socket.close();
        var offline = backEnd.next();
        assertTrue(
                offline.text()
                        .matches(
                                """
                                \\{"callbackCommand":"callbackAfterUserOfflineCommand",\
                                "operationID":"p_here_2","platformID":5,"platform":"Web",\
                                "userID":"amy","seq":\\d{13},"connID":""}\\n\
                                """),
                offline::text);
    }

    @Test
    void each_platform_is_told_for_itself_and_each_connection_is_not() {
        var first = world.device("amy", 5);
        assertEquals("Online amy Web", told());
        var second = world.device("amy", 5);
        looked();
        leave(first);
        var phone = world.device("amy", 2);
        assertEquals("Online amy Android", told());
        leave(second);
        assertEquals("Offline amy Web", told());
        leave(phone);
        assertEquals("Offline amy Android", told());
        assertNothingElse(6);
    }

    @Test
    void a_login_that_replaces_another_is_a_kick_and_no_transition() {
        instead(KICK_SAME_PLATFORM, webhooks);
        var old = world.device("amy", 5, "old");
        assertEquals("Online amy Web", told());
        world.device("amy", 5, "new");
        old.assertKicked();
        var kick = backEnd.next();
        assertTrue(
                kick.text()
                        .matches(
                                """
                                \\{"callbackCommand":"callbackAfterUserKickOffCommand",\
                                "operationID":"p_here_\\d+","platformID":5,"platform":"Web",\
                                "userID":"amy","seq":\\d{13}}\\n\
                                """),
                kick::text);
        world.stopHub();
        assertEquals("Offline amy Web", told());
        assertNothingElse(3);
    }

    @Test
    void what_another_node_has_told_is_not_told_again_and_the_last_node_tells_the_end() {
        world.presence.arrive(AMY, THERE);
        var here = world.device("amy", 5);
        looked();
        leave(here);
        looked();
        var again = world.device("amy", 5);
        looked();
        world.presence.leave(AMY, THERE);
        leave(again);
        assertEquals("Offline amy Web", told());
        assertNothingElse(7);
    }

    @Test
    void who_leaves_for_another_node_is_not_told_offline() {
        world.device("amy", 5);
        assertEquals("Online amy Web", told());
        world.presence.arrive(AMY, THERE);
        world.device("amy", 2);
        assertEquals("Online amy Android", told());
        world.stopHub();
        assertEquals("Offline amy Android", told());
        assertNothingElse(3);
    }

    @Test
    void a_node_that_stops_tells_that_its_users_have_gone() {
        world.device("amy", 5);
        world.device("amy", 2);
        world.device("bob", 1);
        var came = List.of("Online amy Android", "Online amy Web", "Online bob IOS");
        assertEquals(came, told(3));
        world.stopHub();
        var went = List.of("Offline amy Android", "Offline amy Web", "Offline bob IOS");
        assertEquals(went, told(3));
    }

    @Test
    void who_comes_and_goes_between_two_looks_is_not_told() {
        Promise<Void> gate = Promise.promise();
        world.presence.lookGate = gate.future();
        world.device("amy", 2);
        World.eventually("a look is under way", () -> world.presence.looks.get() == 1);
        leave(world.device("amy", 5));
        world.presence.lookGate = Future.succeededFuture();
        gate.complete();
        assertEquals("Online amy Android", told());
        world.device("amy", 1);
        assertEquals("Online amy IOS", told());
        assertNothingElse(2);
    }

    @Test
    void what_presence_could_not_say_is_asked_again() {
        world.presence.lookGate = Future.failedFuture("presence is away");
        world.device("amy", 5);
        World.eventually("asked in vain", () -> world.presence.looks.get() > 1);
        world.presence.lookGate = Future.succeededFuture();
        assertEquals("Online amy Web", told());
        assertNothingElse(1);
    }

    @Test
    void where_the_hooks_are_off_nobody_even_looks() {
        instead(KICK_NOBODY, Webhooks.off());
        var web = world.device("amy", 5);
        leave(web);
        world.stopHub();
        assertEquals(0, world.presence.looks.get());
        assertNothingElse(0);
    }
}
