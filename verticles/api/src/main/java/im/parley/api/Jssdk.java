package im.parley.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.bus.Bus;
import im.parley.bus.Policy;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.json.BadJson;
import im.parley.json.ProtoJson;
import im.parley.proto.jssdk.GetActiveConversationsReq;
import im.parley.proto.jssdk.GetActiveConversationsResp;
import im.parley.proto.jssdk.GetConversationsReq;
import im.parley.proto.jssdk.GetConversationsResp;

import java.util.List;
import java.util.Locale;

/// What the JavaScript client asks when it opens its list of conversations
/// (http-messages-and-objects.md 6). Odd because it is composed from several services, speaks JSON
/// or protobuf, and is always about the caller.
final class Jssdk {
    private static final int COUNT_DEFAULT = 100;
    private static final int COUNT_MAX = 500;

    private final ConversationList list;

    private Jssdk(Bus bus) {
        this.list = new ConversationList(bus);
    }

    static List<Route> routes(Bus bus) {
        var jssdk = new Jssdk(bus);
        return List.of(
                new Route.Odd("/jssdk/get_active_conversations", Policy.ANY_USER, jssdk::active),
                new Route.Odd("/jssdk/get_conversations", Policy.ANY_USER, jssdk::some));
    }

    private Route.Step active(Route.Post post) throws BadJson {
        var form = Form.of(post);
        var request = form.read(post, GetActiveConversationsReq.getDefaultInstance());
        long asked = request.getCount();
        int count = asked < 1 || asked > COUNT_MAX ? COUNT_DEFAULT : (int) asked;
        return call -> list.newest(call, count).map(found -> form.data(active(found)));
    }

    private Route.Step some(Route.Post post) throws BadJson {
        var form = Form.of(post);
        var request = form.read(post, GetConversationsReq.getDefaultInstance());
        var ids = request.getConversationIDsList().stream().distinct().toList();
        if (ids.size() > COUNT_MAX)
            throw new Refusal(ErrorCode.ARGS, "more than " + COUNT_MAX + " conversationIDs");
        return call -> list.of(call, ids).map(found -> form.data(some(found)));
    }

    private static Message active(ConversationList.Found found) {
        return GetActiveConversationsResp.newBuilder()
                .setUnreadCount(found.unread())
                .addAllConversations(found.conversations())
                .build();
    }

    private static Message some(ConversationList.Found found) {
        return GetConversationsResp.newBuilder()
                .setUnreadCount(found.unread())
                .addAllConversations(found.conversations())
                .build();
    }

    /// The language of a request, and so of the answer's data.
    private enum Form {
        JSON,
        PROTOBUF;

        static Form of(Route.Post post) {
            var type = post.contentType().toLowerCase(Locale.ROOT);
            if (type.isEmpty() || type.contains("application/json")) return JSON;
            if (type.contains("application/protobuf") || type.contains("application/x-protobuf"))
                return PROTOBUF;
            throw new Refusal(ErrorCode.ARGS, "unsupported content type");
        }

        @SuppressWarnings("unchecked") // a parser makes what its prototype is
        <M extends Message> M read(Route.Post post, M prototype) throws BadJson {
            if (this == JSON) return ProtoJson.read(post.body(), prototype);
            try {
                return (M) prototype.getParserForType().parseFrom(post.body());
            } catch (InvalidProtocolBufferException e) {
                throw new Refusal(ErrorCode.ARGS, "the body is no protobuf message");
            }
        }

        Data data(Message answer) {
            return this == JSON ? Data.of(answer) : json -> json.writeBinary(answer.toByteArray());
        }
    }
}
