package im.parley.contract;

/// The content types the server itself looks at (http-messages-and-objects.md section 9). Clients
/// use more; to the server those are opaque.
public final class ContentType {
    public static final int TEXT = 101;
    public static final int PICTURE = 102;
    public static final int VOICE = 103;
    public static final int VIDEO = 104;
    public static final int FILE = 105;
    public static final int AT_TEXT = 106;
    public static final int CUSTOM = 110;
    public static final int REVOKE_OLD = 111;
    public static final int TYPING = 113;
    public static final int QUOTE = 114;
    public static final int MARKDOWN = 118;
    public static final int OFFICIAL_NOTICE = 1400;
    public static final int FRIEND_APPLICATION_APPROVED = 1201;
    public static final int FRIEND_APPLICATION_REJECTED = 1202;
    public static final int FRIEND_APPLICATION = 1203;
    public static final int FRIEND_DELETED = 1205;
    public static final int FRIEND_REMARK_SET = 1206;
    public static final int BLACK_ADDED = 1207;
    public static final int BLACK_DELETED = 1208;
    public static final int FRIEND_INFO_UPDATED = 1209;
    public static final int FRIENDS_INFO_UPDATE = 1210;
    public static final int CONVERSATION_CHANGED = 1300;
    public static final int USER_INFO_UPDATED = 1303;
    public static final int USER_COMMAND_ADDED = 1305;
    public static final int USER_COMMAND_DELETED = 1306;
    public static final int USER_COMMAND_UPDATED = 1307;
    public static final int GROUP_CREATED = 1501;
    public static final int GROUP_INFO_SET = 1502;
    public static final int JOIN_GROUP_APPLICATION = 1503;
    public static final int MEMBER_QUIT = 1504;
    public static final int GROUP_APPLICATION_ACCEPTED = 1505;
    public static final int GROUP_APPLICATION_REJECTED = 1506;
    public static final int GROUP_OWNER_TRANSFERRED = 1507;
    public static final int MEMBER_KICKED = 1508;
    public static final int MEMBER_INVITED = 1509;
    public static final int MEMBER_ENTER = 1510;
    public static final int GROUP_DISMISSED = 1511;
    public static final int GROUP_MEMBER_MUTED = 1512;
    public static final int GROUP_MEMBER_CANCEL_MUTED = 1513;
    public static final int GROUP_MUTED = 1514;
    public static final int GROUP_CANCEL_MUTED = 1515;
    public static final int GROUP_MEMBER_INFO_SET = 1516;
    public static final int GROUP_MEMBER_SET_TO_ADMIN = 1517;
    public static final int GROUP_MEMBER_SET_TO_ORDINARY_USER = 1518;
    public static final int GROUP_INFO_SET_ANNOUNCEMENT = 1519;
    public static final int GROUP_INFO_SET_NAME = 1520;
    public static final int CONVERSATION_PRIVATE_CHAT = 1701;
    public static final int BUSINESS = 2001;
    public static final int CONVERSATION_CLEARED = 1703;
    public static final int MSG_REVOKED = 2101;
    public static final int MSGS_DELETED = 2102;
    public static final int HAS_READ_RECEIPT = 2200;

    private ContentType() {}

    /// Only the server may send these (message-pipeline.md 10.2, I-46).
    public static boolean isNotice(int contentType) {
        return contentType >= 1000 && contentType <= 5000;
    }
}
