package im.parley.transfer;

import im.parley.contract.ConversationId;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore.SendKey;
import im.parley.state.Submission;

import java.util.List;

/// One message of one conversation: what a submission becomes (message-pipeline.md 2.3).
///
/// @param stored whether it gets a seq; else it only reaches who is online now
/// @param answers whether its outcome is the outcome of the submission
record Item(
        Submission submission,
        MsgData message,
        ConversationId conversation,
        boolean stored,
        boolean answers) {

    /// A chat message is one item. A notification is one, and a second where it shall be seen in
    /// the chat: the visible copy, with its two options and else those of a chat message. Between
    /// two people the copy comes first; in a group the notification, because a client that learns
    /// of a group by the copy does not tell its app that there is one (clients.md 5).
    static List<Item> of(Submission submission) {
        var message = submission.message();
        var options = message.getOptionsMap();
        boolean stored = MsgOption.HISTORY.in(options);
        if (MsgOption.IS_NOT_NOTIFICATION.in(options))
            return List.of(itself(submission, message, stored, true));
        if (!MsgOption.IS_SEND_MSG.in(options))
            return List.of(itself(submission, message, stored, true));
        var copy = copy(submission, visibleCopy(message));
        var itself = itself(submission, silenced(message), stored, false);
        return isOfGroup(message) ? List.of(itself, copy) : List.of(copy, itself);
    }

    private static Item itself(
            Submission submission, MsgData message, boolean stored, boolean answers) {
        return new Item(submission, message, submission.conversation(), stored, answers);
    }

    private static Item copy(Submission submission, MsgData message) {
        return new Item(submission, message, ConversationId.of(message), true, true);
    }

    private static MsgData visibleCopy(MsgData notice) {
        var options = notice.getOptionsMap();
        return notice.toBuilder()
                .clearOptions()
                .putOptions(MsgOption.OFFLINE_PUSH.key(), MsgOption.OFFLINE_PUSH.in(options))
                .putOptions(MsgOption.UNREAD_COUNT.key(), MsgOption.UNREAD_COUNT.in(options))
                .build();
    }

    private static MsgData silenced(MsgData notice) {
        return notice.toBuilder()
                .putOptions(MsgOption.OFFLINE_PUSH.key(), false)
                .putOptions(MsgOption.UNREAD_COUNT.key(), false)
                .build();
    }

    boolean isOfGroup() {
        return isOfGroup(message);
    }

    private static boolean isOfGroup(MsgData message) {
        return message.getSessionType() == SessionType.GROUP.number();
    }

    UserId sender() {
        return new UserId(message.getSendID());
    }

    /// What a repeated send of the same message is recognised by; only stored chat messages that
    /// name themselves have it.
    boolean isRecognisable() {
        return stored && !message.getClientMsgID().isEmpty() && !conversation.holdsNotices();
    }

    SendKey sendKey() {
        return new SendKey(
                conversation, sender(), message.getClientMsgID(), message.getCreateTime());
    }
}
