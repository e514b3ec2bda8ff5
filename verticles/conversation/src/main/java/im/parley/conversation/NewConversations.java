package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.SessionType;
import im.parley.platform.Clock;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;

/// The rows that a first message and the joining of a group make (http-messages-and-objects.md
/// 5.2).
final class NewConversations {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule(
                            "CreateSingleChatConversations",
                            INTERNAL,
                            nonEmpty("sendID", "recvID", "conversationID"),
                            that(
                                    CreateSingleChatConversationsReq.class,
                                    wish -> isForTwo(wish.getConversationType()),
                                    "conversationType is neither 1 nor 4"))
                    .rule(
                            "CreateGroupChatConversations",
                            INTERNAL,
                            nonEmpty("groupID"),
                            someOf("userIDs"));

    /// A member who comes back reads on without the bound that his leaving set.
    private static final Settings UNBOUNDED = Settings.of("maxSeq", 0L);

    private final ConversationStore store;
    private final NewChats newChats;
    private final ConversationHooks hooks;
    private final Clock clock;

    NewConversations(
            ConversationStore store, NewChats newChats, ConversationHooks hooks, Clock clock) {
        this.store = store;
        this.newChats = newChats;
        this.hooks = hooks;
        this.clock = clock;
    }

    /// An official account keeps no conversation with each of those it tells something
    /// (message-pipeline.md 2.6).
    Future<CreateSingleChatConversationsResp> createSingleChatConversations(
            Call call, CreateSingleChatConversationsReq wish) {
        var type = SessionType.of(wish.getConversationType()).orElseThrow();
        var receivers = row(wish, type, wish.getRecvID(), wish.getSendID());
        boolean bothSides =
                type == SessionType.SINGLE && !wish.getSendID().equals(wish.getRecvID());
        var rows =
                bothSides
                        ? List.of(row(wish, type, wish.getSendID(), wish.getRecvID()), receivers)
                        : List.of(receivers);
        return create(call, rows).map(CreateSingleChatConversationsResp.getDefaultInstance());
    }

    private ConversationRow row(
            CreateSingleChatConversationsReq wish, SessionType type, String owner, String peer) {
        var side = new Side(owner, wish.getConversationID());
        return ConversationRow.withUser(side, type, peer, clock.millis());
    }

    /// Where no hook wants to be asked or told, which is the rule, nothing is looked up first.
    private Future<?> create(Call call, List<ConversationRow> rows) {
        if (!hooks.concernSingleChats()) return newChats.create(rows);
        return missing(rows)
                .compose(missing -> hooks.beforeSingleChats(call, missing))
                .compose(newChats::create)
                .compose(made -> hooks.afterSingleChats(call, made));
    }

    private Future<List<ConversationRow>> missing(List<ConversationRow> rows) {
        return store.find(rows.stream().map(ConversationRow::side).toList())
                .map(
                        stored -> {
                            var known = stored.stream().map(ConversationRow::side).toList();
                            return rows.stream()
                                    .filter(row -> !known.contains(row.side()))
                                    .toList();
                        });
    }

    /// J2 of http-identity-and-groups.md 10: who has a row is updated even if nothing about it
    /// changes, so that his devices fetch it.
    Future<CreateGroupChatConversationsResp> createGroupChatConversations(
            Call call, CreateGroupChatConversationsReq wish) {
        var sides = Side.of(wish.getUserIDsList(), ConversationId.group(wish.getGroupID()).value());
        var nobodys = inGroup(new Side("", sides.getFirst().conversationID()), wish);
        return hooks.beforeGroupChat(call, nobodys)
                .compose(settings -> join(sides, wish, settings).map(settings.applyTo(nobodys)))
                .compose(made -> hooks.afterGroupChat(call, made))
                .map(CreateGroupChatConversationsResp.getDefaultInstance());
    }

    private Future<Void> join(
            List<Side> sides, CreateGroupChatConversationsReq wish, Settings settings) {
        return store.editEach(
                sides,
                (side, stored) ->
                        stored.<Edit>map(row -> new Edit.Changed(row, UNBOUNDED.applyTo(row)))
                                .or(() -> Optional.of(made(side, wish, settings))),
                _ -> Future.succeededFuture());
    }

    private Edit made(Side side, CreateGroupChatConversationsReq wish, Settings settings) {
        return new Edit.Made(settings.applyTo(inGroup(side, wish)));
    }

    private ConversationRow inGroup(Side side, CreateGroupChatConversationsReq wish) {
        return ConversationRow.inGroup(side, wish.getGroupID(), clock.millis());
    }

    private static boolean isForTwo(int conversationType) {
        return SessionType.of(conversationType)
                .filter(type -> type != SessionType.GROUP)
                .isPresent();
    }
}
