package im.parley.sync;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.platform.Clock;
import im.parley.proto.msg.DeleteMsgPhysicalReq;
import im.parley.proto.msg.DeleteMsgPhysicalResp;
import im.parley.proto.msg.DestructMsgsReq;
import im.parley.proto.msg.DestructMsgsResp;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeResp;
import im.parley.state.MessageArchive;

import java.util.concurrent.TimeUnit;

/// What is too old to keep (message-pipeline.md 5.6). Messages go a batch at a time, oldest first,
/// and the lower bound follows each batch, so it may stop anywhere and go on later.
final class RetentionService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("DestructMsgs", INTERNAL, atLeast("timestamp", 1), atLeast("limit", 1))
                    .rule(
                            "DeleteMsgPhysical",
                            APP_ADMIN,
                            atMost("conversationIDs", SyncConfig.LISTED_MAX),
                            atLeast("timestamp", 1))
                    .rule("GetLastMessageSeqByTime", INTERNAL, nonEmpty("conversationID"));

    private static final int CONVERSATIONS_AT_ONCE = 1_000;
    private static final int MESSAGES_AT_ONCE = 500;
    private static final ConversationId BEFORE_ALL = new ConversationId("");

    private final MessageArchive store;
    private final Clock clock;

    /// Where the last call of [#destructMsgs] came to: without it each would look again through all
    /// that the ones before have cleaned.
    private ConversationId reached = BEFORE_ALL;

    RetentionService(MessageArchive store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Takes away up to `limit` messages sent at `timestamp` or before; fewer when all
    /// conversations were looked at and no more were found.
    DestructMsgsResp destructMsgs(Call call, DestructMsgsReq request) {
        int left = request.getLimit();
        boolean fromStart = reached.equals(BEFORE_ALL);
        left -= destruct(request.getTimestamp(), left);
        // Having begun half-way, what lies before that place is still to be looked at.
        if (left > 0 && !fromStart) left -= destruct(request.getTimestamp(), left);
        return DestructMsgsResp.newBuilder().setCount(request.getLimit() - left).build();
    }

    private int destruct(long time, int limit) {
        int taken = 0;
        while (taken < limit) {
            var some = store.conversations(reached, CONVERSATIONS_AT_ONCE).await();
            for (var conversation : some) {
                taken += retire(conversation, time, limit - taken);
                if (taken >= limit) return taken; // there may be more in this one
                reached = conversation;
            }
            if (some.size() < CONVERSATIONS_AT_ONCE) {
                reached = BEFORE_ALL;
                return taken;
            }
        }
        return taken;
    }

    private int retire(ConversationId conversation, long time, int limit) {
        int taken = 0;
        while (taken < limit) {
            int count = Math.min(MESSAGES_AT_ONCE, limit - taken);
            int gone = store.retire(conversation, time, count).await();
            taken += gone;
            if (gone < count) break;
        }
        return taken;
    }

    /// `timestamp` is an age in seconds. Only the conversations that are named: the reference means
    /// to delete in all of them and deletes nothing.
    DeleteMsgPhysicalResp deleteMsgPhysical(Call call, DeleteMsgPhysicalReq request) {
        long time = clock.millis() - TimeUnit.SECONDS.toMillis(request.getTimestamp());
        for (var conversation : request.getConversationIDsList())
            retire(new ConversationId(conversation), time, Integer.MAX_VALUE);
        return DeleteMsgPhysicalResp.getDefaultInstance();
    }

    GetLastMessageSeqByTimeResp getLastMessageSeqByTime(
            Call call, GetLastMessageSeqByTimeReq request) {
        var conversation = new ConversationId(request.getConversationID());
        long seq = store.seqAt(conversation, request.getTime()).await();
        return GetLastMessageSeqByTimeResp.newBuilder().setSeq(seq).build();
    }
}
