package im.parley.sync;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetMsgByConversationIDsReq;
import im.parley.proto.msg.GetMsgByConversationIDsResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.proto.sdkws.SeqRange;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Bounds;
import im.parley.state.MessageStore.UserBounds;

import java.util.HashMap;
import java.util.Map;

/// What devices ask to catch up (message-pipeline.md section 6, websocket.md 3.3).
final class PullService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "PullMessageBySeqs",
                            self("userID"),
                            atMost("seqRanges", SyncConfig.LISTED_MAX))
                    .rule(
                            "GetSeqMessage",
                            self("userID"),
                            atMost("conversations", SyncConfig.LISTED_MAX))
                    .rule(
                            "GetLastMessage",
                            self("userID"),
                            atMost("conversationIDs", SyncConfig.LISTED_MAX))
                    .rule("GetMsgByConversationIDs", INTERNAL);

    private final SyncConfig config;
    private final Readable readable;
    private final MessageArchive store;

    PullService(SyncConfig config, Readable readable, MessageArchive store) {
        this.config = config;
        this.readable = readable;
        this.store = store;
    }

    PullMessageBySeqsResp pullMessageBySeqs(Call call, PullMessageBySeqsReq request) {
        var user = new UserId(request.getUserID());
        var wanted = request.getSeqRangesList().stream().map(PullService::conversation).toList();
        var stretches = readable.stretches(call, user, wanted);
        var pages = new Pages(store, user, config.answerBytesMax());
        var answer = PullMessageBySeqsResp.newBuilder();
        for (var range : request.getSeqRangesList()) {
            var stretch = stretches.get(conversation(range));
            if (stretch == null) continue;
            var pulled = pull(range, stretch, request.getOrder(), pages);
            if (pulled.getMsgsCount() == 0) continue;
            if (conversation(range).holdsNotices())
                answer.putNotificationMsgs(range.getConversationID(), pulled);
            else answer.putMsgs(range.getConversationID(), pulled);
        }
        return answer.build();
    }

    private static ConversationId conversation(SeqRange range) {
        return new ConversationId(range.getConversationID());
    }

    private PullMsgs pull(SeqRange range, Stretch stretch, PullOrder order, Pages pages) {
        var conversation = conversation(range);
        long count = conversation.holdsNotices() ? config.noticesMax() : range.getNum();
        var messages =
                pages.range(
                        conversation,
                        Math.max(range.getBegin(), stretch.first()),
                        Math.min(range.getEnd(), stretch.last()),
                        count);
        boolean isEnd =
                order == PullOrder.PullOrderDesc
                        ? range.getBegin() <= stretch.lowest()
                        : stretch.last() <= range.getEnd();
        return PullMsgs.newBuilder().addAllMsgs(messages).setIsEnd(isEnd).build();
    }

    GetSeqMessageResp getSeqMessage(Call call, GetSeqMessageReq request) {
        var user = new UserId(request.getUserID());
        var wanted =
                request.getConversationsList().stream()
                        .map(asked -> new ConversationId(asked.getConversationID()))
                        .toList();
        var stretches = readable.stretches(call, user, wanted);
        var pages = new Pages(store, user, config.answerBytesMax());
        var answer = GetSeqMessageResp.newBuilder();
        for (var asked : request.getConversationsList()) {
            var conversation = new ConversationId(asked.getConversationID());
            var picked = pick(asked, stretches.get(conversation), request.getOrder(), pages);
            if (conversation.holdsNotices())
                answer.putNotificationMsgs(asked.getConversationID(), picked);
            else answer.putMsgs(asked.getConversationID(), picked);
        }
        return answer.build();
    }

    /// An entry stands for every conversation, also a foreign one: clients read it without looking
    /// (message-pipeline.md 6.6).
    private static PullMsgs pick(
            ConversationSeqs asked, Stretch stretch, PullOrder order, Pages pages) {
        var answer = PullMsgs.newBuilder();
        if (stretch == null) return answer.build();
        var seqs = asked.getSeqsList().stream().filter(seq -> seq > 0).toList();
        if (order == PullOrder.PullOrderDesc
                && seqs.stream().anyMatch(seq -> seq < stretch.lowest()))
            answer.setIsEnd(true).setEndSeq(stretch.lowest());
        if (order == PullOrder.PullOrderAsc && seqs.stream().anyMatch(seq -> seq > stretch.last()))
            answer.setIsEnd(true).setEndSeq(stretch.last());
        var conversation = new ConversationId(asked.getConversationID());
        var within = seqs.stream().filter(stretch::holds).toList();
        return answer.addAllMsgs(pages.pick(conversation, within)).build();
    }

    GetLastMessageResp getLastMessage(Call call, GetLastMessageReq request) {
        var user = new UserId(request.getUserID());
        var wanted = request.getConversationIDsList().stream().map(ConversationId::new).toList();
        var answer = GetLastMessageResp.newBuilder();
        new LastMessages(store, user)
                .of(readable.stretches(call, user, wanted))
                .forEach((conversation, message) -> answer.putMsgs(conversation.value(), message));
        return answer.build();
    }

    /// The newest message of each up to the seq that is named, or of all.
    GetMsgByConversationIDsResp getMsgByConversationIDs(
            Call call, GetMsgByConversationIDsReq request) {
        Map<ConversationId, Stretch> stretches = new HashMap<>();
        for (var id : request.getConversationIDsList())
            stretches.put(
                    new ConversationId(id), upTo(request.getMaxSeqsOrDefault(id, Long.MAX_VALUE)));
        var answer = GetMsgByConversationIDsResp.newBuilder();
        new LastMessages(store, Caller.NOBODY)
                .of(stretches)
                .forEach((conversation, last) -> answer.putMsgDatas(conversation.value(), last));
        return answer.build();
    }

    private static Stretch upTo(long seq) {
        return new Stretch(new Bounds(seq, 0, 0), UserBounds.NONE, 0);
    }
}
