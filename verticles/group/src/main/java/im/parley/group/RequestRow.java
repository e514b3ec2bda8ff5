package im.parley.group;

import im.parley.proto.sdkws.GroupRequest;
import im.parley.proto.sdkws.PublicUserInfo;
import im.parley.state.Table;

/// The application of a user to become a member; the latest one of each user and group
/// (http-identity-and-groups.md 10.4 to 10.6, 10.17). Times are Unix milliseconds.
///
/// @param inviterUserID who proposed him; empty where he applied himself
record RequestRow(
        String groupID,
        String userID,
        int handleResult,
        String reqMsg,
        String handledMsg,
        long reqTime,
        String handleUserID,
        long handleTime,
        String ex,
        int joinSource,
        String inviterUserID) {
    static final int PENDING = 0;
    static final int AGREED = 1;
    static final int REFUSED = -1;

    static final String BY_GROUP = "byGroup";
    static final String BY_USER = "byUser";

    static final Table<RequestRow> TABLE =
            Table.of("group_request", RequestRow.class)
                    .key("groupID", "userID")
                    .index(BY_GROUP, "groupID", "handleResult", "reqTime")
                    .index(BY_USER, "userID", "handleResult", "reqTime");

    static RequestRow pending(
            String groupID,
            String userID,
            String reqMsg,
            String ex,
            int joinSource,
            String inviterUserID,
            long now) {
        return new RequestRow(
                groupID, userID, PENDING, reqMsg, "", now, "", 0, ex, joinSource, inviterUserID);
    }

    /// The reference never stores by whom and when; lists of ours tell it.
    RequestRow handled(int result, String message, String handler, long now) {
        return new RequestRow(
                groupID,
                userID,
                result,
                reqMsg,
                message,
                reqTime,
                handler,
                now,
                ex,
                joinSource,
                inviterUserID);
    }

    boolean isPending() {
        return handleResult == PENDING;
    }

    boolean isInvitation() {
        return !inviterUserID.isEmpty();
    }

    /// Without the group, which a notification says beside it.
    GroupRequest toMessage(PublicUserInfo applicant) {
        return GroupRequest.newBuilder()
                .setUserInfo(applicant)
                .setHandleResult(handleResult)
                .setReqMsg(reqMsg)
                .setHandleMsg(handledMsg)
                .setReqTime(reqTime)
                .setHandleUserID(handleUserID)
                .setHandleTime(handleTime)
                .setEx(ex)
                .setJoinSource(joinSource)
                .setInviterUserID(inviterUserID)
                .build();
    }
}
