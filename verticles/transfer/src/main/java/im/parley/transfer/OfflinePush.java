package im.parley.transfer;

import im.parley.contract.MsgOption;
import im.parley.contract.Platform;
import im.parley.proto.sdkws.MsgData;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/// Whether a user's phone is to be told by its push service of a message (message-pipeline.md 3.3).
/// The reference forgets the receiver's wishes here and there and pushes a message to oneself; here
/// they hold for every kind of chat (10.2, I-15 and I-16).
final class OfflinePush {
    private static final int RECEIVE_AND_NOTIFY = 0;

    /// A room's participants change all the time.
    private static final Set<Integer> ROOM_PARTICIPANTS = Set.of(1602, 1603);

    /// One of those who were to see the message.
    ///
    /// @param reachedOnPhone a connection of his phone took it, one that is not in the background
    /// @param globalOption his `globalRecvMsgOpt`
    /// @param conversationOption his `recvMsgOpt` for the conversation, 0 without a row
    record Receiver(
            String userID, boolean reachedOnPhone, int globalOption, int conversationOption) {}

    /// None of these may apply.
    private static final List<BiPredicate<MsgData, Receiver>> REASONS_AGAINST =
            List.of(
                    (message, _) -> !MsgOption.OFFLINE_PUSH.in(message.getOptionsMap()),
                    (message, _) -> ROOM_PARTICIPANTS.contains(message.getContentType()),
                    (message, receiver) -> message.getSendID().equals(receiver.userID),
                    (_, receiver) -> receiver.reachedOnPhone,
                    (_, receiver) -> receiver.globalOption != RECEIVE_AND_NOTIFY,
                    (_, receiver) -> receiver.conversationOption != RECEIVE_AND_NOTIFY);

    private OfflinePush() {}

    static boolean isDue(MsgData message, Receiver receiver) {
        return REASONS_AGAINST.stream().noneMatch(it -> it.test(message, receiver));
    }

    /// What is shown on a desktop or in a browser may not be seen for hours.
    static boolean isPhone(int platformID) {
        return platformID == Platform.IOS.id() || platformID == Platform.ANDROID.id();
    }
}
