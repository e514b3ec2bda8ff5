package im.parley.conversation;

import im.parley.bus.Call;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetLastMessageSeqByTimeReq;
import im.parley.proto.msg.GetLastMessageSeqByTimeResp;
import im.parley.proto.msg.SetUserConversationMinSeqReq;
import im.parley.proto.msg.SetUserConversationMinSeqResp;

import io.vertx.core.Future;

/// What this module asks of the messages of its conversations.
interface Messages {
    Future<GetConversationsHasReadAndMaxSeqResp> getConversationsHasReadAndMaxSeq(
            Call call, GetConversationsHasReadAndMaxSeqReq asked);

    Future<GetLastMessageResp> getLastMessage(Call call, GetLastMessageReq asked);

    Future<GetLastMessageSeqByTimeResp> getLastMessageSeqByTime(
            Call call, GetLastMessageSeqByTimeReq asked);

    Future<SetUserConversationMinSeqResp> setUserConversationMinSeq(
            Call call, SetUserConversationMinSeqReq asked);
}
