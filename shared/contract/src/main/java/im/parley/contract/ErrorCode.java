package im.parley.contract;

/// What a client is told when it is refused (http-identity-and-groups.md section 2). The numbers
/// and texts are wire contract: clients act on the numbers and may show the texts.
public enum ErrorCode {
    TOO_MANY_REQUESTS(429, "too many requests, please try again later"),
    INTERNAL(500, "ServerInternalError"),
    ARGS(1001, "ArgsError"),
    NO_PERMISSION(1002, "NoPermissionError"),
    DUPLICATE_KEY(1003, "DuplicateKeyError"),
    RECORD_NOT_FOUND(1004, "RecordNotFoundError"),
    USER_ID_NOT_FOUND(1101, "UserIDNotFoundError"),
    REGISTERED_ALREADY(1102, "RegisteredAlreadyError"),
    GROUP_ID_NOT_FOUND(1201, "GroupIDNotFoundError"),
    GROUP_ID_EXISTED(1202, "GroupIDExisted"),
    NOT_IN_GROUP(1203, "NotInGroupYetError"),
    DISMISSED(1204, "DismissedAlreadyError"),
    GROUP_TYPE_NOT_SUPPORTED(1205, ""),
    GROUP_REQUEST_HANDLED(1206, "GroupRequestHandled"),
    CAN_NOT_ADD_YOURSELF(1301, "CanNotAddYourselfError"),
    BLOCKED_BY_PEER(1302, "BlockedByPeer"),
    NOT_PEERS_FRIEND(1303, "NotPeersFriend"),
    RELATIONSHIP_ALREADY(1304, "RelationshipAlreadyError"),
    FRIEND_REQUEST_HANDLED(1305, "FriendRequestHandled"),
    MESSAGE_HAS_READ_DISABLE(1401, "MessageHasReadDisable"),
    MUTED_IN_GROUP(1402, "MutedInGroup"),
    MUTED_GROUP(1403, "MutedGroup"),
    MSG_ALREADY_REVOKED(1404, "MsgAlreadyRevoke"),
    TOKEN_EXPIRED(1501, "TokenExpiredError"),
    TOKEN_INVALID(1502, "TokenInvalidError"),
    TOKEN_MALFORMED(1503, "TokenMalformedError"),
    TOKEN_NOT_VALID_YET(1504, "TokenNotValidYetError"),
    TOKEN_UNKNOWN(1505, "TokenUnknownError"),
    TOKEN_KICKED(1506, "TokenKickedError"),
    TOKEN_NOT_EXIST(1507, "TokenNotExistError"),
    CONNECTIONS_OVER_MAX(1601, "ConnOverMaxNumLimit"),
    CONNECT_ARGS(1602, "args err, need token, sendID, platformID"),
    PUSH_FAILED(1603, "push msg err"),
    IOS_BACKGROUND(1604, "ios background push err"),
    FILE_UPLOAD_EXPIRED(1701, "FileUploadedExpiredError"),
    CALLBACK(80000, "CallbackError"),
    NETWORK(90004, "NetworkError"),
    DATA(90007, "DataError");

    private final int number;
    private final String text;

    ErrorCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }
}
