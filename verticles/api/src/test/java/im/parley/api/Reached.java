package im.parley.api;

import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.OPEN;
import static im.parley.bus.Policy.eachSelf;
import static im.parley.bus.Policy.self;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.bus.Rpc;
import im.parley.bus.Rules;
import im.parley.bus.Rules.Rule;

import io.vertx.core.Future;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Stand-ins for all services, with the policies of the specifications and nothing else: an rpc
/// that is reached answers with an empty message.
final class Reached {
    private static final Rules USER =
            Rules.of("openim.user.user")
                    .rule("userRegister", APP_ADMIN)
                    .rule("updateUserInfo", self("userInfo.userID"))
                    .rule("updateUserInfoEx", self("userInfo.userID"))
                    .rule("setGlobalRecvMessageOpt", self("userID"))
                    .rule("getDesignateUsers", ANY_USER)
                    .rule("getAllUserID", ANY_USER)
                    .rule("accountCheck", APP_ADMIN)
                    .rule("getPaginationUsers", ANY_USER)
                    .rule("subscribeOrCancelUsersStatus", ANY_USER)
                    .rule("getUserStatus", ANY_USER)
                    .rule("getSubscribeUsersStatus", ANY_USER)
                    .rule("processUserCommandAdd", self("userID"))
                    .rule("processUserCommandDelete", self("userID"))
                    .rule("processUserCommandUpdate", self("userID"))
                    .rule("processUserCommandGet", self("userID"))
                    .rule("processUserCommandGetAll", self("userID"))
                    .rule("addNotificationAccount", APP_ADMIN)
                    .rule("updateNotificationAccountInfo", APP_ADMIN)
                    .rule("searchNotificationAccount", APP_ADMIN)
                    .rule("getUserClientConfig", self("userID"))
                    .rule("setUserClientConfig", APP_ADMIN)
                    .rule("delUserClientConfig", APP_ADMIN)
                    .rule("pageUserClientConfig", APP_ADMIN)
                    .rule("userRegisterCount", ANY_USER)
                    .rule("getGlobalRecvMessageOpt", INTERNAL);

    private static final Rules AUTH =
            Rules.of("openim.auth.Auth")
                    .rule("getAdminToken", OPEN)
                    .rule("getUserToken", APP_ADMIN)
                    .rule("forceLogout", APP_ADMIN)
                    .rule("kickTokens", INTERNAL);

    private static final Rules MESSAGE =
            Rules.of("openim.msg.msg")
                    .rule("SendMsg", self("msgData.sendID"))
                    .rule("SetSendMsgStatus", INTERNAL)
                    .rule("GetSendMsgStatus", ANY_USER)
                    .rule("GetMaxSeq", self("userID"))
                    .rule("PullMessageBySeqs", self("userID"))
                    .rule("GetServerTime", ANY_USER)
                    .rule("GetLastMessage", self("userID"))
                    .rule("GetConversationsHasReadAndMaxSeq", self("userID"))
                    .rule("SearchMessage", APP_ADMIN)
                    .rule("RevokeMsg", self("userID"))
                    .rule("MarkMsgsAsRead", self("userID"))
                    .rule("MarkConversationAsRead", self("userID"))
                    .rule("SetConversationHasReadSeq", self("userID"))
                    .rule("ClearConversationsMsg", self("userID"))
                    .rule("UserClearAllMsg", self("userID"))
                    .rule("DeleteMsgs", self("userID"))
                    .rule("DeleteMsgPhysicalBySeq", APP_ADMIN)
                    .rule("DeleteMsgPhysical", APP_ADMIN)
                    .rule("GetActiveUser", APP_ADMIN)
                    .rule("GetActiveGroup", APP_ADMIN);

    private static final Rules CONVERSATION =
            Rules.of("openim.conversation.conversation")
                    .rule("GetConversation", self("ownerUserID"))
                    .rule("GetConversations", self("ownerUserID"))
                    .rule("GetAllConversations", self("ownerUserID"))
                    .rule("GetOwnerConversation", self("userID"))
                    .rule("GetNotNotifyConversationIDs", self("userID"))
                    .rule("GetPinnedConversationIDs", self("userID"))
                    .rule("GetIncrementalConversation", self("userID"))
                    .rule("GetFullOwnerConversationIDs", self("userID"))
                    .rule("GetSortedConversationList", self("userID"))
                    .rule("SetConversations", eachSelf("userIDs"))
                    .rule("UpdateConversationsByUser", self("userID"))
                    .rule("DeleteConversations", self("ownerUserID"));

    private static final Rules FRIEND =
            Rules.of("openim.relation.friend")
                    .rule("applyToAddFriend", self("fromUserID"))
                    .rule("respondFriendApply", self("toUserID"))
                    .rule("deleteFriend", self("ownerUserID"))
                    .rule("setFriendRemark", self("ownerUserID"))
                    .rule("updateFriends", self("ownerUserID"))
                    .rule("getPaginationFriends", self("userID"))
                    .rule("getDesignatedFriends", self("ownerUserID"))
                    .rule("GetSpecifiedFriendsInfo", self("ownerUserID"))
                    .rule("getFriendIDs", self("userID"))
                    .rule("isFriend", self("userID1", "userID2"))
                    .rule("getPaginationFriendsApplyTo", self("userID"))
                    .rule("getPaginationFriendsApplyFrom", self("userID"))
                    .rule("getDesignatedFriendsApply", self("fromUserID", "toUserID"))
                    .rule("getSelfUnhandledApplyCount", self("userID"))
                    .rule("importFriends", APP_ADMIN)
                    .rule("addBlack", self("ownerUserID"))
                    .rule("removeBlack", self("ownerUserID"))
                    .rule("getPaginationBlacks", self("userID"))
                    .rule("GetSpecifiedBlacks", self("ownerUserID"))
                    .rule("getIncrementalBlacks", self("userID"))
                    .rule("getIncrementalFriends", self("userID"))
                    .rule("getFullFriendUserIDs", self("userID"));

    private static final Rules GROUP =
            Rules.of("openim.group.group")
                    .rule("createGroup", self("ownerUserID"))
                    .rule("setGroupInfo", ANY_USER)
                    .rule("setGroupInfoEx", ANY_USER)
                    .rule("joinGroup", self("inviterUserID"))
                    .rule("quitGroup", ANY_USER)
                    .rule("groupApplicationResponse", ANY_USER)
                    .rule("transferGroupOwner", ANY_USER)
                    .rule("getGroupApplicationList", self("fromUserID"))
                    .rule("getUserReqApplicationList", self("userID"))
                    .rule("getGroupUsersReqApplicationList", ANY_USER)
                    .rule("getSpecifiedUserGroupRequestInfo", ANY_USER)
                    .rule("getGroupApplicationUnhandledCount", self("userID"))
                    .rule("getGroupsInfo", ANY_USER)
                    .rule("getGroups", ANY_USER)
                    .rule("kickGroupMember", ANY_USER)
                    .rule("getGroupMembersInfo", ANY_USER)
                    .rule("getGroupMemberList", ANY_USER)
                    .rule("getGroupMemberUserIDs", ANY_USER)
                    .rule("inviteUserToGroup", ANY_USER)
                    .rule("getJoinedGroupList", self("fromUserID"))
                    .rule("dismissGroup", ANY_USER)
                    .rule("muteGroupMember", ANY_USER)
                    .rule("cancelMuteGroupMember", ANY_USER)
                    .rule("muteGroup", ANY_USER)
                    .rule("cancelMuteGroup", ANY_USER)
                    .rule("setGroupMemberInfo", ANY_USER)
                    .rule("getGroupAbstractInfo", ANY_USER)
                    .rule("GroupCreateCount", APP_ADMIN)
                    .rule("getIncrementalJoinGroup", self("userID"))
                    .rule("getIncrementalGroupMember", ANY_USER)
                    .rule("BatchGetIncrementalGroupMember", ANY_USER)
                    .rule("GetFullJoinGroupIDs", self("userID"))
                    .rule("GetFullGroupMemberUserIDs", ANY_USER);

    private static final Rules WEBHOOK =
            Rules.of("parley.webhook.DeadLetters")
                    .rule("list", APP_ADMIN)
                    .rule("replay", APP_ADMIN)
                    .rule("drop", APP_ADMIN);

    private static final Rules GATEWAY =
            Rules.of("openim.msggateway.msgGateway").rule("GetUsersOnlineStatus", INTERNAL);

    private Reached() {}

    static Map<Rules, Object> all() {
        var services = new LinkedHashMap<Rules, Object>();
        services.put(Door.Tokens.RULES, new Door.Tokens());
        var others = List.of(USER, AUTH, MESSAGE, CONVERSATION, FRIEND, GROUP, WEBHOOK, GATEWAY);
        for (var rules : others) services.put(rules, service(rules));
        return services;
    }

    /// An object with a method for every rpc of the table.
    private static Object service(Rules rules) {
        var answers = new LinkedHashMap<String, Message>();
        for (var rule : rules.all()) answers.put(javaName(rule), rule.rpc().response());
        return Proxy.newProxyInstance(
                Reached.class.getClassLoader(),
                new Class<?>[] {api(rules)},
                (_, method, _) -> Future.succeededFuture(answers.get(method.getName())));
    }

    private static Class<?> api(Rules rules) {
        var first = rules.all().getFirst().rpc().method().getService().getName();
        var bytes =
                ClassFile.of()
                        .build(
                                ClassDesc.of("im.parley.api", "Reached_" + first),
                                type -> {
                                    type.withFlags(AccessFlag.INTERFACE, AccessFlag.ABSTRACT);
                                    for (var rule : rules.all())
                                        type.withMethod(
                                                javaName(rule),
                                                shape(rule),
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT,
                                                _ -> {});
                                });
        try {
            return MethodHandles.lookup().defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodTypeDesc shape(Rule rule) {
        return MethodTypeDesc.of(
                Future.class.describeConstable().orElseThrow(),
                Call.class.describeConstable().orElseThrow(),
                rule.rpc().request().getClass().describeConstable().orElseThrow());
    }

    private static String javaName(Rule rule) {
        var name = rule.rpc().method().getName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /// A request in which every text is this id, every number 1 and no list is empty.
    static Message request(Rpc rpc, String id) {
        return filled(rpc.request().newBuilderForType(), id);
    }

    private static Message filled(Message.Builder builder, String id) {
        for (var field : builder.getDescriptorForType().getFields())
            if (field.isMapField()) continue;
            else if (field.isRepeated()) builder.addRepeatedField(field, value(builder, field, id));
            else builder.setField(field, value(builder, field, id));
        return builder.build();
    }

    private static Object value(Message.Builder owner, FieldDescriptor field, String id) {
        return switch (field.getJavaType()) {
            case INT -> 1;
            case LONG -> 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1d;
            case BOOLEAN -> true;
            case STRING -> id;
            case BYTE_STRING -> com.google.protobuf.ByteString.copyFromUtf8(id);
            case ENUM -> field.getEnumType().findValueByNumber(0);
            case MESSAGE -> filled(owner.newBuilderForField(field), id);
        };
    }
}
