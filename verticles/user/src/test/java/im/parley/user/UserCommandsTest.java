package im.parley.user;

import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.user.processUserCommandAddReq;
import im.parley.proto.user.processUserCommandAddResp;
import im.parley.proto.user.processUserCommandDeleteReq;
import im.parley.proto.user.processUserCommandDeleteResp;
import im.parley.proto.user.processUserCommandGetAllReq;
import im.parley.proto.user.processUserCommandGetReq;
import im.parley.proto.user.processUserCommandUpdateReq;
import im.parley.proto.user.processUserCommandUpdateResp;
import im.parley.testkit.FakeClock;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

/// http-identity-and-groups.md 8.14.
class UserCommandsTest extends UserWorld {
    private Future<processUserCommandAddResp> add(
            String by, String userID, int type, String uuid, String value) {
        var request =
                processUserCommandAddReq
                        .newBuilder()
                        .setUserID(userID)
                        .setType(type)
                        .setUuid(uuid)
                        .setValue(text(value))
                        .setEx(text("ex of " + value));
        return users.processUserCommandAdd(by(by), request.build());
    }

    private Future<processUserCommandUpdateResp> update(
            String by, String userID, int type, String uuid, String value) {
        var request =
                processUserCommandUpdateReq
                        .newBuilder()
                        .setUserID(userID)
                        .setType(type)
                        .setUuid(uuid)
                        .setValue(text(value));
        return users.processUserCommandUpdate(by(by), request.build());
    }

    private Future<processUserCommandDeleteResp> delete(
            String by, String userID, int type, String uuid) {
        var request =
                processUserCommandDeleteReq
                        .newBuilder()
                        .setUserID(userID)
                        .setType(type)
                        .setUuid(uuid);
        return users.processUserCommandDelete(by(by), request.build());
    }

    private List<String> get(int type) {
        var request = processUserCommandGetReq.newBuilder().setUserID("amy").setType(type);
        return await(users.processUserCommandGet(by("amy"), request.build()))
                .getCommandRespList()
                .stream()
                .map(c -> c.getType() + " " + c.getUuid() + " " + c.getValue() + ", " + c.getEx())
                .toList();
    }

    private List<String> all(String userID) {
        var request = processUserCommandGetAllReq.newBuilder().setUserID(userID).build();
        return await(users.processUserCommandGetAll(by(userID), request))
                .getCommandRespList()
                .stream()
                .map(c -> c.getType() + " " + c.getUuid() + " " + c.getValue())
                .toList();
    }

    @Test
    void entries_are_added_changed_and_deleted_and_devices_are_told() {
        assertEquals(List.of(), all("amy"));
        await(add("amy", "amy", 1, "a", "v"));
        await(add("amy", "amy", 2, "b", "w"));
        assertEquals(List.of("1 a v, ex of v"), get(1));
        await(update("amy", "amy", 1, "a", "v2"));
        assertEquals(List.of("1 a v2, ex of v"), get(1));
        assertEquals(List.of("1 a v2", "2 b w"), all("amy"));
        assertEquals(List.of(), all("bob"));
        await(delete("amy", "amy", 1, "a"));
        assertEquals(List.of(), get(1));
        var tips = " amy→amy {\"fromUserID\":\"amy\",\"toUserID\":\"amy\"}";
        assertEquals(
                List.of("1305" + tips, "1305" + tips, "1307" + tips, "1306" + tips),
                notices.told());
    }

    @Test
    void create_time_is_in_seconds() {
        await(add("amy", "amy", 1, "a", "v"));
        var request = processUserCommandGetReq.newBuilder().setUserID("amy").setType(1).build();
        var command = await(users.processUserCommandGet(by("amy"), request)).getCommandResp(0);
        assertEquals(FakeClock.NOON / 1000, command.getCreateTime());
    }

    @Test
    void the_same_entry_may_be_there_twice_and_goes_one_by_one() {
        await(add("amy", "amy", 1, "a", "first"));
        clock.advance(Duration.ofMillis(1));
        await(add("amy", "amy", 1, "a", "second"));
        assertEquals(List.of("1 a first", "1 a second"), all("amy"));
        await(delete("amy", "amy", 1, "a"));
        assertEquals(List.of("1 a second"), all("amy"));
        await(delete("amy", "amy", 1, "a"));
        assertEquals(1004, codeOf(delete("amy", "amy", 1, "a")));
    }

    @Test
    void an_update_of_nothing_succeeds() {
        var nothing =
                processUserCommandUpdateReq.newBuilder().setUserID("amy").setType(1).setUuid("a");
        assertEquals(0, codeOf(users.processUserCommandUpdate(by("amy"), nothing.build())));
    }

    @ParameterizedTest
    @CsvSource({
        "amy, '',  1, a,  1001, 1001", "amy,     bob, 1, a, 1002, 1002",
        "amy, amy, 0, a,  1001, 1001", "amy,     amy, 1, '', 1001, 1001",
        "amy, amy, 1, a,  0,    1004", "imAdmin, amy, 1, a, 0,    1004"
    })
    void a_change_is_refused(
            String by, String userID, int type, String uuid, int adding, int changing) {
        assertEquals(changing, codeOf(update(by, userID, type, uuid, "v")));
        assertEquals(changing, codeOf(delete(by, userID, type, uuid)));
        assertEquals(adding, codeOf(add(by, userID, type, uuid, "v")));
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 1001, 1001", "bob, 1, 1002, 1002", "amy, 0, 1001, 0", "amy, 1, 0, 0"})
    void reading_is_refused(String userID, int type, int some, int all) {
        var get = processUserCommandGetReq.newBuilder().setUserID(userID).setType(type).build();
        var getAll = processUserCommandGetAllReq.newBuilder().setUserID(userID).build();
        assertEquals(some, codeOf(users.processUserCommandGet(by("amy"), get)));
        assertEquals(all, codeOf(users.processUserCommandGetAll(by("amy"), getAll)));
    }
}
