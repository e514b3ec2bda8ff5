package im.parley.relation;

import im.parley.bus.Call;
import im.parley.proto.relation.addBlackReq;
import im.parley.proto.relation.applyToAddFriendReq;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.removeBlackReq;
import im.parley.proto.relation.respondFriendApplyReq;
import im.parley.proto.relation.setFriendRemarkReq;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.function.Supplier;

/// What back ends are asked and told about friends and black lists (notifications-and-webhooks.md
/// C2). The odd spellings are wire contract. To be called on a virtual thread.
final class RelationHooks {
    private final Webhooks webhooks;

    RelationHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void beforeAddFriend(Call call, applyToAddFriendReq wish) {
        before(call, Hook.BEFORE_ADD_FRIEND, () -> application(wish).put("ex", wish.getEx()));
    }

    void afterAddFriend(Call call, applyToAddFriendReq wish) {
        after(call, Hook.AFTER_ADD_FRIEND, () -> application(wish));
    }

    private static JsonObject application(applyToAddFriendReq wish) {
        return JsonObject.of(
                "fromUserID", wish.getFromUserID(),
                "toUserID", wish.getToUserID(),
                "reqMsg", wish.getReqMsg());
    }

    void beforeAddFriendAgree(Call call, respondFriendApplyReq answer) {
        before(call, Hook.BEFORE_ADD_FRIEND_AGREE, () -> agreement(answer));
    }

    void afterAddFriendAgree(Call call, respondFriendApplyReq answer) {
        after(call, Hook.AFTER_ADD_FRIEND_AGREE, () -> agreement(answer));
    }

    private static JsonObject agreement(respondFriendApplyReq answer) {
        return JsonObject.of(
                "fromUserID", answer.getFromUserID(),
                "blackUserID", answer.getToUserID(),
                "HandleResult", answer.getHandleResult(),
                "HandleMsg", answer.getHandleMsg());
    }

    void afterDeleteFriend(Call call, deleteFriendReq wish) {
        after(
                call,
                Hook.AFTER_DELETE_FRIEND,
                () ->
                        JsonObject.of(
                                "ownerUserID", wish.getOwnerUserID(),
                                "friendUserID", wish.getFriendUserID()));
    }

    /// The remark to set: the hook's if it gives one.
    String beforeSetFriendRemark(Call call, setFriendRemarkReq wish) {
        var answer = before(call, Hook.BEFORE_SET_FRIEND_REMARK, () -> remark(wish));
        var remark = answer.getString("remark", "");
        return remark.isEmpty() ? wish.getRemark() : remark;
    }

    void afterSetFriendRemark(Call call, setFriendRemarkReq wish) {
        after(call, Hook.AFTER_SET_FRIEND_REMARK, () -> remark(wish));
    }

    private static JsonObject remark(setFriendRemarkReq wish) {
        return JsonObject.of(
                "ownerUserID", wish.getOwnerUserID(),
                "friendUserID", wish.getFriendUserID(),
                "remark", wish.getRemark());
    }

    /// The friends to import: the hook's if it gives any.
    List<String> beforeImportFriends(Call call, String owner, List<String> friends) {
        var answer = before(call, Hook.BEFORE_IMPORT_FRIENDS, () -> imported(owner, friends));
        var others = answer.getJsonArray("friendUserIDs", new JsonArray());
        return others.isEmpty() ? friends : others.stream().map(String.class::cast).toList();
    }

    void afterImportFriends(Call call, String owner, List<String> friends) {
        after(call, Hook.AFTER_IMPORT_FRIENDS, () -> imported(owner, friends));
    }

    private static JsonObject imported(String owner, List<String> friends) {
        return JsonObject.of("ownerUserID", owner, "friendUserIDs", new JsonArray(friends));
    }

    void beforeAddBlack(Call call, addBlackReq wish) {
        before(
                call,
                Hook.BEFORE_ADD_BLACK,
                () -> block(wish.getOwnerUserID(), wish.getBlackUserID()));
    }

    void afterRemoveBlack(Call call, removeBlackReq wish) {
        after(
                call,
                Hook.AFTER_REMOVE_BLACK,
                () -> block(wish.getOwnerUserID(), wish.getBlackUserID()));
    }

    private static JsonObject block(String owner, String other) {
        return JsonObject.of("ownerUserID", owner, "blackUserID", other);
    }

    private JsonObject before(Call call, Hook hook, Supplier<JsonObject> body) {
        return webhooks.before(call, hook, body).await();
    }

    private void after(Call call, Hook hook, Supplier<JsonObject> body) {
        webhooks.after(call, hook, body).await();
    }
}
