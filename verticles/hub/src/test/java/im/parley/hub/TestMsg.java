package im.parley.hub;

import im.parley.bus.Call;
import im.parley.bus.Check;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;

import io.vertx.core.Future;

import java.util.function.Function;

/// Answers every message request with something that tells the requests apart.
final class TestMsg {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("GetMaxSeq", Policy.self("userID"))
                    .rule("PullMessageBySeqs", Policy.self("userID"))
                    .rule("SendMsg", Policy.self("msgData.sendID"))
                    .rule("GetSeqMessage", Policy.self("userID"))
                    .rule(
                            "GetConversationsHasReadAndMaxSeq",
                            Policy.self("userID"),
                            Check.nonEmpty("userID"))
                    .rule("GetLastMessage", Policy.self("userID"));

    volatile Function<MsgData, Future<SendMsgResp>> sending =
            message -> Future.succeededFuture(sent(message));
    volatile Function<GetMaxSeqReq, Future<GetMaxSeqResp>> seqs =
            _ ->
                    Future.succeededFuture(
                            GetMaxSeqResp.newBuilder().putMaxSeqs("si_amy_bob", 7).build());
    volatile Call lastCall;

    static SendMsgResp sent(MsgData message) {
        return SendMsgResp.newBuilder()
                .setClientMsgID(message.getClientMsgID())
                .setServerMsgID("server-" + message.getClientMsgID())
                .setSendTime(1)
                .build();
    }

    Future<GetMaxSeqResp> getMaxSeq(Call call, GetMaxSeqReq request) {
        lastCall = call;
        return seqs.apply(request);
    }

    PullMessageBySeqsResp pullMessageBySeqs(Call call, PullMessageBySeqsReq request) {
        return PullMessageBySeqsResp.getDefaultInstance();
    }

    Future<SendMsgResp> sendMsg(Call call, SendMsgReq request) {
        lastCall = call;
        return sending.apply(request.getMsgData());
    }

    GetSeqMessageResp getSeqMessage(Call call, GetSeqMessageReq request) {
        return GetSeqMessageResp.getDefaultInstance();
    }

    GetConversationsHasReadAndMaxSeqResp getConversationsHasReadAndMaxSeq(
            Call call, GetConversationsHasReadAndMaxSeqReq request) {
        return GetConversationsHasReadAndMaxSeqResp.getDefaultInstance();
    }

    GetLastMessageResp getLastMessage(Call call, GetLastMessageReq request) {
        return GetLastMessageResp.getDefaultInstance();
    }
}
