package im.parley.group;

import im.parley.bus.Call;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a back end is asked and told about groups themselves (notifications-and-webhooks.md C3). On
/// a virtual thread.
final class GroupHooks {
    private final Webhooks webhooks;

    GroupHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// The wish as the back end wants it. It has no say in applyMemberFriend.
    GroupInfo beforeCreateGroup(Call call, GroupInfo wish, List<MemberRow> members) {
        var answer =
                webhooks.before(
                                call,
                                Hook.BEFORE_CREATE_GROUP,
                                () ->
                                        founding(
                                                JsonObject.of("operationID", call.operationID()),
                                                wish,
                                                roles(members)))
                        .await();
        answer.remove("applyMemberFriend");
        var info = wish.toBuilder();
        for (var override : answer) {
            var field = info.getDescriptorForType().findFieldByName(override.getKey());
            info.setField(field, override.getValue());
        }
        return info.build();
    }

    /// The list is the reference's: owner and admins, then all of them once more as ordinary.
    void afterCreateGroup(Call call, GroupRow group, List<MemberRow> members) {
        webhooks.after(
                        call,
                        Hook.AFTER_CREATE_GROUP,
                        () -> {
                            var list = roles(members.stream().filter(GroupHooks::leads).toList());
                            for (var row : members) list.add(role(row.withRole(Role.ORDINARY)));
                            return founding(new JsonObject(), group.toMessage(), list);
                        })
                .await();
    }

    private static boolean leads(MemberRow row) {
        return row.role() != Role.ORDINARY;
    }

    private static JsonObject founding(JsonObject body, GroupInfo info, JsonArray members) {
        for (var field : info.getDescriptorForType().getFields())
            body.put(field.getName(), info.getField(field));
        return body.put("initMemberList", members);
    }

    private static JsonArray roles(List<MemberRow> members) {
        var list = new JsonArray();
        for (var row : members) list.add(role(row));
        return list;
    }

    private static JsonObject role(MemberRow row) {
        return JsonObject.of("userID", row.userID(), "roleLevel", row.role().level());
    }

    InfoWish beforeSetGroupInfo(Call call, String groupID, InfoWish wish) {
        var body = body(groupID, wish, "", "", 0);
        return beforeSet(call, Hook.BEFORE_SET_GROUP_INFO, wish, body);
    }

    void afterSetGroupInfo(Call call, String groupID, InfoWish wish) {
        var body = body(groupID, wish, "", null, null);
        webhooks.after(call, Hook.AFTER_SET_GROUP_INFO, () -> body).await();
    }

    InfoWish beforeSetGroupInfoEx(Call call, String groupID, InfoWish wish) {
        var body = body(groupID, wish, null, null, null);
        return beforeSet(call, Hook.BEFORE_SET_GROUP_INFO_EX, wish, body);
    }

    void afterSetGroupInfoEx(Call call, String groupID, InfoWish wish) {
        var body = body(groupID, wish, null, null, null);
        webhooks.after(call, Hook.AFTER_SET_GROUP_INFO_EX, () -> body).await();
    }

    /// What is absent from the answer stays as wished; the reference takes it for empty, and fails
    /// when the answer does not repeat the groupID. The announcement is not the back end's.
    private InfoWish beforeSet(Call call, Hook hook, InfoWish wish, JsonObject body) {
        var answer = webhooks.before(call, hook, () -> body).await();
        return new InfoWish(
                text(answer, "groupName").or(wish::groupName),
                wish.notification(),
                text(answer, "introduction").or(wish::introduction),
                text(answer, "faceURL").or(wish::faceURL),
                text(answer, "ex").or(wish::ex),
                number(answer, "needVerification").or(wish::needVerification),
                number(answer, "lookMemberInfo").or(wish::lookMemberInfo),
                number(answer, "applyMemberFriend").or(wish::applyMemberFriend));
    }

    static Optional<String> text(JsonObject answer, String key) {
        return Optional.ofNullable(answer.getString(key));
    }

    static Optional<Integer> number(JsonObject answer, String key) {
        return Optional.ofNullable(answer.getInteger(key));
    }

    /// The last three say what stands for a text, for ex and for a number that is not set. The
    /// operationID is empty here, and only here.
    private static JsonObject body(
            String groupID, InfoWish wish, String noText, String noEx, Integer noNumber) {
        return JsonObject.of("operationID", "")
                .put("groupID", groupID)
                .put("groupName", wish.groupName().orElse(noText))
                .put("notification", wish.notification().orElse(noText))
                .put("introduction", wish.introduction().orElse(noText))
                .put("faceURL", wish.faceURL().orElse(noText))
                .put("ex", wish.ex().orElse(noEx))
                .put("needVerification", wish.needVerification().orElse(noNumber))
                .put("lookMemberInfo", wish.lookMemberInfo().orElse(noNumber))
                .put("applyMemberFriend", wish.applyMemberFriend().orElse(noNumber));
    }

    /// @param members nobody when they were to be removed at once
    void afterDismissGroup(Call call, GroupRow group, Supplier<List<String>> members) {
        webhooks.after(call, Hook.AFTER_DISMISS_GROUP, () -> ended(group, members.get())).await();
    }

    private static JsonObject ended(GroupRow group, List<String> members) {
        var body =
                JsonObject.of("groupID", group.groupID())
                        .put("ownerID", group.ownerUserID())
                        .put("groupType", typeOf(group));
        return members.isEmpty()
                ? body.putNull("membersID")
                : body.put("membersID", new JsonArray(new ArrayList<>(members)));
    }

    /// The reference takes the number for a character.
    static String typeOf(GroupRow group) {
        return Character.toString(group.groupType());
    }
}
