package im.parley.sync;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.msg.RevokeMsgReq;
import im.parley.proto.msg.RevokeMsgResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.state.Marks;
import im.parley.state.MessageArchive;
import im.parley.state.MessageArchive.AlreadyRevoked;
import im.parley.state.Note;
import im.parley.state.Note.Revocation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Taking a message back (message-pipeline.md 5.1).
final class RevokeService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "RevokeMsg",
                            self("userID"),
                            nonEmpty("conversationID", "userID"),
                            atLeast("seq", 1));

    private static final int OF_APP_ADMIN = 0;

    /// Who asks again does it before so much else was told.
    private static final int TOLD_SINCE_MAX = 100;

    private final Readable readable;
    private final MessageArchive store;
    private final People people;
    private final Groups groups;
    private final SyncNotices notices;
    private final SyncHooks hooks;
    private final Clock clock;

    /// Where somebody is just taking a message back: the others are told of it by him.
    private final Set<Place> beingTold = ConcurrentHashMap.newKeySet();

    private record Place(ConversationId conversation, long seq) {}

    RevokeService(
            Readable readable,
            MessageArchive store,
            People people,
            Groups groups,
            SyncNotices notices,
            SyncHooks hooks,
            Clock clock) {
        this.readable = readable;
        this.store = store;
        this.people = people;
        this.groups = groups;
        this.notices = notices;
        this.hooks = hooks;
        this.clock = clock;
    }

    RevokeMsgResp revokeMsg(Call call, RevokeMsgReq request) {
        var user = new UserId(request.getUserID());
        var conversation = new ConversationId(request.getConversationID());
        var profile = people.require(call, user);
        var message = find(call, user, conversation, request.getSeq());
        requireUnrevoked(call, user, conversation, message);
        int role = requireRight(call, profile, message);
        var revocation = new Revocation(user, role, profile.getNickname(), clock.millis());
        keepAndTell(call, conversation, message, revocation);
        hooks.revoked(call, user, conversation, message.getSeq()).await();
        return RevokeMsgResp.getDefaultInstance();
    }

    /// What the user cannot see is not found; a stranger is refused, whether it exists or not.
    private MsgData find(Call call, UserId user, ConversationId conversation, long seq) {
        var row = readable.row(call, user, conversation);
        var stretch =
                readable.stretch(user, conversation, row.orElse(Conversation.getDefaultInstance()));
        if (!conversation.holdsNotices() && stretch.holds(seq)) {
            var found = store.pick(conversation, List.of(seq)).await();
            if (!found.isEmpty()) return Sight.parsed(found.getFirst());
        }
        throw row.isPresent() || call.caller().mayActForAll()
                ? new Refusal(ErrorCode.RECORD_NOT_FOUND, "msg not found")
                : new Refusal(ErrorCode.NO_PERMISSION);
    }

    /// Whoever got no answer the first time asks again: if the server stopped before the others
    /// were told, they are told now.
    private void requireUnrevoked(
            Call call, UserId user, ConversationId conversation, MsgData message) {
        long seq = message.getSeq();
        var marks = store.marks(Caller.NOBODY, conversation, List.of(seq)).await();
        var earlier = marks.getOrDefault(seq, Marks.NONE).revocation();
        if (earlier.isEmpty()) return;
        boolean his = earlier.get().by().equals(user);
        if (his && !beingTold.contains(new Place(conversation, seq)) && !wasTold(conversation, seq))
            notices.revoked(call, conversation, message, earlier.get()).await();
        throw new Refusal(ErrorCode.MSG_ALREADY_REVOKED);
    }

    private boolean wasTold(ConversationId conversation, long seq) {
        return store.range(conversation.twin(), 1, Long.MAX_VALUE, TOLD_SINCE_MAX).await().stream()
                .map(Sight::parsed)
                .anyMatch(notice -> SyncNotices.tellsRevoked(notice, conversation, seq));
    }

    /// By which role the message is taken back; refuses when by none.
    private int requireRight(Call call, UserInfo user, MsgData message) {
        if (call.caller().mayActForAll()) return OF_APP_ADMIN;
        var id = new UserId(user.getUserID());
        if (message.getSessionType() == SessionType.GROUP.number())
            return groups.requireRemover(call, id, message.getGroupID(), List.of(message)).level();
        boolean own = message.getSendID().equals(id.value());
        if (message.getSessionType() == SessionType.SINGLE.number() && own)
            return user.getAppMangerLevel();
        throw new Refusal(ErrorCode.NO_PERMISSION, "not your message to take back");
    }

    private void keepAndTell(
            Call call, ConversationId conversation, MsgData message, Revocation revocation) {
        var place = new Place(conversation, message.getSeq());
        boolean first = beingTold.add(place);
        try {
            keep(conversation, message, revocation);
            notices.revoked(call, conversation, message, revocation).await();
        } finally {
            if (first) beingTold.remove(place);
        }
    }

    /// Of two who take it back at the same moment the store refuses one.
    private void keep(ConversationId conversation, MsgData message, Revocation revocation) {
        try {
            var note = new Note.Revoked(conversation, message.getSeq(), revocation);
            store.note(List.of(note)).await();
        } catch (AlreadyRevoked e) {
            throw new Refusal(ErrorCode.MSG_ALREADY_REVOKED);
        }
    }
}
