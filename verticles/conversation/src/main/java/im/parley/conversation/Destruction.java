package im.parley.conversation;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.range;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.platform.Clock;
import im.parley.proto.conversation.ClearUserConversationMsgReq;
import im.parley.proto.conversation.ClearUserConversationMsgResp;
import im.parley.proto.conversation.GetConversationsNeedClearMsgReq;
import im.parley.proto.conversation.GetConversationsNeedClearMsgResp;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeResp;
import im.parley.proto.msg.SetUserConversationMinSeqReq;

import io.vertx.core.Future;

import java.util.List;

/// The messages that disappear for an owner when they have reached an age of his choice
/// (http-messages-and-objects.md 12.3). Nothing is deleted: he reads from a later seq on. Whoever
/// keeps the time asks for the work in pieces until none is left.
final class Destruction {
    private static final int ROWS_MAX = 1_000;

    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule("GetConversationsNeedClearMsg", INTERNAL)
                    .rule(
                            "ClearUserConversationMsg",
                            INTERNAL,
                            atLeast("timestamp", 1),
                            range("limit", 1, ROWS_MAX));

    private final ConversationStore store;
    private final RowUpdates updates;
    private final Messages messages;
    private final Clock clock;

    Destruction(ConversationStore store, RowUpdates updates, Bus bus, Clock clock) {
        this.store = store;
        this.updates = updates;
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.clock = clock;
    }

    /// The most overdue ones.
    Future<GetConversationsNeedClearMsgResp> getConversationsNeedClearMsg(
            Call call, GetConversationsNeedClearMsgReq asked) {
        return store.due(clock.millis(), ROWS_MAX)
                .map(
                        rows ->
                                GetConversationsNeedClearMsgResp.newBuilder()
                                        .addAllConversations(ConversationReads.messages(rows))
                                        .build());
    }

    /// @param asked now, as the caller counts it, and how many at the most; the answer says how
    ///     many there were
    Future<ClearUserConversationMsgResp> clearUserConversationMsg(
            Call call, ClearUserConversationMsgReq asked) {
        return store.due(asked.getTimestamp(), asked.getLimit())
                .compose(rows -> clear(call, rows, asked.getTimestamp()))
                .map(count -> ClearUserConversationMsgResp.newBuilder().setCount(count).build());
    }

    /// What fails stays due; the others are not held up by it.
    private Future<Integer> clear(Call call, List<ConversationRow> rows, long now) {
        return Future.join(rows.stream().map(row -> clear(call, row, now)).toList())
                .map(rows.size());
    }

    private Future<Void> clear(Call call, ConversationRow row, long now) {
        var asked =
                GetLastMessageSeqByTimeReq.newBuilder()
                        .setConversationID(row.conversationID())
                        .setTime(now - row.msgDestructTime() * 1_000)
                        .build();
        return messages.getLastMessageSeqByTime(call, asked)
                .map(GetLastMessageSeqByTimeResp::getSeq)
                .compose(seq -> seq > 0 ? raise(call, row, seq + 1) : Future.succeededFuture(0L))
                .compose(minSeq -> updates.update(call, List.of(row.side()), cleared(minSeq, now)));
    }

    private Future<Long> raise(Call call, ConversationRow row, long minSeq) {
        var asked =
                SetUserConversationMinSeqReq.newBuilder()
                        .setConversationID(row.conversationID())
                        .addOwnerUserID(row.ownerUserID())
                        .setMinSeq(minSeq)
                        .build();
        return messages.setUserConversationMinSeq(call, asked).map(minSeq);
    }

    private static Settings cleared(long minSeq, long now) {
        var done = Settings.of("latestMsgDestructTime", now);
        return minSeq > 0 ? done.and(Settings.of("minSeq", minSeq)) : done;
    }
}
