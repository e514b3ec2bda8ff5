package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.json.BadJson;
import im.parley.platform.Clock;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.List;

/// `/msg/send_msg`: a back end sends in anybody's name (http-messages-and-objects.md 4.1). Odd
/// because its request is not the message: the content is an object, options are two flags.
final class SendMessage {
    /// From this level on an account may send official notices (http-identity-and-groups.md 3).
    private static final int NOTICE_LEVEL = 2;

    private final Clock clock;
    private final Messages messages;
    private final Users users;

    interface Messages {
        Future<SendMsgResp> sendMsg(Call call, SendMsgReq request);
    }

    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);
    }

    private SendMessage(Bus bus, Clock clock) {
        this.clock = clock;
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.users = bus.client("openim.user.user", Users.class);
    }

    static List<Route> routes(Bus bus, Clock clock) {
        var send = new SendMessage(bus, clock);
        return List.of(new Route.Odd("/msg/send_msg", Policy.APP_ADMIN, send::read));
    }

    private Route.Step read(Route.Post post) throws BadJson {
        var wish = SendWish.of(JsonFields.of(post.body()));
        return call -> send(call, wish);
    }

    private Future<Data> send(Call call, SendWish wish) {
        int type = wish.draft().getContentType();
        var form = ContentForms.of(type).orElseThrow(() -> refusal("unsupported content type"));
        var sender =
                type == ContentType.OFFICIAL_NOTICE
                        ? notifier(call, wish.draft().getSendID())
                        : Future.succeededFuture();
        return sender.compose(
                        _ -> {
                            check(wish, form);
                            return messages.sendMsg(call, request(wish));
                        })
                .map(SendMessage::answer);
    }

    private Future<?> notifier(Call call, String sendID) {
        var request = getDesignateUsersReq.newBuilder().addUserIDs(sendID).build();
        return users.getDesignateUsers(call.asServer(), request)
                .map(found -> requireNotifier(found.getUsersInfoList()));
    }

    private static UserInfo requireNotifier(List<UserInfo> found) {
        if (found.isEmpty()) throw new Refusal(ErrorCode.USER_ID_NOT_FOUND);
        if (found.getFirst().getAppMangerLevel() < NOTICE_LEVEL)
            throw new Refusal(ErrorCode.NO_PERMISSION, "the sender is no notification account");
        return found.getFirst();
    }

    private static void check(SendWish wish, ContentForm form) {
        var complaint = form.complaint(wish.content());
        if (complaint.isPresent()) throw refusal("content." + complaint.get());
    }

    private SendMsgReq request(SendWish wish) {
        return SendMsgReq.newBuilder().setMsgData(wish.message(clock.millis())).build();
    }

    private static Data answer(SendMsgResp sent) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("serverMsgID", sent.getServerMsgID());
            json.writeStringField("clientMsgID", sent.getClientMsgID());
            json.writeNumberField("sendTime", sent.getSendTime());
            json.writeEndObject();
        };
    }

    private static Refusal refusal(String detail) {
        return new Refusal(ErrorCode.ARGS, detail);
    }
}
