package im.parley.sync;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.proto.msg.ActiveConversation;
import im.parley.proto.msg.GetActiveConversationReq;
import im.parley.proto.msg.GetActiveConversationResp;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationMaxSeqResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetHasReadSeqsReq;
import im.parley.proto.msg.GetMaxSeqsReq;
import im.parley.proto.msg.GetServerTimeReq;
import im.parley.proto.msg.GetServerTimeResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.msg.SeqsInfoResp;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.state.MessageArchive;
import im.parley.state.MessageStore.Bounds;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How far conversations reach and how far their users have read (message-pipeline.md 4 and 6.1).
final class SeqService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("GetMaxSeq", self("userID"))
                    .rule(
                            "GetConversationsHasReadAndMaxSeq",
                            self("userID"),
                            nonEmpty("userID"),
                            atMost("conversationIDs", SyncConfig.LISTED_MAX))
                    .rule("GetServerTime", ANY_USER)
                    .rule("GetMaxSeqs", INTERNAL)
                    .rule("GetHasReadSeqs", INTERNAL, nonEmpty("userID"))
                    .rule("GetConversationMaxSeq", INTERNAL)
                    .rule("GetActiveConversation", INTERNAL);

    private final Readable readable;
    private final MessageArchive store;
    private final Clock clock;

    SeqService(Readable readable, MessageArchive store, Clock clock) {
        this.readable = readable;
        this.store = store;
        this.clock = clock;
    }

    GetMaxSeqResp getMaxSeq(Call call, GetMaxSeqReq request) {
        var answer = GetMaxSeqResp.newBuilder();
        readable.ends(call, new UserId(request.getUserID()))
                .forEach((conversation, seq) -> answer.putMaxSeqs(conversation.value(), seq));
        return answer.build();
    }

    GetConversationsHasReadAndMaxSeqResp getConversationsHasReadAndMaxSeq(
            Call call, GetConversationsHasReadAndMaxSeqReq request) {
        var user = new UserId(request.getUserID());
        var answer = GetConversationsHasReadAndMaxSeqResp.newBuilder();
        if (request.getConversationIDsCount() == 0) put(readable.stretches(call, user), answer);
        else put(call, user, ids(request.getConversationIDsList()), answer);
        if (request.getReturnPinned())
            answer.addAllPinnedConversationIDs(readable.pinnedOf(call, user));
        return answer.build();
    }

    /// Conversations that are not the user's count as unknown: zeros.
    private void put(
            Call call,
            UserId user,
            List<ConversationId> wanted,
            GetConversationsHasReadAndMaxSeqResp.Builder answer) {
        var stretches = readable.stretches(call, user, wanted);
        var others = wanted.stream().filter(id -> !stretches.containsKey(id)).toList();
        for (var id : others) answer.putSeqs(id.value(), Seqs.getDefaultInstance());
        put(stretches, answer);
        put(readable.rowless(user, others), answer);
    }

    private static void put(
            Map<ConversationId, Stretch> stretches,
            GetConversationsHasReadAndMaxSeqResp.Builder answer) {
        stretches.forEach((id, stretch) -> answer.putSeqs(id.value(), position(stretch)));
    }

    private static Seqs position(Stretch stretch) {
        return Seqs.newBuilder()
                .setMaxSeq(stretch.last())
                .setHasReadSeq(stretch.readTo())
                .setMaxSeqTime(stretch.conversation().lastTime())
                .build();
    }

    GetServerTimeResp getServerTime(Call call, GetServerTimeReq request) {
        return GetServerTimeResp.newBuilder().setServerTime(clock.millis()).build();
    }

    SeqsInfoResp getMaxSeqs(Call call, GetMaxSeqsReq request) {
        var answer = SeqsInfoResp.newBuilder();
        store.bounds(ids(request.getConversationIDsList()))
                .await()
                .forEach((id, bounds) -> answer.putMaxSeqs(id.value(), bounds.maxSeq()));
        return answer.build();
    }

    /// The field of the answer is called `maxSeqs`; it holds read positions.
    SeqsInfoResp getHasReadSeqs(Call call, GetHasReadSeqsReq request) {
        var user = new UserId(request.getUserID());
        var conversations = ids(request.getConversationIDsList());
        var bounds = store.bounds(conversations);
        var own = store.bounds(user, conversations).await();
        var answer = SeqsInfoResp.newBuilder();
        bounds.await()
                .forEach(
                        (id, bound) -> {
                            var stretch = new Stretch(bound, own.get(id), 0);
                            answer.putMaxSeqs(id.value(), stretch.readTo());
                        });
        return answer.build();
    }

    GetConversationMaxSeqResp getConversationMaxSeq(Call call, GetConversationMaxSeqReq request) {
        var conversation = new ConversationId(request.getConversationID());
        var bounds = store.bounds(List.of(conversation)).await().get(conversation);
        return GetConversationMaxSeqResp.newBuilder().setMaxSeq(bounds.maxSeq()).build();
    }

    /// Those that hold messages, the latest first.
    GetActiveConversationResp getActiveConversation(Call call, GetActiveConversationReq request) {
        var bounds = store.bounds(ids(request.getConversationIDsList())).await();
        var latestFirst =
                bounds.entrySet().stream()
                        .filter(entry -> entry.getValue().maxSeq() > 0)
                        .map(entry -> active(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(ActiveConversation::getLastTime).reversed())
                        .limit(request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE);
        return GetActiveConversationResp.newBuilder()
                .addAllConversations(latestFirst::iterator)
                .build();
    }

    private static ActiveConversation active(ConversationId conversation, Bounds bounds) {
        return ActiveConversation.newBuilder()
                .setConversationID(conversation.value())
                .setLastTime(bounds.lastTime())
                .setMaxSeq(bounds.maxSeq())
                .build();
    }

    private static List<ConversationId> ids(List<String> conversationIDs) {
        return conversationIDs.stream().distinct().map(ConversationId::new).toList();
    }
}
