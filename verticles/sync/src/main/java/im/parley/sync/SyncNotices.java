package im.parley.sync;

import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.ConversationId;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.sdkws.ClearConversationTips;
import im.parley.proto.sdkws.DeleteMsgsTips;
import im.parley.proto.sdkws.MarkAsReadTips;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.RevokeMsgTips;
import im.parley.state.Note.Revocation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import java.util.List;

/// What devices are told of reading, taking back and deleting (notifications-and-webhooks.md A4.3).
/// Each succeeds when nothing of it can be lost any more.
final class SyncNotices {
    private final Notifier notifier;

    SyncNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /// The sender of these messages and the reader's other devices see them read.
    Future<Void> readByPeer(
            Call call, UserId reader, Conversation row, List<Long> seqs, long readTo) {
        var peer = new UserId(row.getUserID());
        var conversation = new ConversationId(row.getConversationID());
        return notifier.toUser(
                call,
                ContentType.HAS_READ_RECEIPT,
                reader,
                peer,
                read(reader, conversation, seqs, readTo));
    }

    /// Only the reader's own devices learn how far he has come.
    Future<Void> readByOneself(
            Call call, UserId reader, ConversationId conversation, List<Long> seqs, long readTo) {
        return notifier.toUser(
                call,
                ContentType.HAS_READ_RECEIPT,
                reader,
                reader,
                read(reader, conversation, seqs, readTo));
    }

    private static MarkAsReadTips read(
            UserId reader, ConversationId conversation, List<Long> seqs, long readTo) {
        return MarkAsReadTips.newBuilder()
                .setMarkAsReadUserID(reader.value())
                .setConversationID(conversation.value())
                .addAllSeqs(seqs)
                .setHasReadSeq(readTo)
                .build();
    }

    /// Both sides of a chat are told, also when an app admin took the message back in his own name:
    /// the reference then leaves out its sender.
    Future<Void> revoked(
            Call call, ConversationId conversation, MsgData message, Revocation revocation) {
        var tips =
                RevokeMsgTips.newBuilder()
                        .setRevokerUserID(call.op().value())
                        .setClientMsgID(message.getClientMsgID())
                        .setRevokeTime(revocation.time())
                        .setSesstionType(message.getSessionType())
                        .setSeq(message.getSeq())
                        .setConversationID(conversation.value())
                        .setIsAdminRevoke(call.caller().mayActForAll())
                        .build();
        if (message.getSessionType() == SessionType.GROUP.number())
            return notifier.toGroup(
                    call, ContentType.MSG_REVOKED, revocation.by(), message.getGroupID(), tips);
        var sender = new UserId(message.getSendID());
        var receiver = new UserId(message.getRecvID());
        return revocation.by().equals(receiver)
                ? notifier.toUser(call, ContentType.MSG_REVOKED, receiver, sender, tips)
                : notifier.toUser(call, ContentType.MSG_REVOKED, sender, receiver, tips);
    }

    /// Whether this notice tells that the message was taken back.
    static boolean tellsRevoked(MsgData notice, ConversationId conversation, long seq) {
        if (notice.getContentType() != ContentType.MSG_REVOKED) return false;
        var outer = new JsonObject(notice.getContent().toStringUtf8());
        var tips = new JsonObject(outer.getString("detail"));
        return tips.getLong("seq") == seq
                && conversation.value().equals(tips.getString("conversationID"));
    }

    Future<Void> deletedForOneself(
            Call call, UserId user, ConversationId conversation, List<Long> seqs) {
        return notifier.toUser(
                call, ContentType.MSGS_DELETED, user, user, deleted(user, conversation, seqs));
    }

    Future<Void> deletedForAll(Call call, UserId user, Conversation row, List<Long> seqs) {
        var conversation = new ConversationId(row.getConversationID());
        return toPeers(
                call, ContentType.MSGS_DELETED, user, row, deleted(user, conversation, seqs));
    }

    private static DeleteMsgsTips deleted(
            UserId user, ConversationId conversation, List<Long> seqs) {
        return DeleteMsgsTips.newBuilder()
                .setUserID(user.value())
                .setConversationID(conversation.value())
                .addAllSeqs(seqs)
                .build();
    }

    Future<Void> clearedForOneself(Call call, UserId user, List<String> conversationIDs) {
        return notifier.toUser(
                call, ContentType.CONVERSATION_CLEARED, user, user, cleared(user, conversationIDs));
    }

    Future<Void> clearedForAll(Call call, UserId user, Conversation row) {
        return toPeers(
                call,
                ContentType.CONVERSATION_CLEARED,
                user,
                row,
                cleared(user, List.of(row.getConversationID())));
    }

    private static ClearConversationTips cleared(UserId user, List<String> conversationIDs) {
        return ClearConversationTips.newBuilder()
                .setUserID(user.value())
                .addAllConversationIDs(conversationIDs)
                .build();
    }

    private Future<Void> toPeers(
            Call call, int contentType, UserId from, Conversation row, Message tips) {
        return row.getConversationType() == SessionType.GROUP.number()
                ? notifier.toGroup(call, contentType, from, row.getGroupID(), tips)
                : notifier.toUser(call, contentType, from, new UserId(row.getUserID()), tips);
    }
}
