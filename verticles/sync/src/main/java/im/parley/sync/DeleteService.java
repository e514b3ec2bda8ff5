package im.parley.sync;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.msg.DeleteMsgPhysicalBySeqReq;
import im.parley.proto.msg.DeleteMsgPhysicalBySeqResp;
import im.parley.proto.msg.DeleteMsgsReq;
import im.parley.proto.msg.DeleteMsgsResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageArchive;
import im.parley.state.Note;

import java.util.List;

/// Deleting single messages, for oneself or for everybody (message-pipeline.md 5.2).
final class DeleteService {
    private static final int SEQS_MAX = 1_000;

    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "DeleteMsgs",
                            self("userID"),
                            nonEmpty("conversationID", "userID"),
                            atMost("seqs", SEQS_MAX))
                    .rule(
                            "DeleteMsgPhysicalBySeq",
                            APP_ADMIN,
                            nonEmpty("conversationID"),
                            atMost("seqs", SEQS_MAX));

    private final Readable readable;
    private final MessageArchive store;
    private final Groups groups;
    private final SyncNotices notices;

    DeleteService(Readable readable, MessageArchive store, Groups groups, SyncNotices notices) {
        this.readable = readable;
        this.store = store;
        this.groups = groups;
        this.notices = notices;
    }

    DeleteMsgsResp deleteMsgs(Call call, DeleteMsgsReq request) {
        var user = new UserId(request.getUserID());
        if (request.getDeleteSyncOpt().getIsSyncOther()) forAll(call, user, request);
        else forOneself(call, user, request);
        return DeleteMsgsResp.getDefaultInstance();
    }

    /// Seqs that he cannot read are passed over: what was not sent yet must not be hidden from him
    /// later.
    private void forOneself(Call call, UserId user, DeleteMsgsReq request) {
        var conversation = new ConversationId(request.getConversationID());
        var stretch = readable.stretches(call, user, List.of(conversation)).get(conversation);
        if (stretch != null) {
            var seqs = request.getSeqsList().stream().filter(stretch::holds).toList();
            store.note(List.of(new Note.Hidden(user, conversation, seqs))).await();
        }
        if (request.getDeleteSyncOpt().getIsSyncSelf())
            notices.deletedForOneself(call, user, conversation, request.getSeqsList()).await();
    }

    private void forAll(Call call, UserId user, DeleteMsgsReq request) {
        var conversation = new ConversationId(request.getConversationID());
        var row =
                readable.row(call, user, conversation)
                        .orElseThrow(() -> new Refusal(ErrorCode.NO_PERMISSION));
        var stretch = readable.stretch(user, conversation, row);
        var seqs = request.getSeqsList().stream().filter(stretch::holds).toList();
        var messages = store.pick(conversation, seqs).await().stream().map(Sight::parsed).toList();
        requireRight(call, user, row, messages);
        erase(conversation, messages.stream().map(MsgData::getSeq).toList());
        notices.deletedForAll(call, user, row, request.getSeqsList()).await();
    }

    /// Everybody's messages are taken away only by who may take them back, but in a chat of two
    /// either of them may (message-pipeline.md 10.2, I-38).
    private void requireRight(Call call, UserId user, Conversation row, List<MsgData> messages) {
        if (call.caller().mayActForAll()) return;
        if (row.getConversationType() == SessionType.GROUP.number())
            groups.requireRemover(call, user, row.getGroupID(), messages);
        else if (!messages.stream().allMatch(message -> isBetween(message, user)))
            throw new Refusal(ErrorCode.NO_PERMISSION, "not your conversation");
    }

    private static boolean isBetween(MsgData message, UserId user) {
        return user.value().equals(message.getSendID()) || user.value().equals(message.getRecvID());
    }

    DeleteMsgPhysicalBySeqResp deleteMsgPhysicalBySeq(
            Call call, DeleteMsgPhysicalBySeqReq request) {
        erase(new ConversationId(request.getConversationID()), request.getSeqsList());
        return DeleteMsgPhysicalBySeqResp.getDefaultInstance();
    }

    private void erase(ConversationId conversation, List<Long> seqs) {
        store.note(List.of(new Note.Erased(conversation, seqs))).await();
    }
}
