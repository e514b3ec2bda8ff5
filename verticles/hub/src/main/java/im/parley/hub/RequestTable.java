package im.parley.hub;

import static java.util.Map.entry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Contract;
import im.parley.bus.Rpc;
import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.push.DelUserPushTokenReq;
import im.parley.proto.push.DelUserPushTokenResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.SetAppBackgroundStatusReq;
import im.parley.proto.sdkws.SetAppBackgroundStatusResp;
import im.parley.proto.sdkws.SubUserOnlineStatus;
import im.parley.proto.sdkws.SubUserOnlineStatusElem;
import im.parley.proto.sdkws.SubUserOnlineStatusTips;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a client may ask on its socket (websocket.md 3.1). Any other number ends the connection.
/// Who may ask what is decided by the rules of the service that answers.
final class RequestTable {
    static final int PUSH_MSG = 2001;
    static final int KICK_ONLINE_MSG = 2002;
    static final int SUB_USER_ONLINE_STATUS = 2005;

    private static final Rpc SEND_MSG = Contract.rpc("openim.msg.msg/SendMsg");

    private final Bus bus;
    private final Presence presence;
    private final Map<Integer, Route> routes;

    /// Answers one kind of request; the data is not decoded yet.
    @FunctionalInterface
    interface Answer {
        Future<? extends Message> to(Connection who, Call call, byte[] data)
                throws InvalidProtocolBufferException;
    }

    /// @param wholeEnvelope operationID and msgIncr must be set
    /// @param bareReply the reply carries no message, not even an empty one
    /// @param last the connection is closed behind the reply
    record Route(Answer answer, boolean wholeEnvelope, boolean bareReply, boolean last) {
        Route withWholeEnvelope() {
            return new Route(answer, true, bareReply, last);
        }

        Route withBareReply() {
            return new Route(answer, wholeEnvelope, true, last);
        }

        Route asLast() {
            return new Route(answer, wholeEnvelope, bareReply, true);
        }
    }

    RequestTable(Bus bus, Presence presence) {
        this.bus = bus;
        this.presence = presence;
        this.routes =
                Map.ofEntries(
                        entry(1001, rpc("openim.msg.msg/GetMaxSeq")),
                        entry(1002, rpc("openim.msg.msg/PullMessageBySeqs").withWholeEnvelope()),
                        entry(1003, route(this::send)),
                        entry(1004, route((_, _, _) -> refused("signals are not served"))),
                        entry(1005, rpc("openim.msg.msg/GetSeqMessage").withWholeEnvelope()),
                        entry(
                                1006,
                                rpc("openim.msg.msg/GetConversationsHasReadAndMaxSeq")
                                        .withWholeEnvelope()),
                        entry(1007, rpc("openim.msg.msg/GetLastMessage")),
                        entry(2003, route(this::logout).asLast()),
                        entry(2004, route(this::background).withWholeEnvelope().withBareReply()),
                        entry(SUB_USER_ONLINE_STATUS, route(this::subscribe)));
    }

    Optional<Route> route(int reqIdentifier) {
        return Optional.ofNullable(routes.get(reqIdentifier));
    }

    private static Route route(Answer answer) {
        return new Route(answer, false, false, false);
    }

    private Route rpc(String name) {
        var rpc = Contract.rpc(name);
        var parser = rpc.request().getParserForType();
        return route((_, call, data) -> bus.call(call, rpc, parser.parseFrom(data)));
    }

    /// The data is the bare message.
    private Future<? extends Message> send(Connection who, Call call, byte[] data)
            throws InvalidProtocolBufferException {
        var message = message(data);
        who.expectEcho(message.getSendID(), message.getClientMsgID());
        var request = SendMsgReq.newBuilder().setMsgData(message).build();
        return bus.call(call, SEND_MSG, request);
    }

    /// Its content stays where it is in `data`, which nobody changes.
    private static MsgData message(byte[] data) throws InvalidProtocolBufferException {
        var in = UnsafeByteOperations.unsafeWrap(data).newCodedInput();
        in.enableAliasing(true);
        var message = MsgData.parser().parseFrom(in);
        in.checkLastTagWas(0);
        return message;
    }

    /// The login token stays valid; the push token belongs to a module of its own.
    private Future<? extends Message> logout(Connection who, Call call, byte[] data)
            throws InvalidProtocolBufferException {
        var request = DelUserPushTokenReq.parseFrom(data);
        if (request.getUserID().isEmpty()) return refused("userID is empty");
        if (Platform.of(request.getPlatformID()).isEmpty()) return refused("platformID is invalid");
        if (!call.mayActFor(request.getUserID()))
            return Future.failedFuture(new Refusal(ErrorCode.NO_PERMISSION));
        return Future.succeededFuture(DelUserPushTokenResp.getDefaultInstance());
    }

    /// The userID in it is not looked at: the flag is this connection's.
    private Future<? extends Message> background(Connection who, Call call, byte[] data)
            throws InvalidProtocolBufferException {
        who.setBackground(SetAppBackgroundStatusReq.parseFrom(data).getIsBackground());
        return Future.succeededFuture(SetAppBackgroundStatusResp.getDefaultInstance());
    }

    /// An id in both lists ends subscribed; the answer names every id of the second, in its order.
    private Future<? extends Message> subscribe(Connection who, Call call, byte[] data)
            throws InvalidProtocolBufferException {
        var request = SubUserOnlineStatus.parseFrom(data);
        var ids = request.getSubscribeUserIDList();
        who.watch(request.getUnsubscribeUserIDList(), ids);
        if (ids.isEmpty())
            return Future.succeededFuture(SubUserOnlineStatusTips.getDefaultInstance());
        var users = ids.stream().map(UserId::new).collect(Collectors.toSet());
        return presence.locate(users).map(places -> tips(ids, places));
    }

    private static SubUserOnlineStatusTips tips(List<String> ids, Map<UserId, List<Place>> places) {
        var tips = SubUserOnlineStatusTips.newBuilder();
        for (var id : ids) tips.addSubscribers(status(id, places));
        return tips.build();
    }

    /// Platforms ascend: clients compare lists element by element (websocket.md 6.3).
    static SubUserOnlineStatusElem status(String userID, Map<UserId, List<Place>> places) {
        var status = SubUserOnlineStatusElem.newBuilder().setUserID(userID);
        places.getOrDefault(new UserId(userID), List.of()).stream()
                .map(Place::platformID)
                .distinct()
                .sorted()
                .forEach(status::addOnlinePlatformIDs);
        return status.build();
    }

    private static Future<? extends Message> refused(String detail) {
        return Future.failedFuture(new Refusal(ErrorCode.ARGS, detail));
    }
}
