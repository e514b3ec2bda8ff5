package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.nonZero;
import static im.parley.bus.Check.present;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.eachSelf;
import static im.parley.bus.Policy.self;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.platform.Clock;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.SetConversationReq;
import im.parley.proto.conversation.SetConversationResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.conversation.UpdateConversationsByUserReq;
import im.parley.proto.conversation.UpdateConversationsByUserResp;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What users make of their conversations (http-messages-and-objects.md 5.4, 5.5).
final class ConversationSettings {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule(
                            "SetConversations",
                            eachSelf("userIDs"),
                            present("conversation"),
                            nonEmpty("conversation.conversationID"),
                            nonZero("conversation.conversationType"),
                            that(
                                    SetConversationsReq.class,
                                    asked -> namesOtherSide(asked.getConversation()),
                                    "userID or groupID is empty"))
                    .rule(
                            "SetConversation",
                            self("conversation.ownerUserID"),
                            nonEmpty("conversation.ownerUserID", "conversation.conversationID"))
                    .rule("UpdateConversationsByUser", self("userID"), nonEmpty("userID"));

    interface Groups {
        Future<GetGroupMembersInfoResp> getGroupMembersInfo(
                Call call, GetGroupMembersInfoReq asked);
    }

    private final ConversationStore store;
    private final ConversationNotices notices;
    private final Groups groups;
    private final Clock clock;

    ConversationSettings(
            ConversationStore store, ConversationNotices notices, Bus bus, Clock clock) {
        this.store = store;
        this.notices = notices;
        this.groups = bus.client("openim.group.group", Groups.class);
        this.clock = clock;
    }

    private static boolean namesOtherSide(ConversationReq asked) {
        return switch (SessionType.of(asked.getConversationType()).orElse(SessionType.OFFICIAL)) {
            case SINGLE -> !asked.getUserID().isEmpty();
            case GROUP -> !asked.getGroupID().isEmpty();
            case OFFICIAL -> true;
        };
    }

    Future<SetConversationsResp> setConversations(Call call, SetConversationsReq asked) {
        return set(call, Wish.of(asked.getUserIDsList(), asked.getConversation()))
                .map(SetConversationsResp.getDefaultInstance());
    }

    Future<SetConversationResp> setConversation(Call call, SetConversationReq asked) {
        return set(call, Wish.of(asked.getConversation()))
                .map(SetConversationResp.getDefaultInstance());
    }

    private Future<Void> set(Call call, Wish wish) {
        if (wish.isEmpty()) return Future.succeededFuture();
        return newcomers(call, wish)
                .compose(
                        newcomers ->
                                store.editEach(
                                        wish.sides(),
                                        (side, stored) -> edit(wish, newcomers, side, stored),
                                        edits -> tell(call, wish, edits)));
    }

    /// The users who are given a row if they have none: the id is that of their conversation and
    /// the group has them as members, which the server has seen to itself. The reference gives
    /// everybody a row, and with it the messages.
    private Future<Set<String>> newcomers(Call call, Wish wish) {
        boolean asksGroup =
                wish.type() == SessionType.GROUP && !(call.caller() instanceof Caller.Server);
        if (!asksGroup && wish.users().stream().allMatch(wish::fits))
            return Future.succeededFuture(wish.users());
        return store.find(Side.of(wish.users(), wish.conversationID()))
                .map(rows -> without(rows, wish.users()))
                .compose(
                        newcomers -> {
                            if (!newcomers.stream().allMatch(wish::fits))
                                throw new Refusal(ErrorCode.ARGS, "conversationID is another's");
                            return asksGroup && !newcomers.isEmpty()
                                    ? members(call, wish, newcomers)
                                    : Future.succeededFuture(newcomers);
                        });
    }

    private static Set<String> without(List<ConversationRow> rows, Collection<String> users) {
        var newcomers = new LinkedHashSet<>(users);
        for (var row : rows) newcomers.remove(row.ownerUserID());
        return newcomers;
    }

    private Future<Set<String>> members(Call call, Wish wish, Set<String> newcomers) {
        var asked =
                GetGroupMembersInfoReq.newBuilder()
                        .setGroupID(wish.groupID())
                        .addAllUserIDs(newcomers)
                        .build();
        return groups.getGroupMembersInfo(call.asServer(), asked)
                .map(
                        found -> {
                            if (found.getMembersCount() < newcomers.size())
                                throw new Refusal(ErrorCode.NO_PERMISSION, "not in the group");
                            return newcomers;
                        });
    }

    /// A row that has gone since the newcomers were looked at stays gone.
    private Optional<Edit> edit(
            Wish wish, Set<String> newcomers, Side side, Optional<ConversationRow> stored) {
        var settings = wish.settingsOf(side);
        if (stored.isPresent()) return Edit.of(stored.get(), settings);
        boolean asked = wish.users().contains(side.owner());
        if (asked && !newcomers.contains(side.owner())) return Optional.empty();
        return Optional.of(new Edit.Made(settings.applyTo(wish.rowOf(side, clock.millis()))));
    }

    /// Who is told 1701 of another word on privacy needs no 1300 for it; the reference sends 1701
    /// also when nothing changes (http-messages-and-objects.md 14, row 19).
    private Future<Void> tell(Call call, Wish wish, List<Edit> edits) {
        var told = notices.conversationChange(call, wish.changedSides(edits));
        if (!wish.changesPrivacy(edits)) return told;
        return told.compose(
                _ ->
                        notices.conversationPrivateChat(
                                call, wish.asking(), wish.peer(), wish.isPrivate()));
    }

    /// The rows in which others talk to the user. Nobody is told (5.5).
    Future<UpdateConversationsByUserResp> updateConversationsByUser(
            Call call, UpdateConversationsByUserReq asked) {
        var settings = Settings.in(asked, List.of("ex"));
        var done = UpdateConversationsByUserResp.getDefaultInstance();
        return settings.isEmpty()
                ? Future.succeededFuture(done)
                : updateAbout(asked.getUserID(), settings, 0).map(done);
    }

    private Future<Void> updateAbout(String userID, Settings settings, int skip) {
        return store.rowsAbout(userID, skip)
                .compose(
                        rows ->
                                rows.isEmpty()
                                        ? Future.succeededFuture()
                                        : update(rows, settings)
                                                .compose(
                                                        _ ->
                                                                updateAbout(
                                                                        userID,
                                                                        settings,
                                                                        skip + rows.size())));
    }

    private Future<Void> update(List<ConversationRow> rows, Settings settings) {
        return store.editEach(
                rows.stream().map(ConversationRow::side).toList(),
                (_, stored) -> stored.flatMap(row -> Edit.of(row, settings)),
                _ -> Future.succeededFuture());
    }
}
