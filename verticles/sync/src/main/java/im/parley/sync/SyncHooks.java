package im.parley.sync;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/// What a back end is told of reading and taking back (http-messages-and-objects.md 3.9).
final class SyncHooks {
    private final Webhooks webhooks;

    SyncHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    Future<Void> messagesRead(Call call, UserId reader, Conversation row, List<Long> seqs) {
        return webhooks.after(
                call,
                Hook.AFTER_SINGLE_MSG_READ,
                () ->
                        new JsonObject()
                                .put("conversationID", row.getConversationID())
                                .put("userID", reader.value())
                                .put("Seqs", seqs.isEmpty() ? null : new JsonArray(seqs))
                                .put("contentType", row.getConversationType()));
    }

    /// `unreadMsgNum` is how far he has read: an accident that receivers know.
    Future<Void> groupRead(Call call, UserId reader, Conversation row, long readTo) {
        return webhooks.after(
                call,
                Hook.AFTER_GROUP_MSG_READ,
                () ->
                        new JsonObject()
                                .put("sendID", row.getOwnerUserID())
                                .put("receiveID", reader.value())
                                .put("unreadMsgNum", readTo)
                                .put("contentType", row.getConversationType()));
    }

    Future<Void> revoked(Call call, UserId user, ConversationId conversation, long seq) {
        return webhooks.after(
                call,
                Hook.AFTER_REVOKE_MSG,
                () ->
                        new JsonObject()
                                .put("conversationID", conversation.value())
                                .put("seq", seq)
                                .put("userID", user.value()));
    }
}
