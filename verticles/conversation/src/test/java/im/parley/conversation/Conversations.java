package im.parley.conversation;

import im.parley.bus.Call;
import im.parley.proto.conversation.ClearUserConversationMsgReq;
import im.parley.proto.conversation.ClearUserConversationMsgResp;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsResp;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.conversation.DeleteConversationsResp;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetAllConversationsResp;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationIDsResp;
import im.parley.proto.conversation.GetConversationNotReceiveMessageUserIDsReq;
import im.parley.proto.conversation.GetConversationNotReceiveMessageUserIDsResp;
import im.parley.proto.conversation.GetConversationOfflinePushUserIDsReq;
import im.parley.proto.conversation.GetConversationOfflinePushUserIDsResp;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.conversation.GetConversationsByConversationIDReq;
import im.parley.proto.conversation.GetConversationsByConversationIDResp;
import im.parley.proto.conversation.GetConversationsNeedClearMsgReq;
import im.parley.proto.conversation.GetConversationsNeedClearMsgResp;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.conversation.GetFullOwnerConversationIDsReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;
import im.parley.proto.conversation.GetNotNotifyConversationIDsReq;
import im.parley.proto.conversation.GetNotNotifyConversationIDsResp;
import im.parley.proto.conversation.GetOwnerConversationReq;
import im.parley.proto.conversation.GetOwnerConversationResp;
import im.parley.proto.conversation.GetPinnedConversationIDsReq;
import im.parley.proto.conversation.GetPinnedConversationIDsResp;
import im.parley.proto.conversation.GetRecvMsgNotNotifyUserIDsReq;
import im.parley.proto.conversation.GetRecvMsgNotNotifyUserIDsResp;
import im.parley.proto.conversation.GetSortedConversationListReq;
import im.parley.proto.conversation.GetSortedConversationListResp;
import im.parley.proto.conversation.GetUserConversationIDsHashReq;
import im.parley.proto.conversation.GetUserConversationIDsHashResp;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMaxSeqResp;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqResp;
import im.parley.proto.conversation.SetConversationReq;
import im.parley.proto.conversation.SetConversationResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.conversation.UpdateConversationReq;
import im.parley.proto.conversation.UpdateConversationResp;
import im.parley.proto.conversation.UpdateConversationsByUserReq;
import im.parley.proto.conversation.UpdateConversationsByUserResp;

import io.vertx.core.Future;

/// The service as its callers have it.
interface Conversations {
    Future<GetConversationResp> getConversation(Call call, GetConversationReq asked);

    Future<GetConversationsResp> getConversations(Call call, GetConversationsReq asked);

    Future<GetAllConversationsResp> getAllConversations(Call call, GetAllConversationsReq asked);

    Future<GetOwnerConversationResp> getOwnerConversation(Call call, GetOwnerConversationReq asked);

    Future<GetSortedConversationListResp> getSortedConversationList(
            Call call, GetSortedConversationListReq asked);

    Future<GetConversationIDsResp> getConversationIDs(Call call, GetConversationIDsReq asked);

    Future<GetNotNotifyConversationIDsResp> getNotNotifyConversationIDs(
            Call call, GetNotNotifyConversationIDsReq asked);

    Future<GetPinnedConversationIDsResp> getPinnedConversationIDs(
            Call call, GetPinnedConversationIDsReq asked);

    Future<GetConversationsByConversationIDResp> getConversationsByConversationID(
            Call call, GetConversationsByConversationIDReq asked);

    Future<GetIncrementalConversationResp> getIncrementalConversation(
            Call call, GetIncrementalConversationReq asked);

    Future<GetFullOwnerConversationIDsResp> getFullOwnerConversationIDs(
            Call call, GetFullOwnerConversationIDsReq asked);

    Future<GetUserConversationIDsHashResp> getUserConversationIDsHash(
            Call call, GetUserConversationIDsHashReq asked);

    Future<GetRecvMsgNotNotifyUserIDsResp> getRecvMsgNotNotifyUserIDs(
            Call call, GetRecvMsgNotNotifyUserIDsReq asked);

    Future<GetConversationNotReceiveMessageUserIDsResp> getConversationNotReceiveMessageUserIDs(
            Call call, GetConversationNotReceiveMessageUserIDsReq asked);

    Future<GetConversationOfflinePushUserIDsResp> getConversationOfflinePushUserIDs(
            Call call, GetConversationOfflinePushUserIDsReq asked);

    Future<CreateSingleChatConversationsResp> createSingleChatConversations(
            Call call, CreateSingleChatConversationsReq asked);

    Future<CreateGroupChatConversationsResp> createGroupChatConversations(
            Call call, CreateGroupChatConversationsReq asked);

    Future<SetConversationResp> setConversation(Call call, SetConversationReq asked);

    Future<SetConversationsResp> setConversations(Call call, SetConversationsReq asked);

    Future<UpdateConversationsByUserResp> updateConversationsByUser(
            Call call, UpdateConversationsByUserReq asked);

    Future<SetConversationMaxSeqResp> setConversationMaxSeq(
            Call call, SetConversationMaxSeqReq asked);

    Future<SetConversationMinSeqResp> setConversationMinSeq(
            Call call, SetConversationMinSeqReq asked);

    Future<UpdateConversationResp> updateConversation(Call call, UpdateConversationReq asked);

    Future<DeleteConversationsResp> deleteConversations(Call call, DeleteConversationsReq asked);

    Future<GetConversationsNeedClearMsgResp> getConversationsNeedClearMsg(
            Call call, GetConversationsNeedClearMsgReq asked);

    Future<ClearUserConversationMsgResp> clearUserConversationMsg(
            Call call, ClearUserConversationMsgReq asked);
}
