package im.parley.webhook;

import static im.parley.webhook.Shape.INT;
import static im.parley.webhook.Shape.LONG;
import static im.parley.webhook.Shape.TEXT;
import static im.parley.webhook.Shape.TRUTH;
import static im.parley.webhook.Shape.listOf;
import static im.parley.webhook.Shape.mapOf;
import static im.parley.webhook.Shape.object;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the body of an answer says (notifications-and-webhooks.md C1), and which keys each hook may
/// override (the "answer overrides" of C2, C3, C4 and C7).
final class Answers {
    /// Codes below are no codes of ours, and 0 would look like success.
    private static final int CODE_FIRST = 100;

    sealed interface Answer {}

    /// @param overrides only keys of the hook's row, each of its type and none null
    record Passed(JsonObject overrides) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    record Unreadable(String why) implements Answer {}

    private static final Map<String, Shape> COMMON =
            Map.of(
                    "actionCode",
                    INT,
                    "errCode",
                    INT,
                    "errMsg",
                    TEXT,
                    "errDlt",
                    TEXT,
                    "nextCode",
                    INT);

    private static final Shape USER =
            object(
                    fields().of(TEXT, "userID", "nickname", "faceURL", "ex")
                            .of(LONG, "createTime")
                            .of(INT, "appMangerLevel", "globalRecvMsgOpt")
                            .map);

    private static final Shape MEMBER =
            object(
                    fields().of(TEXT, "userID", "nickname", "faceURL", "ex")
                            .of(INT, "roleLevel")
                            .of(LONG, "muteEndTime")
                            .map);

    private static final Shape PUSH_INFO =
            object(
                    fields().of(TEXT, "title", "desc", "ex", "iOSPushSound", "signalInfo")
                            .of(TRUTH, "iOSBadgeCount")
                            .map);

    private static final Fields PROFILE = fields().of(TEXT, "nickName", "faceURL", "ex");

    private static final Fields GROUP_INFO =
            fields().of(TEXT, "groupID", "groupName", "faceURL", "introduction", "ex")
                    .of(INT, "needVerification", "lookMemberInfo", "applyMemberFriend");

    private static final Fields CONVERSATION =
            fields().of(INT, "recvMsgOpt", "burnDuration", "groupAtType")
                    .of(TRUTH, "isPinned", "isPrivateChat")
                    .of(TEXT, "attachedInfo", "ex");

    private static final Map<Hook, Shape> SHAPES = shapes();

    private Answers() {}

    private static Map<Hook, Shape> shapes() {
        var rows =
                Map.ofEntries(
                        Map.entry(Hook.BEFORE_USER_REGISTER, fields().of(listOf(USER), "users")),
                        Map.entry(Hook.BEFORE_UPDATE_USER_INFO, PROFILE),
                        Map.entry(Hook.BEFORE_UPDATE_USER_INFO_EX, PROFILE),
                        Map.entry(Hook.BEFORE_SET_FRIEND_REMARK, fields().of(TEXT, "remark")),
                        Map.entry(
                                Hook.BEFORE_IMPORT_FRIENDS,
                                fields().of(listOf(TEXT), "friendUserIDs")),
                        Map.entry(
                                Hook.BEFORE_CREATE_GROUP,
                                GROUP_INFO
                                        .of(TEXT, "notification", "ownerUserID", "creatorUserID")
                                        .of(INT, "status", "groupType")),
                        Map.entry(
                                Hook.BEFORE_MEMBER_JOIN_GROUP,
                                fields().of(listOf(MEMBER), "memberCallbackList")),
                        Map.entry(
                                Hook.BEFORE_INVITE_USER_TO_GROUP,
                                fields().of(listOf(TEXT), "refusedMembersAccount")),
                        Map.entry(Hook.BEFORE_SET_GROUP_INFO, GROUP_INFO),
                        Map.entry(Hook.BEFORE_SET_GROUP_INFO_EX, GROUP_INFO),
                        Map.entry(Hook.BEFORE_SET_GROUP_MEMBER_INFO, PROFILE.of(INT, "roleLevel")),
                        Map.entry(Hook.BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS, CONVERSATION),
                        Map.entry(Hook.BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS, CONVERSATION),
                        Map.entry(Hook.BEFORE_MSG_MODIFY, message()),
                        Map.entry(
                                Hook.BEFORE_GROUP_ONLINE_PUSH,
                                fields().of(listOf(TEXT), "userIDList")),
                        Map.entry(
                                Hook.BEFORE_OFFLINE_PUSH,
                                fields().of(listOf(TEXT), "userIDList")
                                        .of(PUSH_INFO, "offlinePushInfo")));
        var shapes = new EnumMap<Hook, Shape>(Hook.class);
        for (var hook : Hook.values())
            shapes.put(hook, object(rows.getOrDefault(hook, fields()).andCommon()));
        return shapes;
    }

    private static Fields message() {
        return fields().of(TEXT, "content", "recvID", "groupID", "clientMsgID", "serverMsgID")
                .of(TEXT, "senderNickname", "senderFaceURL", "attachedInfo", "ex")
                .of(INT, "senderPlatformID", "sessionType", "msgFrom", "contentType", "status")
                .of(mapOf(TRUTH), "options")
                .of(PUSH_INFO, "offlinePushInfo")
                .of(listOf(TEXT), "atUserIDList");
    }

    static Answer read(Hook hook, Buffer body) {
        try {
            return read(hook, body.length() == 0 ? "" : Json.decodeValue(body));
        } catch (DecodeException e) {
            return new Unreadable("answered no JSON");
        }
    }

    private static Answer read(Hook hook, Object json) {
        if (json == null) return new Passed(new JsonObject());
        if (!(json instanceof JsonObject)) return new Unreadable("answered no JSON object");
        return SHAPES.get(hook)
                .clean(json)
                .map(clean -> judge((JsonObject) clean))
                .orElse(new Unreadable("answered with a key of another type"));
    }

    private static Answer judge(JsonObject answer) {
        if (answer.getInteger("actionCode", 0) == 0 && answer.getInteger("nextCode", 0) == 1)
            return new Refused(refusal(answer));
        COMMON.keySet().forEach(answer::remove);
        return new Passed(answer);
    }

    private static Refusal refusal(JsonObject answer) {
        int code = answer.getInteger("errCode", 0);
        return new Refusal(
                code < CODE_FIRST ? ErrorCode.INTERNAL.number() : code,
                answer.getString("errMsg", ""),
                answer.getString("errDlt", ""));
    }

    private static Fields fields() {
        return new Fields(Map.of());
    }

    /// The keys of an object, written down by type.
    private record Fields(Map<String, Shape> map) {
        Fields of(Shape shape, String... names) {
            var more = new HashMap<>(map);
            for (var name : List.of(names)) more.put(name, shape);
            return new Fields(Map.copyOf(more));
        }

        Map<String, Shape> andCommon() {
            var all = new HashMap<>(map);
            all.putAll(COMMON);
            return all;
        }
    }
}
