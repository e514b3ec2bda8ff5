package im.parley.sync;

import static im.parley.bus.Check.atLeast;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.msg.SetUserConversationMaxSeqReq;
import im.parley.proto.msg.SetUserConversationMaxSeqResp;
import im.parley.proto.msg.SetUserConversationMinSeqReq;
import im.parley.proto.msg.SetUserConversationMinSeqResp;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqResp;
import im.parley.state.MessageArchive;
import im.parley.state.Note;

import java.util.List;
import java.util.function.Function;

/// From where to where users may read a conversation, as those who let them in and out say
/// (message-pipeline.md 6.2).
final class BoundService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "SetUserConversationsMinSeq",
                            INTERNAL,
                            nonEmpty("conversationID"),
                            atLeast("seq", 0))
                    .rule(
                            "SetUserConversationMinSeq",
                            INTERNAL,
                            nonEmpty("conversationID"),
                            atLeast("minSeq", 0))
                    .rule(
                            "SetUserConversationMaxSeq",
                            INTERNAL,
                            nonEmpty("conversationID"),
                            atLeast("maxSeq", 0));

    /// Users whose bounds change at once, or not at all.
    private static final int USERS_AT_ONCE = 500;

    private final MessageArchive store;

    BoundService(MessageArchive store) {
        this.store = store;
    }

    SetUserConversationsMinSeqResp setUserConversationsMinSeq(
            Call call, SetUserConversationsMinSeqReq request) {
        openFrom(request.getConversationID(), request.getUserIDsList(), request.getSeq());
        return SetUserConversationsMinSeqResp.getDefaultInstance();
    }

    SetUserConversationMinSeqResp setUserConversationMinSeq(
            Call call, SetUserConversationMinSeqReq request) {
        openFrom(request.getConversationID(), request.getOwnerUserIDList(), request.getMinSeq());
        return SetUserConversationMinSeqResp.getDefaultInstance();
    }

    SetUserConversationMaxSeqResp setUserConversationMaxSeq(
            Call call, SetUserConversationMaxSeqReq request) {
        var conversation = new ConversationId(request.getConversationID());
        forEach(
                request.getOwnerUserIDList(),
                user -> new Note.OpenTo(user, conversation, request.getMaxSeq()));
        return SetUserConversationMaxSeqResp.getDefaultInstance();
    }

    private void openFrom(String conversationID, List<String> userIDs, long seq) {
        var conversation = new ConversationId(conversationID);
        forEach(userIDs, user -> new Note.OpenFrom(user, conversation, seq));
    }

    private void forEach(List<String> userIDs, Function<UserId, Note> note) {
        for (int from = 0; from < userIDs.size(); from += USERS_AT_ONCE) {
            var some = userIDs.subList(from, Math.min(userIDs.size(), from + USERS_AT_ONCE));
            store.note(some.stream().map(UserId::new).map(note).toList()).await();
        }
    }
}
