package im.parley.send;

import im.parley.contract.MsgOption;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import java.util.Optional;

/// What the rules of a single chat need to know.
///
/// @param ofSystem an app admin writes, or it is a system event
/// @param blocked the receiver has the sender on his block list
/// @param befriended the receiver has the sender among his friends, or needs not
/// @param conversationOption the receiver's `recvMsgOpt` for his chat with the sender, 0 without a
///     row
record SingleFacts(
        MsgData message,
        boolean ofSystem,
        Optional<UserInfo> sender,
        Optional<UserInfo> receiver,
        boolean blocked,
        boolean befriended,
        int conversationOption) {
    /// Whether it matters what the receiver thinks of the sender: not where the system writes.
    boolean isOfPerson() {
        return !ofSystem
                && sender.filter(user -> user.getAppMangerLevel() >= SendRules.SYSTEM_LEVEL)
                        .isEmpty();
    }

    boolean isNotice() {
        return !MsgOption.IS_NOT_NOTIFICATION.in(message.getOptionsMap());
    }

    int receiverOption() {
        return receiver.map(UserInfo::getGlobalRecvMsgOpt).orElse(0);
    }
}
