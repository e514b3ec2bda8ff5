package im.parley.sync;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.self;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqResp;
import im.parley.proto.msg.ClearConversationsMsgReq;
import im.parley.proto.msg.ClearConversationsMsgResp;
import im.parley.proto.msg.DeleteSyncOpt;
import im.parley.proto.msg.UserClearAllMsgReq;
import im.parley.proto.msg.UserClearAllMsgResp;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.Note;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Clearing whole conversations, for oneself or for everybody (message-pipeline.md 5.3). Nothing is
/// deleted: the lower bound moves behind the last message, and what lies before it counts as read.
final class ClearService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "ClearConversationsMsg",
                            self("userID"),
                            nonEmpty("userID"),
                            atMost("conversationIDs", SyncConfig.LISTED_MAX))
                    .rule("UserClearAllMsg", self("userID"), nonEmpty("userID"));

    /// Conversations whose bounds move at once, or not at all.
    private static final int CLEARED_AT_ONCE = 500;

    interface Conversations {
        Future<SetConversationMinSeqResp> setConversationMinSeq(
                Call call, SetConversationMinSeqReq request);
    }

    private final Readable readable;
    private final MessageArchive store;
    private final Groups groups;
    private final Conversations conversations;
    private final SyncNotices notices;

    ClearService(
            Readable readable, MessageArchive store, Groups groups, Bus bus, SyncNotices notices) {
        this.readable = readable;
        this.store = store;
        this.groups = groups;
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.notices = notices;
    }

    ClearConversationsMsgResp clearConversationsMsg(Call call, ClearConversationsMsgReq request) {
        var wanted = request.getConversationIDsList().stream().map(ConversationId::new).toList();
        clear(call, new UserId(request.getUserID()), wanted, request.getDeleteSyncOpt());
        return ClearConversationsMsgResp.getDefaultInstance();
    }

    UserClearAllMsgResp userClearAllMsg(Call call, UserClearAllMsgReq request) {
        var user = new UserId(request.getUserID());
        clear(call, user, readable.chatsOf(call, user), request.getDeleteSyncOpt());
        return UserClearAllMsgResp.getDefaultInstance();
    }

    private void clear(Call call, UserId user, List<ConversationId> wanted, DeleteSyncOpt reach) {
        var rows = readable.rows(call, user, wanted);
        var cleared = wanted.stream().distinct().filter(rows::containsKey).map(rows::get).toList();
        if (reach.getIsSyncOther()) forAll(call, user, cleared);
        else forOneself(call, user, cleared, reach.getIsSyncSelf());
    }

    private void forOneself(
            Call call, UserId user, List<Conversation> rows, boolean tellOwnDevices) {
        var bounds = bounds(rows);
        note(rows, row -> forOneself(user, row, bounds.get(id(row)).maxSeq()));
        for (var row : rows)
            conversations
                    .setConversationMinSeq(
                            call.asServer(), minSeq(row, bounds.get(id(row)).maxSeq() + 1))
                    .await();
        var ids = rows.stream().map(Conversation::getConversationID).toList();
        if (tellOwnDevices) notices.clearedForOneself(call, user, ids).await();
    }

    private static List<Note> forOneself(UserId user, Conversation row, long maxSeq) {
        return List.of(
                new Note.OpenFrom(user, id(row), maxSeq + 1),
                new Note.ReadTo(user, id(row), maxSeq));
    }

    private static SetConversationMinSeqReq minSeq(Conversation row, long minSeq) {
        return SetConversationMinSeqReq.newBuilder()
                .setConversationID(row.getConversationID())
                .addOwnerUserID(row.getOwnerUserID())
                .setMinSeq(minSeq)
                .build();
    }

    /// Nothing is cleared unless all may be.
    private void forAll(Call call, UserId user, List<Conversation> rows) {
        for (var row : rows) requireRight(call, user, row);
        var bounds = bounds(rows);
        note(rows, row -> forAll(user, row, bounds.get(id(row)).maxSeq()));
        for (var row : rows) notices.clearedForAll(call, user, row).await();
    }

    private static List<Note> forAll(UserId user, Conversation row, long maxSeq) {
        return List.of(
                new Note.OpenToAllFrom(id(row), maxSeq + 1),
                new Note.ReadTo(user, id(row), maxSeq));
    }

    /// A chat belongs to the two of it, a group to its owner and admins; what an official account
    /// says, it says to one person (message-pipeline.md 10.2, I-39).
    private void requireRight(Call call, UserId user, Conversation row) {
        if (call.caller().mayActForAll()) return;
        if (row.getConversationType() == SessionType.GROUP.number())
            groups.requireClearer(call, user, row.getGroupID());
        else if (!isBetween(row, user))
            throw new Refusal(ErrorCode.NO_PERMISSION, "not your conversation");
    }

    /// Rows may be made by clients, so the id is compared with that of the pair.
    private static boolean isBetween(Conversation row, UserId user) {
        var peer = new UserId(row.getUserID());
        return id(row).equals(ConversationId.single(user, peer))
                || id(row).equals(ConversationId.official(user, peer));
    }

    private Map<ConversationId, Bounds> bounds(Collection<Conversation> rows) {
        return store.bounds(rows.stream().map(ClearService::id).toList()).await();
    }

    @FunctionalInterface
    private interface Clearing {
        List<Note> of(Conversation row);
    }

    private void note(List<Conversation> rows, Clearing clearing) {
        for (int from = 0; from < rows.size(); from += CLEARED_AT_ONCE) {
            var notes = new ArrayList<Note>();
            for (var row : rows.subList(from, Math.min(rows.size(), from + CLEARED_AT_ONCE)))
                notes.addAll(clearing.of(row));
            store.note(notes).await();
        }
    }

    private static ConversationId id(Conversation row) {
        return new ConversationId(row.getConversationID());
    }
}
