package im.parley.api;

import com.google.protobuf.ByteString;

import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.MsgOption;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.json.BadJson;
import im.parley.json.ProtoJson;
import im.parley.platform.Ids;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.OfflinePushInfo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a back end wants sent: the message so far and its content as it was given
/// (http-messages-and-objects.md 4.1).
record SendWish(MsgData draft, JsonObject content) {
    private static final int FROM_SYSTEM = 200;
    private static final int GROUP_OF_OLD = 2;

    private static final List<MsgOption> OFF_WHEN_ONLINE_ONLY =
            List.of(
                    MsgOption.HISTORY,
                    MsgOption.PERSISTENT,
                    MsgOption.SENDER_SYNC,
                    MsgOption.CONVERSATION_UPDATE);

    static SendWish of(JsonFields fields) throws BadJson {
        var wish = toMany(fields);
        if (wish.draft.getGroupID().isEmpty()) return wish.to(required(fields, "recvID"));
        return wish;
    }

    /// A wish whose receiver is still to be named, unless it is a group.
    static SendWish toMany(JsonFields fields) throws BadJson {
        var content = fields.object("content").orElseThrow(() -> missing("content"));
        int type = fields.int32("contentType");
        if (type == 0) throw missing("contentType");
        if (fields.int32("sessionType") == 0) throw missing("sessionType");
        var draft =
                MsgData.newBuilder()
                        .setSendID(required(fields, "sendID"))
                        .setSenderNickname(fields.text("senderNickname"))
                        .setSenderFaceURL(fields.text("senderFaceURL"))
                        .setSenderPlatformID(fields.int32("senderPlatformID"))
                        .setMsgFrom(FROM_SYSTEM)
                        .setContentType(type)
                        .setSendTime(fields.int64("sendTime"))
                        .setEx(fields.text("ex"));
        address(draft, fields);
        options(draft, fields);
        push(draft, fields);
        return new SendWish(draft.build(), content);
    }

    /// An official notice goes to one user, whatever session was asked for.
    private static void address(MsgData.Builder draft, JsonFields fields) {
        boolean notice = draft.getContentType() == ContentType.OFFICIAL_NOTICE;
        int session = notice ? SessionType.OFFICIAL.number() : fields.int32("sessionType");
        draft.setSessionType(session);
        if (session == SessionType.GROUP.number() || session == GROUP_OF_OLD)
            draft.setGroupID(required(fields, "groupID"));
    }

    private SendWish to(String receiver) {
        return new SendWish(draft.toBuilder().setRecvID(receiver).build(), content);
    }

    private static void options(MsgData.Builder draft, JsonFields fields) {
        if (fields.flag("isOnlineOnly"))
            for (var option : OFF_WHEN_ONLINE_ONLY) draft.putOptions(option.key(), false);
        if (fields.flag("notOfflinePush")) draft.putOptions(MsgOption.OFFLINE_PUSH.key(), false);
    }

    static void push(MsgData.Builder draft, JsonFields fields) throws BadJson {
        var info = fields.object("offlinePushInfo");
        if (info.isPresent())
            draft.setOfflinePushInfo(
                    ProtoJson.read(
                            info.get().toBuffer().getBytes(),
                            OfflinePushInfo.getDefaultInstance()));
    }

    /// The message to be sent; its content is the given object with its keys in order.
    MsgData message(long now) {
        var text = ordered(content).encode();
        boolean notice = draft.getContentType() == ContentType.OFFICIAL_NOTICE;
        if (notice) text = new JsonObject().put("detail", text).encode();
        return draft.toBuilder()
                .setClientMsgID(Ids.messageId())
                .setCreateTime(now)
                .setContent(ByteString.copyFromUtf8(text))
                .addAllAtUserIDList(mentioned())
                .build();
    }

    private List<String> mentioned() {
        if (draft.getContentType() != ContentType.AT_TEXT) return List.of();
        return ContentForm.value(content, "atUserList")
                .map(list -> ((JsonArray) list).stream().flatMap(SendWish::asId).toList())
                .orElse(List.of());
    }

    private static Stream<String> asId(Object element) {
        return element == null ? Stream.of() : ContentForm.asText(element).stream();
    }

    private static JsonObject ordered(JsonObject object) {
        var ordered = new TreeMap<String, Object>();
        object.forEach(entry -> ordered.put(entry.getKey(), orderedValue(entry.getValue())));
        return new JsonObject(ordered);
    }

    private static Object orderedValue(Object value) {
        return switch (value) {
            case JsonObject object -> ordered(object);
            case JsonArray array -> {
                var ordered = new JsonArray();
                array.forEach(element -> ordered.add(orderedValue(element)));
                yield ordered;
            }
            case null, default -> value;
        };
    }

    private static String required(JsonFields fields, String key) {
        var text = fields.text(key);
        if (text.isEmpty()) throw missing(key);
        return text;
    }

    private static Refusal missing(String key) {
        return new Refusal(ErrorCode.ARGS, key + " is required");
    }
}
