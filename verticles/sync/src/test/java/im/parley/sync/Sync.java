package im.parley.sync;

import im.parley.bus.Call;
import im.parley.proto.msg.ClearConversationsMsgReq;
import im.parley.proto.msg.ClearConversationsMsgResp;
import im.parley.proto.msg.DeleteMsgPhysicalBySeqReq;
import im.parley.proto.msg.DeleteMsgPhysicalBySeqResp;
import im.parley.proto.msg.DeleteMsgPhysicalReq;
import im.parley.proto.msg.DeleteMsgPhysicalResp;
import im.parley.proto.msg.DeleteMsgsReq;
import im.parley.proto.msg.DeleteMsgsResp;
import im.parley.proto.msg.DestructMsgsReq;
import im.parley.proto.msg.DestructMsgsResp;
import im.parley.proto.msg.GetActiveConversationReq;
import im.parley.proto.msg.GetActiveConversationResp;
import im.parley.proto.msg.GetActiveGroupReq;
import im.parley.proto.msg.GetActiveGroupResp;
import im.parley.proto.msg.GetActiveUserReq;
import im.parley.proto.msg.GetActiveUserResp;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationMaxSeqResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetHasReadSeqsReq;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeResp;
import im.parley.proto.msg.GetMaxSeqsReq;
import im.parley.proto.msg.GetMsgByConversationIDsReq;
import im.parley.proto.msg.GetMsgByConversationIDsResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.msg.MarkConversationAsReadReq;
import im.parley.proto.msg.MarkConversationAsReadResp;
import im.parley.proto.msg.MarkMsgsAsReadReq;
import im.parley.proto.msg.MarkMsgsAsReadResp;
import im.parley.proto.msg.RevokeMsgReq;
import im.parley.proto.msg.RevokeMsgResp;
import im.parley.proto.msg.SearchMessageReq;
import im.parley.proto.msg.SearchMessageResp;
import im.parley.proto.msg.SeqsInfoResp;
import im.parley.proto.msg.SetConversationHasReadSeqReq;
import im.parley.proto.msg.SetConversationHasReadSeqResp;
import im.parley.proto.msg.SetUserConversationMaxSeqReq;
import im.parley.proto.msg.SetUserConversationMaxSeqResp;
import im.parley.proto.msg.SetUserConversationMinSeqReq;
import im.parley.proto.msg.SetUserConversationMinSeqResp;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqResp;
import im.parley.proto.msg.UserClearAllMsgReq;
import im.parley.proto.msg.UserClearAllMsgResp;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;

import io.vertx.core.Future;

/// All that this module answers, as its callers see it.
interface Sync {
    Future<GetMaxSeqResp> getMaxSeq(Call call, GetMaxSeqReq request);

    Future<SeqsInfoResp> getMaxSeqs(Call call, GetMaxSeqsReq request);

    Future<SeqsInfoResp> getHasReadSeqs(Call call, GetHasReadSeqsReq request);

    Future<GetConversationMaxSeqResp> getConversationMaxSeq(
            Call call, GetConversationMaxSeqReq request);

    Future<GetActiveConversationResp> getActiveConversation(
            Call call, GetActiveConversationReq request);

    Future<GetConversationsHasReadAndMaxSeqResp> getConversationsHasReadAndMaxSeq(
            Call call, GetConversationsHasReadAndMaxSeqReq request);

    Future<PullMessageBySeqsResp> pullMessageBySeqs(Call call, PullMessageBySeqsReq request);

    Future<GetSeqMessageResp> getSeqMessage(Call call, GetSeqMessageReq request);

    Future<GetLastMessageResp> getLastMessage(Call call, GetLastMessageReq request);

    Future<GetMsgByConversationIDsResp> getMsgByConversationIDs(
            Call call, GetMsgByConversationIDsReq request);

    Future<SetUserConversationsMinSeqResp> setUserConversationsMinSeq(
            Call call, SetUserConversationsMinSeqReq request);

    Future<SetUserConversationMinSeqResp> setUserConversationMinSeq(
            Call call, SetUserConversationMinSeqReq request);

    Future<SetUserConversationMaxSeqResp> setUserConversationMaxSeq(
            Call call, SetUserConversationMaxSeqReq request);

    Future<MarkMsgsAsReadResp> markMsgsAsRead(Call call, MarkMsgsAsReadReq request);

    Future<MarkConversationAsReadResp> markConversationAsRead(
            Call call, MarkConversationAsReadReq request);

    Future<SetConversationHasReadSeqResp> setConversationHasReadSeq(
            Call call, SetConversationHasReadSeqReq request);

    Future<RevokeMsgResp> revokeMsg(Call call, RevokeMsgReq request);

    Future<DeleteMsgsResp> deleteMsgs(Call call, DeleteMsgsReq request);

    Future<DeleteMsgPhysicalBySeqResp> deleteMsgPhysicalBySeq(
            Call call, DeleteMsgPhysicalBySeqReq request);

    Future<ClearConversationsMsgResp> clearConversationsMsg(
            Call call, ClearConversationsMsgReq request);

    Future<UserClearAllMsgResp> userClearAllMsg(Call call, UserClearAllMsgReq request);

    Future<DestructMsgsResp> destructMsgs(Call call, DestructMsgsReq request);

    Future<DeleteMsgPhysicalResp> deleteMsgPhysical(Call call, DeleteMsgPhysicalReq request);

    Future<GetLastMessageSeqByTimeResp> getLastMessageSeqByTime(
            Call call, GetLastMessageSeqByTimeReq request);

    Future<SearchMessageResp> searchMessage(Call call, SearchMessageReq request);

    Future<GetActiveUserResp> getActiveUser(Call call, GetActiveUserReq request);

    Future<GetActiveGroupResp> getActiveGroup(Call call, GetActiveGroupReq request);
}
