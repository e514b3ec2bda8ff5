package im.parley.sync;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.msg.GetServerTimeReq;
import im.parley.proto.msg.GetServerTimeResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.proto.sdkws.SeqRange;
import im.parley.state.MessageStore;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What devices ask to catch up (message-pipeline.md section 6, websocket.md 3.3).
final class SyncService {
    /// Far above what clients ask for at once.
    private static final int LISTED_MAX = 10_000;

    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("GetMaxSeq", self("userID"))
                    .rule("PullMessageBySeqs", self("userID"), atMost("seqRanges", LISTED_MAX))
                    .rule("GetSeqMessage", self("userID"), atMost("conversations", LISTED_MAX))
                    .rule("GetLastMessage", self("userID"), atMost("conversationIDs", LISTED_MAX))
                    .rule(
                            "GetConversationsHasReadAndMaxSeq",
                            self("userID"),
                            nonEmpty("userID"),
                            atMost("conversationIDs", LISTED_MAX))
                    .rule("GetServerTime", ANY_USER);

    private final SyncConfig config;
    private final Readable readable;
    private final MessageStore store;
    private final Clock clock;

    SyncService(SyncConfig config, Readable readable, MessageStore store, Clock clock) {
        this.config = config;
        this.readable = readable;
        this.store = store;
        this.clock = clock;
    }

    GetMaxSeqResp getMaxSeq(Call call, GetMaxSeqReq request) {
        var user = new UserId(request.getUserID());
        var all = Readable.withNotices(user, readable.chatsOf(call, user));
        var answer = GetMaxSeqResp.newBuilder();
        store.bounds(all)
                .await()
                .forEach(
                        (conversation, bounds) -> {
                            if (bounds.maxSeq() > 0)
                                answer.putMaxSeqs(conversation.value(), bounds.maxSeq());
                        });
        return answer.build();
    }

    PullMessageBySeqsResp pullMessageBySeqs(Call call, PullMessageBySeqsReq request) {
        var user = new UserId(request.getUserID());
        var wanted = request.getSeqRangesList().stream().map(SyncService::conversation).toList();
        var stretches = readable.stretches(call, user, wanted);
        var pages = new Pages(store, config.answerBytesMax());
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
        var pages = new Pages(store, config.answerBytesMax());
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
        readable.stretches(call, user, wanted)
                .forEach(
                        (conversation, stretch) ->
                                store.range(conversation, stretch.first(), stretch.last(), 1)
                                        .await()
                                        .forEach(
                                                message ->
                                                        answer.putMsgs(
                                                                conversation.value(),
                                                                Pages.parsed(message))));
        return answer.build();
    }

    GetConversationsHasReadAndMaxSeqResp getConversationsHasReadAndMaxSeq(
            Call call, GetConversationsHasReadAndMaxSeqReq request) {
        var user = new UserId(request.getUserID());
        var wanted =
                request.getConversationIDsCount() == 0
                        ? readable.chatsOf(call, user)
                        : request.getConversationIDsList().stream()
                                .map(ConversationId::new)
                                .distinct()
                                .toList();
        var answer = GetConversationsHasReadAndMaxSeqResp.newBuilder();
        answer.putAllSeqs(positions(call, user, wanted));
        if (request.getReturnPinned())
            answer.addAllPinnedConversationIDs(readable.pinnedOf(call, user));
        return answer.build();
    }

    /// Conversations that are not the user's count as unknown: zeros.
    private Map<String, Seqs> positions(Call call, UserId user, List<ConversationId> wanted) {
        var rows = readable.rows(call, user, wanted);
        var known = wanted.stream().filter(rows::containsKey).toList();
        var bounds = store.bounds(known).await();
        var own = store.bounds(user, known).await();
        return wanted.stream()
                .collect(Collectors.toMap(ConversationId::value, position(rows, bounds, own)));
    }

    private static Function<ConversationId, Seqs> position(
            Map<ConversationId, Conversation> rows,
            Map<ConversationId, MessageStore.Bounds> bounds,
            Map<ConversationId, MessageStore.UserBounds> own) {
        return conversation -> {
            var row = rows.get(conversation);
            if (row == null) return Seqs.getDefaultInstance();
            var bound = bounds.get(conversation);
            return Seqs.newBuilder()
                    .setMaxSeq(row.getMaxSeq() > 0 ? row.getMaxSeq() : bound.maxSeq())
                    .setHasReadSeq(own.get(conversation).readSeq())
                    .setMaxSeqTime(bound.lastTime())
                    .build();
        };
    }

    GetServerTimeResp getServerTime(Call call, GetServerTimeReq request) {
        return GetServerTimeResp.newBuilder().setServerTime(clock.millis()).build();
    }
}
