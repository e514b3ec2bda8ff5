package im.parley.send;

import static im.parley.contract.ErrorCode.ARGS;
import static im.parley.contract.ErrorCode.BLOCKED_BY_PEER;
import static im.parley.contract.ErrorCode.NOT_PEERS_FRIEND;
import static im.parley.contract.ErrorCode.NO_PERMISSION;
import static im.parley.contract.ErrorCode.RECORD_NOT_FOUND;

import im.parley.contract.ContentType;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.proto.sdkws.MsgData;

/// Who may send what to whom, as functions from facts to a verdict. The order of the checks is what
/// clients observe (message-pipeline.md 1.3).
final class SendRules {
    private static final int DO_NOT_RECEIVE = 1;
    private static final int DO_NOT_NOTIFY = 2;

    /// From this level on an account belongs to the system (http-identity-and-groups.md 3).
    private static final int SYSTEM_LEVEL = 2;

    private final boolean friendVerify;

    SendRules(boolean friendVerify) {
        this.friendVerify = friendVerify;
    }

    /// What only the server and app admins may put into a message. The reference lets anybody forge
    /// system events (message-pipeline.md 10.1 W17); no official SDK ever sends these.
    ///
    /// @param senderLevel of the account, 0 when unknown
    static Verdict judgeKind(MsgData message, int senderLevel) {
        if (message.getSessionType() == SessionType.OFFICIAL.number())
            return senderLevel >= SYSTEM_LEVEL
                    ? Verdict.ALLOWED
                    : new Verdict.Refused(
                            NO_PERMISSION, "only notification accounts may send this");
        return ContentType.isNotice(message.getContentType())
                ? new Verdict.Refused(NO_PERMISSION, "only the server sends notifications")
                : Verdict.ALLOWED;
    }

    /// @param ofSystem an app admin writes, or it is a system event: nobody needs to know the
    /// sender
    Verdict judgeSingle(MsgData message, SingleFacts facts, boolean ofSystem) {
        var objection = ofSystem ? Verdict.ALLOWED : judgeSender(facts);
        if (objection instanceof Verdict.Refused) return objection;
        return isNotice(message) ? Verdict.ALLOWED : judgeReceiver(message, facts);
    }

    private Verdict judgeSender(SingleFacts facts) {
        if (facts.sender().isEmpty())
            return new Verdict.Refused(RECORD_NOT_FOUND, "sender is not registered");
        if (facts.sender().get().getAppMangerLevel() >= SYSTEM_LEVEL) return Verdict.ALLOWED;
        if (facts.blocked()) return new Verdict.Refused(BLOCKED_BY_PEER, "");
        return friendVerify && !facts.befriended()
                ? new Verdict.Refused(NOT_PEERS_FRIEND, "")
                : Verdict.ALLOWED;
    }

    /// The receiver's wishes; they hold for app admins too.
    private static Verdict judgeReceiver(MsgData message, SingleFacts facts) {
        if (facts.receiver().isEmpty())
            return new Verdict.Refused(RECORD_NOT_FOUND, "receiver is not registered");
        return switch (facts.receiver().get().getGlobalRecvMsgOpt()) {
            case DO_NOT_RECEIVE -> new Verdict.Refused(ARGS, "message is not sent");
            case DO_NOT_NOTIFY -> Verdict.QUIETLY;
            default -> judgeConversation(message, facts);
        };
    }

    private static Verdict judgeConversation(MsgData message, SingleFacts facts) {
        return switch (facts.conversationOption()) {
            case DO_NOT_RECEIVE ->
                    message.getContentType() == ContentType.HAS_READ_RECEIPT
                            ? Verdict.ALLOWED
                            : new Verdict.Refused(ARGS, "message is not sent");
            case DO_NOT_NOTIFY -> Verdict.QUIETLY;
            default -> Verdict.ALLOWED;
        };
    }

    private static boolean isNotice(MsgData message) {
        return !MsgOption.IS_NOT_NOTIFICATION.in(message.getOptionsMap());
    }
}
