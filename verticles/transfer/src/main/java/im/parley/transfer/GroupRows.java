package im.parley.transfer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.contract.ConversationId;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.GetConversationsByConversationIDReq;
import im.parley.proto.conversation.GetConversationsByConversationIDResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sees to it that the members of a group have a row of its conversation before a message of it is
/// stored (message-pipeline.md 2.6, 10.2 I-22).
///
///     first message of all          all members are given one
///     first since this node began   those of a small group who have none
///     later                         those who have deleted theirs since
///
/// Whoever joins later got his row from the group service. In a large group a row that was deleted
/// before this node began comes back only when its owner joins again: to look for it would mean to
/// read a row a member.
final class GroupRows {
    static final int LOOKED_THROUGH_MAX = 500;
    private static final int ROWS_AT_ONCE = 500;
    private static final String OF_GROUP = ConversationId.group("").value();

    interface Conversations {
        Future<CreateGroupChatConversationsResp> createGroupChatConversations(
                Call call, CreateGroupChatConversationsReq request);

        Future<GetConversationsByConversationIDResp> getConversationsByConversationID(
                Call call, GetConversationsByConversationIDReq request);
    }

    private final Conversations conversations;
    private final GroupMembers groups;

    /// Of each group whose rows were seen: who has deleted his since.
    private final Cache<String, Set<String>> gone;

    GroupRows(Bus bus, Changes changes, GroupMembers groups, int kept) {
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.groups = groups;
        this.gone = Caffeine.newBuilder().maximumSize(kept).executor(Runnable::run).build();
        changes.onChange(Rows.GONE, this::without);
    }

    /// @param key owner and conversation id
    private void without(String key) {
        int space = key.indexOf(' ');
        var owner = key.substring(0, space);
        var conversation = key.substring(space + 1);
        if (conversation.startsWith(OF_GROUP))
            gone.asMap()
                    .computeIfPresent(
                            conversation.substring(OF_GROUP.length()),
                            (_, others) -> both(others, Set.of(owner)));
    }

    /// Whether nothing has to be done.
    boolean areSeen(String groupID) {
        return Set.of().equals(gone.getIfPresent(groupID));
    }

    /// @param isNew nothing of this conversation is stored yet
    Future<Void> ensure(Call call, String groupID, boolean isNew) {
        // From now on whoever deletes his row is noted, also while the others are looked for.
        var without = Optional.ofNullable(gone.asMap().put(groupID, Set.of()));
        return groups.of(call, groupID)
                .compose(
                        members ->
                                without.map(owners -> make(call, groupID, among(members, owners)))
                                        .orElseGet(() -> begin(call, groupID, members, isNew)))
                .recover(GroupRows::unlessRefused)
                .onFailure(_ -> undo(groupID, without));
    }

    private void undo(String groupID, Optional<Set<String>> without) {
        if (without.isEmpty()) gone.invalidate(groupID);
        else gone.asMap().merge(groupID, without.get(), GroupRows::both);
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /// A back end may want no conversations of this group; its messages are stored all the same.
    private static Future<Void> unlessRefused(Throwable failure) {
        return failure instanceof Refusal ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    private static List<String> among(Members members, Collection<String> ids) {
        return ids.stream().filter(id -> members.contains(new UserId(id))).toList();
    }

    private static List<String> ids(Members members) {
        return members.stream().map(UserId::value).toList();
    }

    private Future<Void> begin(Call call, String groupID, Members members, boolean isNew) {
        if (isNew) return make(call, groupID, ids(members));
        return members.size() > LOOKED_THROUGH_MAX
                ? Future.succeededFuture()
                : makeMissing(call, groupID, members);
    }

    private Future<Void> makeMissing(Call call, String groupID, Members members) {
        var request =
                GetConversationsByConversationIDReq.newBuilder()
                        .addConversationIDs(ConversationId.group(groupID).value())
                        .build();
        return conversations
                .getConversationsByConversationID(call, request)
                .compose(
                        answer -> {
                            var missing = new LinkedHashSet<>(ids(members));
                            for (var row : answer.getConversationsList())
                                missing.remove(row.getOwnerUserID());
                            return make(call, groupID, List.copyOf(missing));
                        });
    }

    private Future<Void> make(Call call, String groupID, List<String> owners) {
        if (owners.isEmpty()) return Future.succeededFuture();
        int some = Math.min(ROWS_AT_ONCE, owners.size());
        var request =
                CreateGroupChatConversationsReq.newBuilder()
                        .setGroupID(groupID)
                        .addAllUserIDs(owners.subList(0, some))
                        .build();
        return conversations
                .createGroupChatConversations(call, request)
                .compose(_ -> make(call, groupID, owners.subList(some, owners.size())));
    }
}
