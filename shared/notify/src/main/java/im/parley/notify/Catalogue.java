package im.parley.notify;

import static java.util.Map.entry;

import im.parley.notify.NotifyConfig.Entry;

import java.util.Map;

/// Every type of notification and where its options come from (notifications-and-webhooks.md A4).
/// What is not listed has no configuration: it reaches who is online and leaves nothing behind.
final class Catalogue {
    static final int HAS_READ_RECEIPT = 2200;
    static final int USER_STATUS_CHANGED = 1304;

    /// Stored whatever the operator says: who misses one of these sees wrong messages.
    private static final Entry STORED =
            new Entry(false, 2, NotifyConfig.UNCONFIGURED.offlinePush());

    private final Map<Integer, Entry> entries;

    Catalogue(NotifyConfig config) {
        entries =
                Map.ofEntries(
                        entry(1201, config.friendApplicationApproved()),
                        entry(1202, config.friendApplicationRejected()),
                        entry(1203, config.friendApplicationAdded()),
                        entry(1204, config.friendAdded()),
                        entry(1205, config.friendDeleted()),
                        entry(1206, config.friendRemarkSet()),
                        entry(1207, config.blackAdded()),
                        entry(1208, config.blackDeleted()),
                        entry(1209, config.friendInfoUpdated()),
                        entry(1210, config.friendInfoUpdated()),
                        entry(1300, config.conversationChanged()),
                        entry(1303, config.userInfoUpdated()),
                        entry(USER_STATUS_CHANGED, config.userStatusChanged()),
                        entry(1501, config.groupCreated()),
                        entry(1502, config.groupInfoSet()),
                        entry(1503, config.joinGroupApplication()),
                        entry(1504, config.memberQuit()),
                        entry(1505, config.groupApplicationAccepted()),
                        entry(1506, config.groupApplicationRejected()),
                        entry(1507, config.groupOwnerTransferred()),
                        entry(1508, config.memberKicked()),
                        entry(1509, config.memberInvited()),
                        entry(1510, config.memberEnter()),
                        entry(1511, config.groupDismissed()),
                        entry(1512, config.groupMemberMuted()),
                        entry(1513, config.groupMemberCancelMuted()),
                        entry(1514, config.groupMuted()),
                        entry(1515, config.groupCancelMuted()),
                        entry(1516, config.groupMemberInfoSet()),
                        entry(1517, config.groupMemberSetToAdmin()),
                        entry(1518, config.groupMemberSetToOrdinaryUser()),
                        entry(1519, config.groupInfoSetAnnouncement()),
                        entry(1520, config.groupInfoSetName()),
                        entry(1701, config.conversationSetPrivate()),
                        entry(1702, config.conversationChanged()),
                        entry(2101, STORED),
                        entry(2102, STORED),
                        entry(HAS_READ_RECEIPT, STORED));
    }

    Entry of(int contentType) {
        return entries.getOrDefault(contentType, NotifyConfig.UNCONFIGURED);
    }

    /// What a user tells himself about his own reading concerns only devices that are online.
    Entry ofOneself(int contentType) {
        return contentType == HAS_READ_RECEIPT ? NotifyConfig.UNCONFIGURED : of(contentType);
    }
}
