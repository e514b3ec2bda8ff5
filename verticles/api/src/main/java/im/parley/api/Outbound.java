package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.msg.SetSendMsgStatusReq;
import im.parley.proto.msg.SetSendMsgStatusResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Optional;

/// How back ends send: whether what they wish can be a message, and the send itself.
final class Outbound {
    /// From this level on an account may send official notices (http-identity-and-groups.md 3).
    private static final int NOTICE_LEVEL = 2;

    private static final int ACCEPTED = 2;

    interface Messages {
        Future<SendMsgResp> sendMsg(Call call, SendMsgReq request);

        Future<SetSendMsgStatusResp> setSendMsgStatus(Call call, SetSendMsgStatusReq request);
    }

    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);
    }

    private final Clock clock;
    private final Messages messages;
    private final Users users;

    Outbound(Bus bus, Clock clock) {
        this.clock = clock;
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.users = bus.client("openim.user.user", Users.class);
    }

    /// The steps of http-messages-and-objects.md 4.1 between the right to send and the send.
    Future<MsgData> message(Call call, SendWish wish) {
        int type = wish.draft().getContentType();
        var form = ContentForms.of(type).orElseThrow(() -> refusal("unsupported content type"));
        var sender =
                type == ContentType.OFFICIAL_NOTICE
                        ? user(call, wish.draft().getSendID()).map(Outbound::requireNotifier)
                        : Future.succeededFuture();
        return sender.map(
                _ -> {
                    var complaint = form.complaint(wish.content());
                    if (complaint.isPresent()) throw refusal("content." + complaint.get());
                    return wish.message(clock.millis());
                });
    }

    private static UserInfo requireNotifier(Optional<UserInfo> sender) {
        var user = sender.orElseThrow(() -> new Refusal(ErrorCode.USER_ID_NOT_FOUND));
        if (user.getAppMangerLevel() < NOTICE_LEVEL)
            throw new Refusal(ErrorCode.NO_PERMISSION, "the sender is no notification account");
        return user;
    }

    Future<Optional<UserInfo>> user(Call call, String userID) {
        var request = getDesignateUsersReq.newBuilder().addUserIDs(userID).build();
        return users.getDesignateUsers(call.asServer(), request)
                .map(found -> found.getUsersInfoList().stream().findFirst());
    }

    Future<Sent> send(Call call, MsgData message) {
        return messages.sendMsg(call, SendMsgReq.newBuilder().setMsgData(message).build())
                .map(answer -> new Sent(message, answer));
    }

    /// A send that can be asked after by its operation id, also when its answer was lost.
    Future<Sent> sendNoting(Call call, MsgData message) {
        var accepted = SetSendMsgStatusReq.newBuilder().setStatus(ACCEPTED).build();
        return send(call, message)
                .compose(sent -> messages.setSendMsgStatus(call.asServer(), accepted).map(sent));
    }

    static Refusal refusal(String detail) {
        return new Refusal(ErrorCode.ARGS, detail);
    }
}
