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
    public static final int FRIEND_INFO_UPDATED = 1209;
    public static final int USER_INFO_UPDATED = 1303;
    public static final int USER_COMMAND_ADDED = 1305;
    public static final int USER_COMMAND_DELETED = 1306;
    public static final int USER_COMMAND_UPDATED = 1307;
    public static final int GROUP_MEMBER_INFO_SET = 1516;
    public static final int HAS_READ_RECEIPT = 2200;

    private ContentType() {}

    /// Only the server may send these (message-pipeline.md 10.2, I-46).
    public static boolean isNotice(int contentType) {
        return contentType >= 1000 && contentType <= 5000;
    }
}
