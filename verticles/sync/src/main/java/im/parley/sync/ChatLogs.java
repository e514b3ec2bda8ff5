package im.parley.sync;

import im.parley.bus.Call;
import im.parley.contract.SessionType;
import im.parley.proto.msg.ChatLog;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Messages as a search shows them, with the names of those concerned. What has vanished since has
/// no name; the group's face is the group's and not, as in the reference, the sender's.
final class ChatLogs {
    private final People people;
    private final Groups groups;

    ChatLogs(People people, Groups groups) {
        this.people = people;
        this.groups = groups;
    }

    /// One for each, in this order.
    List<ChatLog> of(Call call, List<MsgData> messages) {
        var users = people.known(call, ids(messages, m -> Stream.of(m.getSendID(), m.getRecvID())));
        var rooms = groups.known(call, ids(messages, m -> Stream.of(m.getGroupID())));
        return messages.stream().map(message -> log(message, users, rooms)).toList();
    }

    private static List<String> ids(
            List<MsgData> messages, Function<MsgData, Stream<String>> named) {
        return messages.stream()
                .flatMap(named)
                .filter(id -> !id.isEmpty())
                .distinct()
                .collect(Collectors.toList());
    }

    private static ChatLog log(
            MsgData message, Map<String, UserInfo> users, Map<String, GroupInfo> rooms) {
        var log =
                ChatLog.newBuilder()
                        .setServerMsgID(message.getServerMsgID())
                        .setClientMsgID(message.getClientMsgID())
                        .setSendID(message.getSendID())
                        .setRecvID(message.getRecvID())
                        .setGroupID(message.getGroupID())
                        .setSenderPlatformID(message.getSenderPlatformID())
                        .setSenderNickname(nickname(message, users))
                        .setSenderFaceURL(message.getSenderFaceURL())
                        .setSessionType(message.getSessionType())
                        .setMsgFrom(message.getMsgFrom())
                        .setContentType(message.getContentType())
                        .setContent(message.getContent().toStringUtf8())
                        .setStatus(message.getStatus())
                        .setSendTime(message.getSendTime())
                        .setCreateTime(message.getCreateTime())
                        .setEx(message.getEx())
                        .setSeq(message.getSeq());
        if (message.getSessionType() == SessionType.GROUP.number()) inGroup(log, rooms);
        else log.setRecvNickname(nicknameOf(message.getRecvID(), users));
        return log.build();
    }

    private static void inGroup(ChatLog.Builder log, Map<String, GroupInfo> rooms) {
        log.setRecvID(log.getGroupID());
        var room = Optional.ofNullable(rooms.get(log.getGroupID()));
        room.ifPresent(
                it ->
                        log.setGroupName(it.getGroupName())
                                .setGroupFaceURL(it.getFaceURL())
                                .setGroupMemberCount(it.getMemberCount())
                                .setGroupOwner(it.getOwnerUserID())
                                .setGroupType(it.getGroupType()));
    }

    private static String nickname(MsgData message, Map<String, UserInfo> users) {
        return message.getSenderNickname().isEmpty()
                ? nicknameOf(message.getSendID(), users)
                : message.getSenderNickname();
    }

    private static String nicknameOf(String userID, Map<String, UserInfo> users) {
        return users.getOrDefault(userID, UserInfo.getDefaultInstance()).getNickname();
    }
}
