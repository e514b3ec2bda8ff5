package im.parley.conversation;

import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.ConversationReq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What some users want one conversation to be like (http-messages-and-objects.md 5.4).
///
/// @param peer whom they talk to, empty for a group
/// @param own what each sets for himself
/// @param shared what holds for both sides of a chat of two: whether it is private
record Wish(
        Set<String> users,
        String conversationID,
        SessionType type,
        String peer,
        String groupID,
        Settings own,
        Settings shared) {
    /// A chat of two is private for both; who is told something by an official account has it for
    /// himself; in a group there is no such thing.
    static Wish of(List<String> users, ConversationReq asked) {
        var type = type(asked.getConversationType());
        var own = Settings.in(asked, Settings.OWN);
        var secret = Settings.in(asked, List.of(Settings.PRIVATE));
        var wish =
                new Wish(
                        Collections.unmodifiableSet(new LinkedHashSet<>(users)),
                        asked.getConversationID(),
                        type,
                        type == SessionType.GROUP ? "" : asked.getUserID(),
                        type == SessionType.GROUP ? asked.getGroupID() : "",
                        type == SessionType.OFFICIAL ? own.and(secret) : own,
                        type == SessionType.SINGLE ? secret : Settings.NONE);
        if (!wish.isEmpty() && !wish.shared.isEmpty() && wish.asking().isEmpty())
            throw refused("conversationID is not that of a chat with userID");
        return wish;
    }

    /// The whole row as its owner wants it; what only the server may set is left out.
    static Wish of(Conversation row) {
        var own = Settings.in(row, Settings.OWN).and(Settings.in(row, List.of(Settings.PRIVATE)));
        return new Wish(
                Set.of(row.getOwnerUserID()),
                row.getConversationID(),
                type(row.getConversationType()),
                row.getUserID(),
                row.getGroupID(),
                own,
                Settings.NONE);
    }

    private static SessionType type(int conversationType) {
        return SessionType.of(conversationType)
                .orElseThrow(() -> refused("no such conversationType"));
    }

    private static Refusal refused(String detail) {
        return new Refusal(ErrorCode.ARGS, detail);
    }

    boolean isEmpty() {
        return users.isEmpty() || own.isEmpty() && shared.isEmpty();
    }

    /// Whether the id is the one that a conversation of this user with that peer or group has. Who
    /// has a row may read the conversation, so nobody gets one of somebody else's.
    boolean fits(String user) {
        var id =
                switch (type) {
                    case SINGLE -> ConversationId.single(new UserId(user), new UserId(peer));
                    case OFFICIAL -> ConversationId.official(new UserId(user), new UserId(peer));
                    case GROUP -> ConversationId.group(groupID);
                };
        return id.value().equals(conversationID);
    }

    /// The users whose chat with the peer this is: one, but for an app admin who sets both sides.
    List<Side> asking() {
        return Side.of(users.stream().filter(this::fits).toList(), conversationID);
    }

    /// Whose rows it concerns.
    List<Side> sides() {
        var owners = new ArrayList<>(users);
        if (!shared.isEmpty()) owners.add(peer);
        return Side.of(owners, conversationID);
    }

    boolean isOwn(Side side) {
        return !own.isEmpty() && users.contains(side.owner());
    }

    Settings settingsOf(Side side) {
        return isOwn(side) ? own.and(shared) : shared;
    }

    ConversationRow rowOf(Side side, long now) {
        if (type == SessionType.GROUP) return ConversationRow.inGroup(side, groupID, now);
        var other = users.contains(side.owner()) ? peer : asking().getFirst().owner();
        return ConversationRow.withUser(side, type, other, now);
    }

    boolean isPrivate() {
        return Boolean.TRUE.equals(shared.values().get(Settings.PRIVATE));
    }

    /// Whether the two sides of a chat found or had to be told another word on privacy.
    boolean changesPrivacy(List<Edit> edits) {
        return !shared.isEmpty() && edits.stream().anyMatch(this::changesPrivacy);
    }

    private boolean changesPrivacy(Edit edit) {
        return switch (edit) {
            case Edit.Made _ -> true;
            case Edit.Changed(var before, var after) ->
                    before.isPrivateChat() != after.isPrivateChat();
            case Edit.Removed _ -> false;
        };
    }

    /// The sides on which the user's own settings are other ones now.
    List<Side> changedSides(List<Edit> edits) {
        return edits.stream().filter(this::changesOwn).map(edit -> edit.row().side()).toList();
    }

    private boolean changesOwn(Edit edit) {
        if (!isOwn(edit.row().side())) return false;
        Optional<ConversationRow> before =
                edit instanceof Edit.Changed(var row, _) ? Optional.of(row) : Optional.empty();
        return before.map(row -> Edit.of(row, own).isPresent()).orElse(true);
    }
}
