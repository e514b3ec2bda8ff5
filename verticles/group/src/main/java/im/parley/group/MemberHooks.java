package im.parley.group;

import im.parley.bus.Call;
import im.parley.proto.group.InviteUserToGroupReq;
import im.parley.proto.group.JoinGroupReq;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.TransferGroupOwnerReq;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// What a back end is asked and told about members (notifications-and-webhooks.md C3). On a virtual
/// thread.
final class MemberHooks {
    private final Webhooks webhooks;

    MemberHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// The members as the back end wants them. It makes nobody an owner and leaves the owner one.
    List<MemberRow> beforeMemberJoinGroup(Call call, String groupEx, List<MemberRow> members) {
        var answer =
                webhooks.before(
                                call,
                                Hook.BEFORE_MEMBER_JOIN_GROUP,
                                () -> joining(groupEx, members))
                        .await();
        var wishes = new HashMap<String, JsonObject>();
        for (var wish : answer.getJsonArray("memberCallbackList", new JsonArray()))
            wishes.put(((JsonObject) wish).getString("userID"), (JsonObject) wish);
        if (wishes.isEmpty()) return members;
        return members.stream()
                .map(row -> changed(row, wishes.getOrDefault(row.userID(), new JsonObject())))
                .toList();
    }

    private static JsonObject joining(String groupEx, List<MemberRow> members) {
        var list = new JsonArray();
        for (var row : members) list.add(JsonObject.of("userID", row.userID(), "ex", row.ex()));
        return JsonObject.of(
                "groupID", members.getFirst().groupID(), "memberList", list, "groupEx", groupEx);
    }

    private static MemberRow changed(MemberRow row, JsonObject wish) {
        var role =
                GroupHooks.number(wish, "roleLevel")
                        .flatMap(Role::ofLevel)
                        .filter(wished -> wished != Role.OWNER && row.role() != Role.OWNER)
                        .orElse(row.role());
        return row.withRole(role)
                .mutedUntil(wish.getLong("muteEndTime", row.muteEndTime()))
                .shownAs(
                        wish.getString("nickname", row.nickname()),
                        wish.getString("faceURL", row.faceURL()),
                        wish.getString("ex", row.ex()));
    }

    void beforeApplyJoinGroup(Call call, GroupRow group, JoinGroupReq wish) {
        webhooks.before(
                        call,
                        Hook.BEFORE_APPLY_JOIN_GROUP,
                        () ->
                                JsonObject.of(
                                        "groupID", wish.getGroupID(),
                                        "groupType", GroupHooks.typeOf(group),
                                        "applyID", wish.getInviterUserID(),
                                        "reqMessage", wish.getReqMessage(),
                                        "ex", wish.getEx()))
                .await();
    }

    void afterJoinGroup(Call call, JoinGroupReq wish) {
        webhooks.after(
                        call,
                        Hook.AFTER_JOIN_GROUP,
                        () ->
                                JsonObject.of(
                                        "operationID", call.operationID(),
                                        "groupID", wish.getGroupID(),
                                        "reqMessage", wish.getReqMessage(),
                                        "joinSource", wish.getJoinSource(),
                                        "inviterUserID", wish.getInviterUserID()))
                .await();
    }

    void beforeInviteUserToGroup(Call call, InviteUserToGroupReq wish) {
        webhooks.before(
                        call,
                        Hook.BEFORE_INVITE_USER_TO_GROUP,
                        () ->
                                JsonObject.of(
                                        "operationID", call.operationID(),
                                        "groupID", wish.getGroupID(),
                                        "reason", wish.getReason(),
                                        "invitedUserIDs", array(wish.getInvitedUserIDsList())))
                .await();
    }

    MemberWish beforeSetGroupMemberInfo(Call call, MemberWish wish) {
        var answer =
                webhooks.before(call, Hook.BEFORE_SET_GROUP_MEMBER_INFO, () -> body(wish)).await();
        return new MemberWish(
                wish.groupID(),
                wish.userID(),
                GroupHooks.text(answer, "nickName").or(wish::nickname),
                GroupHooks.text(answer, "faceURL").or(wish::faceURL),
                GroupHooks.number(answer, "roleLevel").map(MemberWish::roleOf).or(wish::role),
                GroupHooks.text(answer, "ex").or(wish::ex));
    }

    void afterSetGroupMemberInfo(Call call, MemberWish wish) {
        webhooks.after(call, Hook.AFTER_SET_GROUP_MEMBER_INFO, () -> body(wish)).await();
    }

    private static JsonObject body(MemberWish wish) {
        return new JsonObject()
                .put("groupID", wish.groupID())
                .put("userID", wish.userID())
                .put("nickName", wish.nickname().orElse(null))
                .put("faceURL", wish.faceURL().orElse(null))
                .put("roleLevel", wish.role().map(Role::level).orElse(null))
                .put("ex", wish.ex().orElse(null));
    }

    void afterQuitGroup(Call call, String groupID, String userID) {
        webhooks.after(
                        call,
                        Hook.AFTER_QUIT_GROUP,
                        () -> JsonObject.of("groupID", groupID, "userID", userID))
                .await();
    }

    void afterKickGroupMember(Call call, KickGroupMemberReq wish) {
        webhooks.after(
                        call,
                        Hook.AFTER_KICK_GROUP_MEMBER,
                        () ->
                                JsonObject.of(
                                        "groupID", wish.getGroupID(),
                                        "kickedUserIDs", array(wish.getKickedUserIDsList()),
                                        "reason", wish.getReason()))
                .await();
    }

    void afterTransferGroupOwner(Call call, TransferGroupOwnerReq wish) {
        webhooks.after(
                        call,
                        Hook.AFTER_TRANSFER_GROUP_OWNER,
                        () ->
                                JsonObject.of(
                                        "groupID", wish.getGroupID(),
                                        "oldOwnerUserID", wish.getOldOwnerUserID(),
                                        "newOwnerUserID", wish.getNewOwnerUserID()))
                .await();
    }

    private static JsonArray array(Collection<String> ids) {
        return new JsonArray(new ArrayList<>(ids));
    }
}
