package im.parley.transfer;

import im.parley.contract.ContentType;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.stream.Stream;

/// Who is to see a message (message-pipeline.md 3.1).
sealed interface Audience {
    record People(List<UserId> users) implements Audience {}

    /// @param gone who left by this very message, and still sees it
    record Group(String groupID, List<UserId> gone) implements Audience {}

    static Audience of(MsgData message) {
        return message.getSessionType() == SessionType.GROUP.number()
                ? new Group(message.getGroupID(), gone(message))
                : new People(pair(message));
    }

    private static List<UserId> pair(MsgData message) {
        var receiver = new UserId(message.getRecvID());
        boolean echoes =
                MsgOption.SENDER_SYNC.in(message.getOptionsMap())
                        && !message.getSendID().equals(message.getRecvID());
        return echoes ? List.of(receiver, new UserId(message.getSendID())) : List.of(receiver);
    }

    private static List<UserId> gone(MsgData message) {
        return switch (message.getContentType()) {
            case ContentType.MEMBER_QUIT, ContentType.MEMBER_KICKED -> named(message);
            default -> List.of();
        };
    }

    /// The users that the tips name. A back end may send such a type too, with any content.
    private static List<UserId> named(MsgData message) {
        try {
            var outer = new JsonObject(message.getContent().toStringUtf8());
            var tips = new JsonObject(outer.getString("detail", "{}"));
            var kicked = tips.getJsonArray("kickedUserList", new JsonArray()).stream();
            return Stream.concat(kicked, Stream.of(tips.getValue("quitUser", new JsonObject())))
                    .flatMap(Audience::userID)
                    .toList();
        } catch (DecodeException | ClassCastException noTips) {
            return List.of();
        }
    }

    private static Stream<UserId> userID(Object member) {
        return member instanceof JsonObject tip
                        && tip.getValue("userID") instanceof String id
                        && !id.isEmpty()
                ? Stream.of(new UserId(id))
                : Stream.of();
    }
}
