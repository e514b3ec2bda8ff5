package im.parley.api;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.msg.GetSendMsgStatusReq;
import im.parley.proto.msg.GetSendMsgStatusResp;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.msg.SetSendMsgStatusReq;
import im.parley.proto.msg.SetSendMsgStatusResp;
import im.parley.proto.sdkws.MsgData;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/// A small message service: it keeps what is sent, refuses what is for `blocker`, and lets a test
/// change a message as a webhook would.
final class SentMessages {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("SendMsg", Policy.self("msgData.sendID"))
                    .rule("SetSendMsgStatus", Policy.INTERNAL)
                    .rule("GetSendMsgStatus", Policy.ANY_USER);

    final LinkedBlockingQueue<MsgData> sent = new LinkedBlockingQueue<>();
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    volatile UnaryOperator<MsgData> webhook = UnaryOperator.identity();

    SendMsgResp sendMsg(Call call, SendMsgReq request) {
        var message = request.getMsgData();
        if (message.getRecvID().equals("blocker")) throw new Refusal(ErrorCode.BLOCKED_BY_PEER);
        sent.add(message);
        var answer =
                SendMsgResp.newBuilder()
                        .setServerMsgID("s1")
                        .setClientMsgID(message.getClientMsgID())
                        .setSendTime(77);
        var filled = message.toBuilder().setServerMsgID("s1").setSendTime(70).build();
        var changed = webhook.apply(filled);
        if (!changed.equals(filled)) answer.setModify(changed);
        return answer.build();
    }

    SetSendMsgStatusResp setSendMsgStatus(Call call, SetSendMsgStatusReq request) {
        statuses.put(call.operationID(), request.getStatus());
        return SetSendMsgStatusResp.getDefaultInstance();
    }

    GetSendMsgStatusResp getSendMsgStatus(Call call, GetSendMsgStatusReq request) {
        return GetSendMsgStatusResp.newBuilder()
                .setStatus(statuses.getOrDefault(call.operationID(), 0))
                .build();
    }
}
