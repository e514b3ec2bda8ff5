package im.parley.conversation;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.msg.SetUserConversationMinSeqReq;
import im.parley.proto.msg.SetUserConversationMinSeqResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.Future;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The services that conversations ask, as small ones of the tests' own.
final class Neighbours {
    static final Rules MESSAGES =
            Rules.of("openim.msg.msg")
                    .rule("GetConversationsHasReadAndMaxSeq", Policy.self("userID"))
                    .rule("GetLastMessage", Policy.self("userID"))
                    .rule("GetLastMessageSeqByTime", Policy.INTERNAL)
                    .rule("SetUserConversationMinSeq", Policy.INTERNAL);

    static final Rules GROUPS =
            Rules.of("openim.group.group")
                    .rule("getGroupMembersInfo", Policy.INTERNAL)
                    .rule("getGroupsInfo", Policy.ANY_USER);

    /// By conversation: how it stands for whoever asks, and its last message.
    final Map<String, Seqs> seqs = new ConcurrentHashMap<>();
    final Map<String, MsgData> lastMessages = new ConcurrentHashMap<>();

    /// By conversation and time, and what was raised to which seq.
    final Map<String, Long> seqByTime = new ConcurrentHashMap<>();
    final Map<String, Long> raised = new ConcurrentHashMap<>();

    /// By group.
    final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    Object messages() {
        return new Talk();
    }

    Object groups() {
        return new Groups();
    }

    private final class Talk {
        GetConversationsHasReadAndMaxSeqResp getConversationsHasReadAndMaxSeq(
                Call call, GetConversationsHasReadAndMaxSeqReq asked) {
            var answer = GetConversationsHasReadAndMaxSeqResp.newBuilder();
            var ids =
                    asked.getConversationIDsCount() == 0
                            ? seqs.keySet()
                            : asked.getConversationIDsList();
            for (var id : ids) answer.putSeqs(id, seqs.getOrDefault(id, Seqs.getDefaultInstance()));
            return answer.build();
        }

        GetLastMessageResp getLastMessage(Call call, GetLastMessageReq asked) {
            var answer = GetLastMessageResp.newBuilder();
            for (var id : asked.getConversationIDsList())
                if (lastMessages.containsKey(id)) answer.putMsgs(id, lastMessages.get(id));
            return answer.build();
        }

        Future<GetLastMessageSeqByTimeResp> getLastMessageSeqByTime(
                Call call, GetLastMessageSeqByTimeReq asked) {
            if (asked.getConversationID().contains("broken"))
                return Future.failedFuture("no answer about " + asked.getConversationID());
            var key = asked.getConversationID() + " " + asked.getTime();
            return Future.succeededFuture(
                    GetLastMessageSeqByTimeResp.newBuilder()
                            .setSeq(seqByTime.getOrDefault(key, 0L))
                            .build());
        }

        SetUserConversationMinSeqResp setUserConversationMinSeq(
                Call call, SetUserConversationMinSeqReq asked) {
            for (var owner : asked.getOwnerUserIDList())
                raised.put(owner + " " + asked.getConversationID(), asked.getMinSeq());
            return SetUserConversationMinSeqResp.getDefaultInstance();
        }
    }

    private final class Groups {
        GetGroupMembersInfoResp getGroupMembersInfo(Call call, GetGroupMembersInfoReq asked) {
            var answer = GetGroupMembersInfoResp.newBuilder();
            for (var user : asked.getUserIDsList())
                if (members.getOrDefault(asked.getGroupID(), Set.of()).contains(user))
                    answer.addMembers(GroupMemberFullInfo.newBuilder().setUserID(user));
            return answer.build();
        }

        GetGroupsInfoResp getGroupsInfo(Call call, GetGroupsInfoReq asked) {
            var answer = GetGroupsInfoResp.newBuilder();
            for (var id : asked.getGroupIDsList())
                answer.addGroupInfos(
                        GroupInfo.newBuilder()
                                .setGroupID(id)
                                .setGroupName("the " + id)
                                .setFaceURL(id + ".png")
                                .setGroupType(2)
                                .setMemberCount(7));
            return answer.build();
        }
    }
}
