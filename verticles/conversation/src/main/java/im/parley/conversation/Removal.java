package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.self;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.platform.Clock;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.conversation.DeleteConversationsResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Taking conversations off an owner's list; their messages and numbers stay
/// (http-messages-and-objects.md 5.6).
final class Removal {
    private static final int DAYS_MAX = 36_500;

    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule(
                            "DeleteConversations",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"),
                            range("needDeleteTime", 0, DAYS_MAX),
                            that(
                                    DeleteConversationsReq.class,
                                    asked ->
                                            asked.getNeedDeleteTime() == 0
                                                    ^ asked.getConversationIDsCount() == 0,
                                    "either needDeleteTime or conversationIDs must be set"));

    private final ConversationStore store;
    private final Messages messages;
    private final Clock clock;

    Removal(ConversationStore store, Bus bus, Clock clock) {
        this.store = store;
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.clock = clock;
    }

    Future<DeleteConversationsResp> deleteConversations(Call call, DeleteConversationsReq asked) {
        var owner = asked.getOwnerUserID();
        var ids =
                asked.getNeedDeleteTime() == 0
                        ? Future.<Collection<String>>succeededFuture(asked.getConversationIDsList())
                        : quietFor(call, owner, Duration.ofDays(asked.getNeedDeleteTime()));
        return ids.compose(chosen -> remove(owner, chosen))
                .map(DeleteConversationsResp.getDefaultInstance());
    }

    /// The conversations whose last message is that old; one without any message is not.
    private Future<Collection<String>> quietFor(Call call, String owner, Duration time) {
        long cutoff = clock.millis() - time.toMillis();
        var all = GetConversationsHasReadAndMaxSeqReq.newBuilder().setUserID(owner).build();
        return messages.getConversationsHasReadAndMaxSeq(call.asServer(), all)
                .map(
                        answer ->
                                answer.getSeqsMap().entrySet().stream()
                                        .filter(entry -> entry.getValue().getMaxSeqTime() > 0)
                                        .filter(entry -> entry.getValue().getMaxSeqTime() < cutoff)
                                        .map(entry -> entry.getKey())
                                        .toList());
    }

    private Future<Void> remove(String owner, Collection<String> conversationIDs) {
        List<Side> sides =
                conversationIDs.stream().distinct().map(id -> new Side(owner, id)).toList();
        return store.editEach(
                sides, (_, stored) -> stored.map(Edit.Removed::new), _ -> Future.succeededFuture());
    }
}
