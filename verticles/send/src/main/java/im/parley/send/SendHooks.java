package im.parley.send;

import static im.parley.webhook.Hook.AFTER_SEND_GROUP_MSG;
import static im.parley.webhook.Hook.AFTER_SEND_SINGLE_MSG;
import static im.parley.webhook.Hook.BEFORE_MSG_MODIFY;
import static im.parley.webhook.Hook.BEFORE_SEND_GROUP_MSG;
import static im.parley.webhook.Hook.BEFORE_SEND_SINGLE_MSG;

import im.parley.bus.Call;
import im.parley.contract.SessionType;
import im.parley.proto.sdkws.MsgData;
import im.parley.webhook.Hook;
import im.parley.webhook.MessageBody;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom a send asks and tells (notifications-and-webhooks.md C4). Official messages are nobody's
/// business.
final class SendHooks {
    private static final Logger LOG = LoggerFactory.getLogger(SendHooks.class);

    private final Webhooks webhooks;

    SendHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// In a single chat the back end is asked before anything is looked up, but never about app
    /// admins; it can only refuse.
    Future<?> beforeVerification(Call call, MsgData message, boolean ofAdmin) {
        boolean asks =
                !ofAdmin
                        && isOf(SessionType.SINGLE, message)
                        && concerns(BEFORE_SEND_SINGLE_MSG, message);
        return asks ? ask(call, BEFORE_SEND_SINGLE_MSG, message) : Future.succeededFuture();
    }

    /// In a group it is asked when all rules have been kept. Then, in both, it may change what is
    /// sent.
    Future<MsgData> beforeSending(Call call, MsgData message) {
        if (isOf(SessionType.OFFICIAL, message)) return Future.succeededFuture(message);
        if (isOf(SessionType.GROUP, message) && concerns(BEFORE_SEND_GROUP_MSG, message))
            return ask(call, BEFORE_SEND_GROUP_MSG, message).compose(_ -> changed(call, message));
        return changed(call, message);
    }

    private Future<MsgData> changed(Call call, MsgData message) {
        if (!concerns(BEFORE_MSG_MODIFY, message)) return Future.succeededFuture(message);
        return ask(call, BEFORE_MSG_MODIFY, message)
                .map(answer -> MessageChange.of(answer).over(message));
    }

    private Future<JsonObject> ask(Call call, Hook hook, MsgData message) {
        return webhooks.before(call, hook, () -> body(call, hook, message));
    }

    /// Nobody waits: telling must not delay the answer to the sender.
    void afterSending(Call call, MsgData message) {
        var hook = isOf(SessionType.GROUP, message) ? AFTER_SEND_GROUP_MSG : AFTER_SEND_SINGLE_MSG;
        if (isOf(SessionType.OFFICIAL, message) || !concerns(hook, message)) return;
        webhooks.after(call, hook, () -> body(call, hook, message))
                .onFailure(failure -> lost(call, hook, failure));
    }

    private boolean concerns(Hook hook, MsgData message) {
        return webhooks.isOn(hook, message.getContentType(), target(message));
    }

    private static String target(MsgData message) {
        return isOf(SessionType.GROUP, message) ? message.getGroupID() : message.getRecvID();
    }

    private static JsonObject body(Call call, Hook hook, MsgData message) {
        var body = MessageBody.of(call.operationID(), message);
        return switch (hook) {
            case BEFORE_MSG_MODIFY -> body;
            case BEFORE_SEND_GROUP_MSG, AFTER_SEND_GROUP_MSG ->
                    body.put("groupID", message.getGroupID());
            default -> body.put("recvID", message.getRecvID());
        };
    }

    private static boolean isOf(SessionType session, MsgData message) {
        return message.getSessionType() == session.number();
    }

    private static void lost(Call call, Hook hook, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("operationID", call.operationID())
                .addKeyValue("hook", hook.key())
                .log("an event for a back end is lost");
    }
}
