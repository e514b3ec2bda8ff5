package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.proto.msggateway.GetUsersOnlineStatusReq;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp;
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.msggateway.KickUserOfflineResp;
import im.parley.proto.msggateway.MultiTerminalLoginCheckReq;
import im.parley.proto.msggateway.MultiTerminalLoginCheckResp;
import im.parley.proto.sdkws.SetAppBackgroundStatusReq;
import im.parley.state.Presence.Place;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// websocket.md sections 5 and 7, and 8, 56 to 60.
final class LoginsTest {
    private World world = new World();

    interface Gateway {
        Future<KickUserOfflineResp> kickUserOffline(Call call, KickUserOfflineReq request);

        Future<MultiTerminalLoginCheckResp> multiTerminalLoginCheck(
                Call call, MultiTerminalLoginCheckReq request);

        Future<GetUsersOnlineStatusResp> getUsersOnlineStatus(
                Call call, GetUsersOnlineStatusReq request);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Gateway gateway() {
        return world.bus.client(HubService.SERVICE, Gateway.class);
    }

    private void withPolicy(int policy) {
        world.close();
        world = new World(TestConfig.PLAIN, policy);
    }

    @ParameterizedTest
    @MethodSource("im.parley.hub.RequestsTest#sides")
    void a_second_login_on_a_platform_kicks_the_first_there_and_nobody_else(
            Encoding e, boolean gzip) {
        var old = world.device("amy", 2, "old", e, gzip);
        var elsewhere = world.device("amy", 5, "web");
        var stranger = world.device("bob", 2);
        var fresh = world.device("amy", 2, "new");
        old.assertKicked();
        for (var device : List.of(elsewhere, stranger, fresh)) device.assertAlive();
        World.eventually("the old tokens are void", () -> !world.auth.orders.isEmpty());
        assertEquals(List.of("amy 2 but amy.2.new"), world.auth.orders);
        World.eventually("old one away", () -> world.presence.of("amy").size() == 2);
    }

    @Test
    void the_kick_has_exactly_the_bytes_of_the_vectors() {
        var old = world.device("amy", 5, "old", Encoding.JSON, false);
        world.device("amy", 5, "new");
        assertEquals(
                "{\"reqIdentifier\":2002,\"msgIncr\":\"\",\"operationID\":\"\",\"errCode\":0,"
                        + "\"errMsg\":\"\",\"data\":null}",
                old.socket.next().text()); // websocket.md 2.3
    }

    @Test
    void the_same_token_twice_kicks_nobody() {
        var first = world.device("amy", 5, "same");
        var second = world.device("amy", 5, "same");
        World.eventually("tokens were looked at", () -> !world.auth.orders.isEmpty());
        first.assertAlive();
        second.assertAlive();
    }

    @Test
    void policy_0_kicks_nobody() {
        withPolicy(0);
        var old = world.device("amy", 2, "old");
        world.device("amy", 2, "new").assertAlive();
        old.assertAlive();
        assertTrue(world.auth.orders.isEmpty());
    }

    @Test
    void policy_4_kicks_the_same_kind_and_voids_the_tokens_of_the_kicked() {
        withPolicy(4);
        var iphone = world.device("amy", 1, "i");
        var web = world.device("amy", 5, "w");
        world.device("amy", 2, "a").assertAlive();
        iphone.assertKicked();
        web.assertAlive();
        World.eventually("tokens", () -> world.auth.orders.equals(List.of("tokens [amy.1.i]")));
    }

    @Test
    void policy_5_leaves_the_pc_alone_and_keeps_one_other() {
        withPolicy(5);
        var windows = world.device("amy", 3, "p");
        var web = world.device("amy", 5, "w");
        world.device("amy", 2, "a").assertAlive();
        web.assertKicked();
        windows.assertAlive();
        world.device("amy", 4, "m").assertAlive();
        windows.assertAlive();
    }

    @Test
    void a_kick_reaches_all_connections_on_that_platform_and_leaves_tokens_alone() {
        var gone = List.of(world.device("amy", 2, "a"), world.device("amy", 2, "a"));
        var stays = List.of(world.device("amy", 5), world.device("bob", 2));
        World.eventually("the login is settled", () -> !world.auth.orders.isEmpty());
        world.auth.orders.clear();
        kick("amy", 2);
        assertEquals(1, world.presence.of("amy").size(), "gone when the call is answered");
        gone.forEach(Device::assertKicked);
        stays.forEach(Device::assertAlive);
        assertTrue(world.auth.orders.isEmpty());
    }

    @Test
    void a_kick_right_behind_the_101_reaches_the_connection() {
        for (int i = 0; i < 50; i++) {
            var amy = world.device("amy" + i, 11);
            kick("amy" + i, 11);
            amy.assertKicked();
        }
    }

    private void kick(String user, int platform) {
        var request =
                KickUserOfflineReq.newBuilder()
                        .setPlatformID(platform)
                        .addKickUserIDList("nobody")
                        .addKickUserIDList(user)
                        .build();
        World.await(gateway().kickUserOffline(World.serverCall(), request));
    }

    @Test
    void a_login_on_another_node_kicks_here() {
        var old = world.device("amy", 2, "old");
        var same = world.device("amy", 5, "old");
        var there = new Place(new NodeId("there"), 2, 7);
        world.presence.arrive(new UserId("amy"), there);
        var request =
                MultiTerminalLoginCheckReq.newBuilder()
                        .setUserID("amy")
                        .setPlatformID(2)
                        .setToken("amy.2.new")
                        .build();
        World.await(gateway().multiTerminalLoginCheck(World.serverCall(), request));
        old.assertKicked();
        same.assertAlive();
    }

    @Test
    void only_the_server_kicks_and_only_admins_look() {
        var user = new Call(new Caller.User(new UserId("amy"), 2), "o", Long.MAX_VALUE);
        var kick =
                KickUserOfflineReq.newBuilder().setPlatformID(2).addKickUserIDList("bob").build();
        var look = GetUsersOnlineStatusReq.newBuilder().addUserIDs("bob").build();
        Assertions.assertThrows(
                Exception.class, () -> World.await(gateway().kickUserOffline(user, kick)));
        Assertions.assertThrows(
                Exception.class, () -> World.await(gateway().getUsersOnlineStatus(user, look)));
    }

    @Test
    void administrators_see_every_connection() {
        var first = world.device("amy", 1, "t");
        world.device("amy", 1, "t");
        first.ask(2004, "b", SetAppBackgroundStatusReq.newBuilder().setIsBackground(true).build());
        first.next();
        var admin = new Call(new Caller.Admin(new UserId(World.ADMIN), 10), "o", Long.MAX_VALUE);
        var look = GetUsersOnlineStatusReq.newBuilder().addUserIDs("bob").addUserIDs("amy").build();
        var status = World.await(gateway().getUsersOnlineStatus(admin, look));
        assertEquals(1, status.getSuccessResultCount(), "users offline are left out");
        var amy = status.getSuccessResult(0);
        assertEquals("amy", amy.getUserID());
        assertEquals(1, amy.getStatus());
        assertEquals(2, amy.getDetailPlatformStatusCount());
        assertEquals(
                1,
                amy.getDetailPlatformStatusList().stream()
                        .filter(d -> d.getIsBackground())
                        .count());
        for (var detail : amy.getDetailPlatformStatusList()) {
            assertEquals("amy.1.t", detail.getToken());
            assertTrue(detail.getConnID().matches("[0-9a-f]{32}"), detail.getConnID());
        }
    }
}
