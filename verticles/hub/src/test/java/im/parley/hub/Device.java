package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PushMessages;
import im.parley.proto.sdkws.SubUserOnlineStatus;
import im.parley.proto.sdkws.SubUserOnlineStatusTips;

import java.util.List;

/// A connected client that speaks in requests and replies.
final class Device {
    final RawSocket socket;
    private final String user;
    private final ClientSide side;

    Device(RawSocket socket, String user, Encoding encoding, boolean gzip) {
        this.socket = socket;
        this.user = user;
        this.side = new ClientSide(encoding, gzip);
    }

    void ask(int id, String msgIncr, byte[] data) {
        ask(id, user, "op-" + msgIncr, msgIncr, data);
    }

    void ask(int id, String msgIncr, MessageLite data) {
        ask(id, msgIncr, data.toByteArray());
    }

    void ask(int id, String sendID, String operationID, String msgIncr, byte[] data) {
        socket.send(RawSocket.BINARY, request(id, sendID, operationID, msgIncr, data));
    }

    byte[] request(int id, String sendID, String operationID, String msgIncr, byte[] data) {
        return side.request(id, sendID, operationID, msgIncr, data);
    }

    void askMaxSeq(String msgIncr) {
        ask(1001, msgIncr, GetMaxSeqReq.newBuilder().setUserID(user).build());
    }

    void say(String msgIncr, String clientMsgID) {
        ask(1003, msgIncr, message(clientMsgID));
    }

    MsgData message(String clientMsgID) {
        return MsgData.newBuilder().setSendID(user).setClientMsgID(clientMsgID).build();
    }

    void watch(List<String> begun, List<String> ended) {
        ask(
                2005,
                "watch",
                SubUserOnlineStatus.newBuilder()
                        .addAllSubscribeUserID(begun)
                        .addAllUnsubscribeUserID(ended)
                        .build());
    }

    ServerFrame next() {
        var frame = socket.next();
        assertEquals(RawSocket.BINARY, frame.opcode(), frame.text());
        return side.reply(frame.payload());
    }

    /// What comes next, in a word: `msgIncr=code`, `push clientMsgID`, `kick`.
    String nextInShort() {
        var frame = next();
        return switch (frame.reqIdentifier()) {
            case RequestTable.PUSH_MSG -> "push " + pushed(frame).getClientMsgID();
            case RequestTable.KICK_ONLINE_MSG -> "kick";
            default -> frame.msgIncr() + "=" + frame.errCode();
        };
    }

    static MsgData pushed(ServerFrame frame) {
        try {
            var push = PushMessages.parseFrom(frame.data().toArray());
            var list = push.getMsgsCount() > 0 ? push.getMsgsMap() : push.getNotificationMsgsMap();
            return list.values().iterator().next().getMsgs(0);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /// The statuses in a reply to 2005 or in a status push: `amy[2, 5]`.
    static List<String> statuses(ServerFrame frame) {
        try {
            return SubUserOnlineStatusTips.parseFrom(frame.data().toArray())
                    .getSubscribersList()
                    .stream()
                    .map(one -> one.getUserID() + one.getOnlinePlatformIDsList())
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /// The connection serves: what comes next is the answer to this.
    void assertAlive() {
        socket.sendText("{\"type\":\"ping\",\"body\":\"alive?\"}");
        assertEquals("{\"type\":\"pong\",\"body\":\"alive?\"}", socket.next().text());
    }

    void assertKicked() {
        var frame = next();
        assertEquals(RequestTable.KICK_ONLINE_MSG, frame.reqIdentifier());
        socket.assertDropped();
    }
}
