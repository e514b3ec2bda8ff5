package im.parley.relation;

import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.setFriendRemarkReq;
import im.parley.proto.relation.updateFriendsReq;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.wrappers.BoolValue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// http-identity-and-groups.md 9.3 to 9.5 and 9.7.
class FriendshipsTest extends RelationWorld {
    @Test
    void deleting_takes_the_friend_off_the_owners_list_only_and_tells_both() {
        importFriends("amy", "bob");
        notices.take();
        announced.clear();
        var amy = sync("amy");
        var bob = sync("bob");
        delete("amy", "bob");
        assertEquals(List.of(), friendIDs("amy"));
        assertEquals(List.of("amy"), friendIDs("bob"));
        assertEquals(List.of("bob"), syncSince("amy", amy).getDeleteList());
        assertEquals(bob.getVersion(), syncSince("bob", bob).getVersion());
        var expected =
                JsonObject.of(
                        "fromToUserID",
                        pair("amy", "bob"),
                        "friendVersion",
                        0,
                        "friendVersionID",
                        "");
        assertEquals(expected, notices.take(1205, "amy", "bob"));
        assertEquals(List.of("friend amy bob"), announced);
    }

    @Test
    void deleting_who_is_no_friend_is_no_error_and_is_told_all_the_same() {
        var amy = sync("amy");
        delete("amy", "stranger");
        assertEquals(List.of("stranger"), syncSince("amy", amy).getDeleteList());
        notices.take(1205, "amy", "stranger");
    }

    @Test
    void a_remark_is_set_on_the_owners_side_and_told_to_both() {
        importFriends("amy", "bob");
        notices.take();
        var amy = sync("amy");
        await(relations.setFriendRemark(by("amy"), remark("amy", "bob", "old pal")));
        assertEquals("old pal", friends("amy").getFriendsInfo(0).getRemark());
        assertEquals("", friends("bob").getFriendsInfo(0).getRemark());
        assertEquals(List.of("bob"), updated(syncSince("amy", amy)));
        var expected =
                JsonObject.of(
                        "fromToUserID",
                        pair("amy", "bob"),
                        "friendVersion",
                        0,
                        "friendVersionID",
                        "",
                        "friendSortVersion",
                        0);
        assertEquals(expected, notices.take(1206, "amy", "bob"));
    }

    @Test
    void who_is_no_friend_gets_no_remark() {
        befriend("bob", "amy");
        var amy = sync("amy");
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                () -> await(relations.setFriendRemark(by("amy"), remark("amy", "bob", "x"))));
        assertEquals(amy.getVersion(), syncSince("amy", amy).getVersion());
        assertEquals(List.of(), notices.told());
    }

    @Test
    void the_present_fields_are_set_on_those_who_are_friends() {
        befriend("amy", "bob", "cy", "dan");
        var amy = sync("amy");
        update(
                edit("dan", "stranger", "cy")
                        .setIsPinned(BoolValue.newBuilder().setValue(true))
                        .setEx(text("E")));
        assertEquals(List.of("cy", "dan", "bob"), friendIDs("amy"));
        var news = syncSince("amy", amy);
        assertEquals(amy.getVersion() + 1, news.getVersion());
        assertEquals(news.getVersion(), news.getSortVersion());
        for (var friend : news.getUpdateList())
            assertEquals("true remark E", shown(friend).replaceAll("remark \\w+", "remark"));
        var expected =
                JsonObject.of(
                        "fromToUserID",
                        pair("", "amy"),
                        "friendIDs",
                        JsonArray.of("dan", "stranger", "cy"),
                        "friendVersion",
                        0,
                        "friendVersionID",
                        "");
        assertEquals(expected, notices.take(1210, "amy", "amy"));
    }

    @Test
    void an_empty_text_is_a_value_and_without_a_pin_the_order_stays() {
        befriend("amy", "bob");
        var amy = sync("amy");
        update(edit("bob").setRemark(text("")));
        assertEquals("false  ex", shown(friends("amy").getFriendsInfo(0)));
        assertEquals(0, syncSince("amy", amy).getSortVersion());
    }

    @Test
    void a_pin_can_be_taken_back() {
        befriend("amy", "bob", "cy");
        update(edit("cy").setIsPinned(BoolValue.newBuilder().setValue(true)));
        assertEquals(List.of("cy", "bob"), friendIDs("amy"));
        update(edit("cy").setIsPinned(BoolValue.getDefaultInstance()));
        assertEquals(List.of("bob", "cy"), friendIDs("amy"));
    }

    @Test
    void nothing_to_set_changes_nothing_and_is_told_all_the_same() {
        befriend("amy", "bob");
        var amy = sync("amy");
        update(edit("bob"));
        update(edit("stranger").setEx(text("E")));
        assertEquals(amy.getVersion(), syncSince("amy", amy).getVersion());
        notices.take(1210, "amy", "amy");
        notices.take(1210, "amy", "amy");
    }

    private static String shown(FriendInfo friend) {
        return friend.getIsPinned() + " " + friend.getRemark() + " " + friend.getEx();
    }

    @Test
    void changes_of_another_users_list_are_refused() {
        befriend("amy", "bob");
        for (var change : changes())
            assertRefused(ErrorCode.NO_PERMISSION, () -> change.by(by("bob")));
        assertEquals(List.of("bob"), friendIDs("amy"));
        assertEquals(List.of(), notices.told());
        for (var change : changes()) change.by(byAdmin());
    }

    private interface Change {
        void by(Call call);
    }

    private List<Change> changes() {
        return List.of(
                call -> await(relations.setFriendRemark(call, remark("amy", "bob", "x"))),
                call -> await(relations.updateFriends(call, edit("bob").build())),
                call -> await(relations.deleteFriend(call, deletion("amy", "bob"))));
    }

    @Test
    void malformed_changes_are_refused_before_permission() {
        var many = IntStream.range(0, 1001).mapToObj(i -> "u" + i).toArray(String[]::new);
        for (var wrong :
                List.of(edit(), edit("bob", "bob"), edit(many), edit("bob").setOwnerUserID("")))
            assertRefused(
                    ErrorCode.ARGS, () -> await(relations.updateFriends(by("cy"), wrong.build())));
        for (var wrong : List.of(deletion("", "bob"), deletion("amy", "")))
            assertRefused(ErrorCode.ARGS, () -> await(relations.deleteFriend(by("cy"), wrong)));
        for (var wrong : List.of(remark("", "bob", "x"), remark("amy", "", "x")))
            assertRefused(ErrorCode.ARGS, () -> await(relations.setFriendRemark(by("cy"), wrong)));
        for (var wrong :
                List.of(imported("", "bob"), imported("amy", "bob", "bob"), imported("amy", many)))
            assertRefused(ErrorCode.ARGS, () -> await(relations.importFriends(by("cy"), wrong)));
    }

    @Test
    void an_import_makes_both_rows_of_each_in_one_step_and_tells_once_from_each_friend() {
        var amy = sync("amy");
        importFriends("amy", "zoe", "bob");
        assertEquals(List.of("zoe", "bob"), friendIDs("amy"));
        var friend = friends("bob").getFriendsInfo(0);
        assertEquals(
                List.of("amy", 1, "imAdmin"),
                List.of(
                        friend.getFriendUser().getUserID(),
                        friend.getAddSource(),
                        friend.getOperatorUserID()));
        assertEquals(amy.getVersion() + 1, syncSince("amy", amy).getVersion());
        for (var from : List.of("zoe", "bob")) {
            var expected =
                    JsonObject.of("fromToUserID", pair("amy", from))
                            .put("handleMsg", "")
                            .put("friendVersion", 0)
                            .put("friendVersionID", "")
                            .putNull("request");
            assertEquals(expected, notices.take(1201, from, "amy"));
        }
        assertEquals(List.of(), notices.told());
    }

    @Test
    void importing_again_makes_only_what_is_missing_and_tells_again() {
        importFriends("amy", "bob");
        await(relations.setFriendRemark(by("amy"), remark("amy", "bob", "old pal")));
        delete("bob", "amy");
        notices.take();
        var amy = sync("amy");
        var bob = sync("bob");
        importFriends("amy", "bob");
        assertEquals(amy.getVersion(), syncSince("amy", amy).getVersion());
        assertEquals(1, syncSince("bob", bob).getInsertCount());
        assertEquals("old pal", friends("amy").getFriendsInfo(0).getRemark());
        notices.take(1201, "bob", "amy");
    }

    @Test
    void an_import_is_one_write_so_it_is_whole_or_not_at_all() {
        importFriends("amy", "bob", "cy", "dan");
        assertEquals(1, tables.written.size());
    }

    @Test
    void nobody_is_imported_when_one_cannot_be() {
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> importFriends("amy", "bob", "lost1", "cy"));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> importFriends("lost1", "bob"));
        assertRefused(ErrorCode.CAN_NOT_ADD_YOURSELF, () -> importFriends("amy", "bob", "amy"));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(relations.importFriends(by("amy"), imported("amy", "bob"))));
        assertEquals(List.of(), friendIDs("amy"));
        assertEquals(List.of(), friendIDs("bob"));
        assertEquals(List.of(), notices.told());
    }

    @Test
    void importing_nobody_is_no_error() {
        importFriends("amy");
        assertFalse(friends("amy").getTotal() > 0);
    }

    private void delete(String owner, String friend) {
        await(relations.deleteFriend(by(owner), deletion(owner, friend)));
    }

    private static deleteFriendReq deletion(String owner, String friend) {
        return deleteFriendReq.newBuilder().setOwnerUserID(owner).setFriendUserID(friend).build();
    }

    private static setFriendRemarkReq remark(String owner, String friend, String remark) {
        return setFriendRemarkReq
                .newBuilder()
                .setOwnerUserID(owner)
                .setFriendUserID(friend)
                .setRemark(remark)
                .build();
    }

    private static updateFriendsReq.Builder edit(String... friends) {
        return updateFriendsReq
                .newBuilder()
                .setOwnerUserID("amy")
                .addAllFriendUserIDs(Arrays.asList(friends));
    }

    private void update(updateFriendsReq.Builder edit) {
        await(relations.updateFriends(by("amy"), edit.build()));
    }

    private static List<String> updated(getIncrementalFriendsResp news) {
        return news.getUpdateList().stream()
                .map(friend -> friend.getFriendUser().getUserID())
                .toList();
    }
}
