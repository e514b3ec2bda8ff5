package im.parley.sync;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.msg.MarkConversationAsReadReq;
import im.parley.proto.msg.MarkConversationAsReadResp;
import im.parley.proto.msg.MarkMsgsAsReadReq;
import im.parley.proto.msg.MarkMsgsAsReadResp;
import im.parley.proto.msg.SetConversationHasReadSeqReq;
import im.parley.proto.msg.SetConversationHasReadSeqResp;
import im.parley.state.MessageArchive;
import im.parley.state.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Reading (message-pipeline.md section 4). A position is durable when the call is answered; who is
/// told follows.
final class ReadService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "MarkMsgsAsRead",
                            self("userID"),
                            nonEmpty("conversationID", "userID"),
                            someOf("seqs"),
                            atMost("seqs", SyncConfig.LISTED_MAX),
                            that(
                                    MarkMsgsAsReadReq.class,
                                    asked -> arePositive(asked.getSeqsList()),
                                    "a seq is below 1"))
                    .rule(
                            "MarkConversationAsRead",
                            self("userID"),
                            nonEmpty("conversationID", "userID"),
                            atLeast("hasReadSeq", 1),
                            atMost("seqs", SyncConfig.LISTED_MAX),
                            that(
                                    MarkConversationAsReadReq.class,
                                    asked -> arePositive(asked.getSeqsList()),
                                    "a seq is below 1"))
                    .rule(
                            "SetConversationHasReadSeq",
                            self("userID"),
                            nonEmpty("conversationID", "userID"),
                            atLeast("hasReadSeq", 1));

    private final Readable readable;
    private final MessageArchive store;
    private final SyncNotices notices;
    private final SyncHooks hooks;

    ReadService(Readable readable, MessageArchive store, SyncNotices notices, SyncHooks hooks) {
        this.readable = readable;
        this.store = store;
        this.notices = notices;
        this.hooks = hooks;
    }

    private static boolean arePositive(List<Long> seqs) {
        return seqs.stream().allMatch(seq -> seq > 0);
    }

    /// The last of the seqs, not the highest, is how far the user has read: clients rely on it.
    MarkMsgsAsReadResp markMsgsAsRead(Call call, MarkMsgsAsReadReq request) {
        var user = new UserId(request.getUserID());
        var conversation = new ConversationId(request.getConversationID());
        var seqs = request.getSeqsList();
        requireWithin(conversation, seqs);
        var row = requireRow(call, user, conversation);
        long readTo = seqs.getLast();
        note(user, row, readTo, seqs);
        hooks.messagesRead(call, user, row, seqs).await();
        if (isSingle(row)) notices.readByPeer(call, user, row, seqs, readTo).await();
        else notices.readByOneself(call, user, conversation, seqs, readTo).await();
        return MarkMsgsAsReadResp.getDefaultInstance();
    }

    MarkConversationAsReadResp markConversationAsRead(
            Call call, MarkConversationAsReadReq request) {
        var user = new UserId(request.getUserID());
        var conversation = new ConversationId(request.getConversationID());
        var row = requireRow(call, user, conversation);
        var seqs = new ArrayList<>(request.getSeqsList());
        seqs.add(request.getHasReadSeq());
        requireWithin(conversation, seqs);
        if (isSingle(row)) readSingle(call, user, row, request);
        else readOther(call, user, row, request);
        return MarkConversationAsReadResp.getDefaultInstance();
    }

    /// Told also when nothing is new: the answer to an earlier call may have been lost on the way.
    private void readSingle(
            Call call, UserId user, Conversation row, MarkConversationAsReadReq request) {
        var conversation = new ConversationId(row.getConversationID());
        long before = readTo(user, conversation);
        long after = Math.max(before, request.getHasReadSeq());
        var seqs = newlyRead(before, request);
        note(user, row, after, seqs);
        hooks.messagesRead(call, user, row, request.getSeqsList()).await();
        notices.readByPeer(call, user, row, seqs, after).await();
    }

    /// Of a very long stretch the newest; the others count as read without their sender's seeing
    /// it.
    private static List<Long> newlyRead(long before, MarkConversationAsReadReq request) {
        var seqs = new TreeSet<>(request.getSeqsList());
        long last = request.getHasReadSeq();
        long first = Math.max(before + 1, last - SyncConfig.LISTED_MAX + 1);
        for (long seq = first; seq <= last; seq++) seqs.add(seq);
        return List.copyOf(seqs);
    }

    private void readOther(
            Call call, UserId user, Conversation row, MarkConversationAsReadReq request) {
        var conversation = new ConversationId(row.getConversationID());
        note(user, row, request.getHasReadSeq(), List.of());
        long readTo = readTo(user, conversation);
        notices.readByOneself(call, user, conversation, List.of(), readTo).await();
        if (row.getConversationType() == SessionType.GROUP.number())
            hooks.groupRead(call, user, row, request.getHasReadSeq()).await();
    }

    /// `noNotification` is for other services only: clients set it and rely on being told anyway.
    SetConversationHasReadSeqResp setConversationHasReadSeq(
            Call call, SetConversationHasReadSeqReq request) {
        var user = new UserId(request.getUserID());
        var conversation = new ConversationId(request.getConversationID());
        long seq = request.getHasReadSeq();
        requireWithin(conversation, List.of(seq));
        store.note(List.of(new Note.ReadTo(user, conversation, seq))).await();
        boolean quiet = request.getNoNotification() && call.caller() instanceof Caller.Server;
        if (!quiet)
            notices.readByOneself(call, user, conversation, List.of(), readTo(user, conversation))
                    .await();
        return SetConversationHasReadSeqResp.getDefaultInstance();
    }

    /// A position and the marks that follow from it are one write. Only in single chats does a
    /// sender see who has read what.
    private void note(UserId user, Conversation row, long readTo, List<Long> seqs) {
        var conversation = new ConversationId(row.getConversationID());
        var position = new Note.ReadTo(user, conversation, readTo);
        store.note(
                        isSingle(row)
                                ? List.of(position, new Note.ReadBy(user, conversation, seqs))
                                : List.of(position))
                .await();
    }

    private long readTo(UserId user, ConversationId conversation) {
        return store.bounds(user, List.of(conversation)).await().get(conversation).readSeq();
    }

    /// What was not sent yet cannot have been read (message-pipeline.md 10.2, I-32).
    private void requireWithin(ConversationId conversation, List<Long> seqs) {
        long maxSeq = store.bounds(List.of(conversation)).await().get(conversation).maxSeq();
        if (seqs.stream().anyMatch(seq -> seq > maxSeq))
            throw new Refusal(ErrorCode.ARGS, "hasReadSeq must not be bigger than maxSeq");
    }

    private Conversation requireRow(Call call, UserId user, ConversationId conversation) {
        return readable.row(call, user, conversation)
                .orElseThrow(
                        () -> new Refusal(ErrorCode.RECORD_NOT_FOUND, "conversation not found"));
    }

    private static boolean isSingle(Conversation row) {
        return row.getConversationType() == SessionType.SINGLE.number();
    }
}
