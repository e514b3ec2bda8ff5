package im.parley.webhook;

/// Every point at which a back end may be asked or told (notifications-and-webhooks.md part C). The
/// command is the last part of the address and a key of the body; its odd spellings are wire
/// contract.
public enum Hook {
    // Users and relations (notifications-and-webhooks.md C2).
    BEFORE_USER_REGISTER("beforeUserRegister", "callbackBeforeUserRegisterCommand"),
    AFTER_USER_REGISTER("afterUserRegister", "callbackAfterUserRegisterCommand"),
    BEFORE_UPDATE_USER_INFO("beforeUpdateUserInfo", "callbackBeforeUpdateUserInfoCommand"),
    AFTER_UPDATE_USER_INFO("afterUpdateUserInfo", "callbackAfterUpdateUserInfoCommand"),
    BEFORE_UPDATE_USER_INFO_EX("beforeUpdateUserInfoEx", "callbackBeforeUpdateUserInfoExCommand"),
    AFTER_UPDATE_USER_INFO_EX("afterUpdateUserInfoEx", "callbackAfterUpdateUserInfoExCommand"),
    BEFORE_ADD_FRIEND("beforeAddFriend", "callbackBeforeAddFriendCommand"),
    AFTER_ADD_FRIEND("afterAddFriend", "callbackAfterAddFriendCommand"),
    BEFORE_ADD_FRIEND_AGREE("beforeAddFriendAgree", "callbackBeforeAddFriendAgreeCommand"),
    AFTER_ADD_FRIEND_AGREE("afterAddFriendAgree", "callbackAfterAddFriendAgreeCommand"),
    AFTER_DELETE_FRIEND("afterDeleteFriend", "callbackAfterDeleteFriendCommand"),
    BEFORE_SET_FRIEND_REMARK("beforeSetFriendRemark", "callbackBeforeSetFriendRemarkCommand"),
    AFTER_SET_FRIEND_REMARK("afterSetFriendRemark", "callbackAfterSetFriendRemarkCommand"),
    BEFORE_IMPORT_FRIENDS("beforeImportFriends", "callbackBeforeImportFriendsCommand"),
    AFTER_IMPORT_FRIENDS("afterImportFriends", "callbackAfterImportFriendsCommand"),
    BEFORE_ADD_BLACK("beforeAddBlack", "callbackBeforeAddBlackCommand"),
    AFTER_REMOVE_BLACK("afterRemoveBlack", "callbackAfterRemoveBlackCommand"),

    // Groups and conversations (notifications-and-webhooks.md C3).
    BEFORE_CREATE_GROUP("beforeCreateGroup", "callbackBeforeCreateGroupCommand"),
    AFTER_CREATE_GROUP("afterCreateGroup", "callbackAfterCreateGroupCommand"),
    BEFORE_MEMBER_JOIN_GROUP("beforeMemberJoinGroup", "callbackBeforeMembersJoinGroupCommand"),
    BEFORE_APPLY_JOIN_GROUP("beforeApplyJoinGroup", "callbackBeforeJoinGroupCommand"),
    AFTER_JOIN_GROUP("afterJoinGroup", "callbackAfterJoinGroupCommand"),
    BEFORE_INVITE_USER_TO_GROUP("beforeInviteUserToGroup", "callbackBeforeInviteJoinGroupCommand"),
    BEFORE_SET_GROUP_INFO("beforeSetGroupInfo", "callbackBeforeSetGroupInfoCommand"),
    AFTER_SET_GROUP_INFO("afterSetGroupInfo", "callbackAfterSetGroupInfoCommand"),
    BEFORE_SET_GROUP_INFO_EX("beforeSetGroupInfoEx", "callbackBeforeSetGroupInfoExCommand"),
    AFTER_SET_GROUP_INFO_EX("afterSetGroupInfoEx", "callbackAfterSetGroupInfoExCommand"),
    BEFORE_SET_GROUP_MEMBER_INFO(
            "beforeSetGroupMemberInfo", "callbackBeforeSetGroupMemberInfoCommand"),
    AFTER_SET_GROUP_MEMBER_INFO(
            "afterSetGroupMemberInfo", "callbackAfterSetGroupMemberInfoCommand"),
    AFTER_QUIT_GROUP("afterQuitGroup", "callbackAfterQuitGroupCommand"),
    AFTER_KICK_GROUP_MEMBER("afterKickGroupMember", "callbackAfterKickGroupCommand"),
    AFTER_DISMISS_GROUP("afterDismissGroup", "callbackAfterDisMissGroupCommand"),
    AFTER_TRANSFER_GROUP_OWNER("afterTransferGroupOwner", "callbackAfterTransferGroupOwnerCommand"),
    BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS(
            "beforeCreateSingleChatConversations",
            "callbackBeforeCreateSingleChatConversationsCommand"),
    AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS(
            "afterCreateSingleChatConversations",
            "callbackAfterCreateSingleChatConversationsCommand"),
    BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS(
            "beforeCreateGroupChatConversations",
            "callbackBeforeCreateGroupChatConversationsCommand"),
    AFTER_CREATE_GROUP_CHAT_CONVERSATIONS(
            "afterCreateGroupChatConversations",
            "callbackAfterCreateGroupChatConversationsCommand"),

    // Messages (notifications-and-webhooks.md C4).
    BEFORE_SEND_SINGLE_MSG("beforeSendSingleMsg", "callbackBeforeSendSingleMsgCommand"),
    BEFORE_SEND_GROUP_MSG("beforeSendGroupMsg", "callbackBeforeSendGroupMsgCommand"),
    BEFORE_MSG_MODIFY("beforeMsgModify", "callbackBeforeMsgModifyCommand"),
    AFTER_SEND_SINGLE_MSG("afterSendSingleMsg", "callbackAfterSendSingleMsgCommand"),
    AFTER_SEND_GROUP_MSG("afterSendGroupMsg", "callbackAfterSendGroupMsgCommand"),
    AFTER_MSG_SAVE_DB("afterMsgSaveDB", "callbackAfterMsgSaveDBCommand"),
    AFTER_SINGLE_MSG_READ("afterSingleMsgRead", "callbackAfterSingleMsgReadCommand"),
    AFTER_GROUP_MSG_READ("afterGroupMsgRead", "callbackAfterGroupMsgReadCommand"),
    AFTER_REVOKE_MSG("afterRevokeMsg", "callbackBeforeAfterMsgCommand"),

    // Gateway (notifications-and-webhooks.md C6).
    AFTER_USER_ONLINE("afterUserOnline", "callbackAfterUserOnlineCommand"),
    AFTER_USER_OFFLINE("afterUserOffline", "callbackAfterUserOfflineCommand"),
    AFTER_USER_KICK_OFF("afterUserKickOff", "callbackAfterUserKickOffCommand"),

    // Push (notifications-and-webhooks.md C7).
    BEFORE_ONLINE_PUSH("beforeOnlinePush", "callbackBeforeOnlinePushCommand"),
    BEFORE_GROUP_ONLINE_PUSH("beforeGroupOnlinePush", "callbackBeforeGroupOnlinePushCommand"),
    BEFORE_OFFLINE_PUSH("beforeOfflinePush", "callbackBeforeOfflinePushCommand");

    private final String key;
    private final String command;

    Hook(String key, String command) {
        this.key = key;
        this.command = command;
    }

    /// What the configuration calls it.
    public String key() {
        return key;
    }

    public String command() {
        return command;
    }

    /// Whether it is asked before the operation and may refuse it.
    public boolean asks() {
        return key.startsWith("before");
    }
}
