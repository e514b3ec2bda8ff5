package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Policy;
import im.parley.json.BadJson;
import im.parley.platform.Clock;

import java.util.List;

/// `/msg/send_msg` and its kind: back ends send in anybody's name (http-messages-and-objects.md
/// section 4). Odd because a request is not the message: the content is an object, options are
/// flags.
final class SendMessage {
    private final Outbound outbound;

    private SendMessage(Outbound outbound) {
        this.outbound = outbound;
    }

    static List<Route> routes(Bus bus, Clock clock) {
        var outbound = new Outbound(bus, clock);
        return List.of(
                admins("send_msg", new SendMessage(outbound)::read),
                admins("batch_send_msg", new BatchSend(outbound, bus, clock)::read),
                admins("send_business_notification", new BusinessNotice(outbound, clock)::read),
                new Route.Odd(
                        "/msg/send_simple_msg",
                        Policy.ANY_USER,
                        new SimpleReply(outbound, clock)::read),
                Route.row("/msg/check_msg_is_send_success", "openim.msg.msg/GetSendMsgStatus"));
    }

    private static Route admins(String path, Route.Shape shape) {
        return new Route.Odd("/msg/" + path, Policy.APP_ADMIN, shape);
    }

    private Route.Step read(Route.Post post) throws BadJson {
        var wish = SendWish.of(JsonFields.of(post.body()));
        return call ->
                outbound.message(call, wish)
                        .compose(message -> outbound.sendNoting(call, message))
                        .map(Sent::data);
    }
}
