package im.parley.notify;

import im.parley.notify.NotifyConfig.Entry;
import im.parley.proto.sdkws.UserInfo;

import java.util.Optional;

/// How one notification differs from the others of its type.
///
/// @param isSendMsg whether people also see it as a message; where absent, its type says
/// @param sender whose name and face the message itself carries; most types carry none
public record Manner(Optional<Boolean> isSendMsg, UserInfo sender) {
    public static final Manner USUAL = new Manner(Optional.empty(), UserInfo.getDefaultInstance());

    public static Manner seen(Optional<Boolean> isSendMsg) {
        return new Manner(isSendMsg, USUAL.sender());
    }

    public static Manner seenFrom(boolean isSendMsg, UserInfo sender) {
        return new Manner(Optional.of(isSendMsg), sender);
    }

    public static Manner from(UserInfo sender) {
        return new Manner(Optional.empty(), sender);
    }

    Entry applyTo(Entry type) {
        return isSendMsg
                .map(seen -> new Entry(seen, type.reliabilityLevel(), type.offlinePush()))
                .orElse(type);
    }
}
