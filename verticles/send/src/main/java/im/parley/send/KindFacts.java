package im.parley.send;

import im.parley.contract.ContentType;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.proto.sdkws.MsgData;

/// What the rules need to know where a message is of a kind that not everybody sends.
///
/// @param forAll the caller is an app admin or the server itself
/// @param senderLevel of the sender's account, 0 when unknown
record KindFacts(MsgData message, boolean forAll, int senderLevel) {
    /// Whether everybody may send this kind, so that nothing more needs to be known.
    static boolean isCommon(MsgData message) {
        return !isNotice(message) && !isOfficial(message);
    }

    /// By its type, or by the option that would have it stored among notifications.
    boolean isNotice() {
        return isNotice(message);
    }

    private static boolean isNotice(MsgData message) {
        return ContentType.isNotice(message.getContentType())
                || !MsgOption.IS_NOT_NOTIFICATION.in(message.getOptionsMap());
    }

    boolean isOfficial() {
        return isOfficial(message);
    }

    boolean isOfSystemAccount() {
        return senderLevel >= SendRules.SYSTEM_LEVEL;
    }

    private static boolean isOfficial(MsgData message) {
        return message.getSessionType() == SessionType.OFFICIAL.number();
    }
}
