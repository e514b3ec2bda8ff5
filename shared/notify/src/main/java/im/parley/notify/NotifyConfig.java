package im.parley.notify;

/// What an operator may change of the notifications, by the keys and with the shipped values of the
/// reference's `notification.yml` (notifications-and-webhooks.md A4).
public record NotifyConfig(
        Entry friendApplicationApproved,
        Entry friendApplicationRejected,
        Entry friendApplicationAdded,
        Entry friendAdded,
        Entry friendDeleted,
        Entry friendRemarkSet,
        Entry blackAdded,
        Entry blackDeleted,
        Entry friendInfoUpdated,
        Entry userInfoUpdated,
        Entry userStatusChanged,
        Entry groupCreated,
        Entry groupInfoSet,
        Entry joinGroupApplication,
        Entry memberQuit,
        Entry groupApplicationAccepted,
        Entry groupApplicationRejected,
        Entry groupOwnerTransferred,
        Entry memberKicked,
        Entry memberInvited,
        Entry memberEnter,
        Entry groupDismissed,
        Entry groupMemberMuted,
        Entry groupMemberCancelMuted,
        Entry groupMuted,
        Entry groupCancelMuted,
        Entry groupMemberInfoSet,
        Entry groupMemberSetToAdmin,
        Entry groupMemberSetToOrdinaryUser,
        Entry groupInfoSetAnnouncement,
        Entry groupInfoSetName,
        Entry conversationChanged,
        Entry conversationSetPrivate) {

    /// @param isSendMsg whether it also becomes a message that people see
    /// @param reliabilityLevel 2 is stored under a seq; 0 and 1 reach only who is online
    public record Entry(boolean isSendMsg, int reliabilityLevel, OfflinePush offlinePush) {
        public Entry {
            if (reliabilityLevel < 0 || reliabilityLevel > 2)
                throw new IllegalArgumentException("reliabilityLevel must be 0, 1 or 2");
        }
    }

    /// What a phone that is not connected shows; the texts travel with the notification even when
    /// this is off.
    public record OfflinePush(boolean enable, String title, String desc, String ext) {}

    /// A type without a key of its own in the shipped file.
    static final Entry UNCONFIGURED = new Entry(false, 0, new OfflinePush(false, "", "", ""));

    public static final NotifyConfig DEFAULTS =
            new NotifyConfig(
                    told(true, true, "Someone applies to add your friend application"),
                    told(false, true, "Someone rejected your friend application"),
                    told(false, true, "Somebody applies to add you as a friend"),
                    told(false, false, "We have become friends"),
                    told(false, false, "deleted a friend"),
                    told(false, false, "Your friend's profile has been changed"),
                    told(false, false, "blocked a user"),
                    told(false, false, "Remove a blocked user"),
                    told(false, false, "friend info updated"),
                    told(false, false, "userInfo updated"),
                    told(false, false, "user status changed"),
                    group(true, false, "create group"),
                    group(false, false, "groupInfoSet"),
                    group(false, true, "joinGroupApplication"),
                    group(true, false, "memberQuit"),
                    group(false, true, "groupApplicationAccepted"),
                    group(false, true, "groupApplicationRejected"),
                    group(true, false, "groupOwnerTransferred"),
                    group(true, false, "memberKicked"),
                    group(true, false, "memberInvited"),
                    group(true, false, "memberEnter"),
                    group(true, false, "groupDismissed"),
                    group(true, false, "groupMemberMuted"),
                    group(true, false, "groupMemberCancelMuted"),
                    group(true, false, "groupMuted"),
                    group(true, false, "groupCancelMuted"),
                    group(false, false, "groupMemberInfoSet"),
                    UNCONFIGURED,
                    UNCONFIGURED,
                    group(true, false, "groupInfoSetAnnouncement"),
                    group(true, false, "groupInfoSetName"),
                    told(false, false, "conversation changed"),
                    told(true, false, "burn after reading"));

    private static Entry told(boolean isSendMsg, boolean push, String text) {
        return new Entry(isSendMsg, 1, new OfflinePush(push, text, text, text));
    }

    private static Entry group(boolean isSendMsg, boolean push, String what) {
        var texts = new OfflinePush(push, what + " title", what + " desc", what + " ext");
        return new Entry(isSendMsg, 1, texts);
    }
}
