package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.removeBlackReq;
import im.parley.proto.relation.setFriendRemarkReq;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.Arrays;
import java.util.List;

/// The relation rows of notifications-and-webhooks.md C2.
class RelationHooksTest extends RelationWorld {
    @Override
    protected List<Hook> hooksOn() {
        return Arrays.stream(Hook.values())
                .filter(
                        hook ->
                                hook.key()
                                        .matches(
                                                ".*(Friend|Friends|FriendAgree|FriendRemark|Black)"))
                .toList();
    }

    @Test
    void an_application() {
        apply("amy", "bob");
        var told = JsonObject.of("fromUserID", "amy", "toUserID", "bob", "reqMsg", "hi from amy");
        assertHeard("callbackBeforeAddFriendCommand", told.copy().put("ex", "ex"));
        assertHeard("callbackAfterAddFriendCommand", told);
    }

    @Test
    void an_agreement_and_no_refusal() {
        apply("amy", "bob");
        apply("cy", "bob");
        for (int i = 0; i < 4; i++) backEnd().next();
        await(answer("cy", "bob", -1));
        await(answer("amy", "bob", 1));
        var told =
                JsonObject.of("fromUserID", "amy", "blackUserID", "bob")
                        .put("HandleResult", 1)
                        .put("HandleMsg", "ok");
        assertHeard("callbackBeforeAddFriendAgreeCommand", told);
        assertHeard("callbackAfterAddFriendAgreeCommand", told);
    }

    @Test
    void a_deletion() {
        var wish = deleteFriendReq.newBuilder().setOwnerUserID("amy").setFriendUserID("bob");
        await(relations.deleteFriend(by("amy"), wish.build()));
        assertHeard(
                "callbackAfterDeleteFriendCommand",
                JsonObject.of("ownerUserID", "amy", "friendUserID", "bob"));
    }

    @Test
    void a_remark_that_the_hook_may_replace() {
        befriend("amy", "bob");
        backEnd().answer("callbackBeforeSetFriendRemarkCommand", JsonObject.of("remark", "nicer"));
        await(relations.setFriendRemark(by("amy"), remark("rude")));
        var told = JsonObject.of("ownerUserID", "amy", "friendUserID", "bob");
        assertHeard("callbackBeforeSetFriendRemarkCommand", told.copy().put("remark", "rude"));
        assertHeard("callbackAfterSetFriendRemarkCommand", told.copy().put("remark", "nicer"));
        assertEquals("nicer", friends("amy").getFriendsInfo(0).getRemark());
        backEnd().answer("callbackBeforeSetFriendRemarkCommand", JsonObject.of("remark", ""));
        await(relations.setFriendRemark(by("amy"), remark("kept")));
        assertEquals("kept", friends("amy").getFriendsInfo(0).getRemark());
    }

    @Test
    void an_import_whose_friends_the_hook_may_replace() {
        backEnd()
                .answer(
                        "callbackBeforeImportFriendsCommand",
                        JsonObject.of("friendUserIDs", JsonArray.of("cy")));
        importFriends("amy", "bob", "dan");
        var told = JsonObject.of("ownerUserID", "amy");
        assertHeard(
                "callbackBeforeImportFriendsCommand",
                told.copy().put("friendUserIDs", JsonArray.of("bob", "dan")));
        assertHeard(
                "callbackAfterImportFriendsCommand",
                told.copy().put("friendUserIDs", JsonArray.of("cy")));
        assertEquals(List.of("cy"), friendIDs("amy"));
        notices.take(1201, "cy", "amy");
        assertEquals(List.of(), notices.told());
    }

    @Test
    void a_hook_cannot_import_who_is_not_registered() {
        for (var wrong : List.of(JsonArray.of("lost1"), JsonArray.of("cy", "cy"))) {
            backEnd()
                    .answer(
                            "callbackBeforeImportFriendsCommand",
                            JsonObject.of("friendUserIDs", wrong));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> importFriends("amy", "bob"));
        }
        assertEquals(List.of(), friendIDs("amy"));
    }

    @Test
    void a_block_before_and_an_unblock_after() {
        block("amy", "bob");
        var told = JsonObject.of("ownerUserID", "amy", "blackUserID", "bob");
        assertHeard("callbackBeforeAddBlackCommand", told);
        var wish = removeBlackReq.newBuilder().setOwnerUserID("amy").setBlackUserID("bob");
        await(relations.removeBlack(by("amy"), wish.build()));
        assertHeard("callbackAfterRemoveBlackCommand", told);
    }

    @Test
    void whoever_may_not_do_it_is_nobody_to_ask_about() {
        var remark = remark("x");
        assertRefused(
                ErrorCode.NO_PERMISSION, () -> await(relations.setFriendRemark(by("cy"), remark)));
        assertRefused(ErrorCode.CAN_NOT_ADD_YOURSELF, () -> apply("amy", "amy"));
        assertEquals(List.of(), backEnd().heard());
    }

    @Test
    void what_the_hook_refuses_is_not_done_and_not_told() {
        befriend("amy", "bob");
        apply("dan", "amy");
        notices.take();
        for (var command : List.of("AddFriend", "AddFriendAgree", "SetFriendRemark"))
            backEnd().refuse("callbackBefore" + command + "Command", 5001, "not today", "why");
        for (var command : List.of("ImportFriends", "AddBlack"))
            backEnd().refuse("callbackBefore" + command + "Command", 5001, "not today", "why");
        assertRefusedByHook(() -> apply("amy", "cy"));
        assertRefusedByHook(() -> await(answer("dan", "amy", 1)));
        assertRefusedByHook(() -> await(relations.setFriendRemark(by("amy"), remark("x"))));
        assertRefusedByHook(() -> importFriends("amy", "cy"));
        assertRefusedByHook(() -> block("amy", "cy"));
        assertEquals(0, received("cy").getTotal());
        assertEquals(1, received("amy", 0).getTotal());
        assertEquals("remark bob", friends("amy").getFriendsInfo(0).getRemark());
        assertEquals(List.of("bob"), friendIDs("amy"));
        assertFalse(isBlack("amy", "cy").getInUser1Blacks());
        assertEquals(List.of(), notices.told());
    }

    private static void assertRefusedByHook(Executable asking) {
        var refusal = Assertions.assertThrows(Refusal.class, asking);
        assertEquals(
                "5001 not today why",
                refusal.code() + " " + refusal.text() + " " + refusal.detail());
    }

    private void assertHeard(String command, JsonObject keys) {
        var heard = backEnd().next().body();
        assertEquals(command, heard.remove("callbackCommand"));
        assertEquals(keys, heard);
    }

    private static setFriendRemarkReq remark(String remark) {
        return setFriendRemarkReq
                .newBuilder()
                .setOwnerUserID("amy")
                .setFriendUserID("bob")
                .setRemark(remark)
                .build();
    }
}
