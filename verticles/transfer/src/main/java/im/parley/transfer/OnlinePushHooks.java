package im.parley.transfer;

import static im.parley.webhook.Hook.BEFORE_GROUP_ONLINE_PUSH;
import static im.parley.webhook.Hook.BEFORE_ONLINE_PUSH;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.Platform;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.transfer.Dispatch.Sealed;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/// Asks a back end who is to be shown a message (notifications-and-webhooks.md C7). What it refuses
/// is stored all the same, and found by whoever pulls.
final class OnlinePushHooks {
    private static final Logger LOG = LoggerFactory.getLogger(OnlinePushHooks.class);

    private final Webhooks webhooks;

    OnlinePushHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    boolean areOn() {
        return webhooks.isOn(BEFORE_ONLINE_PUSH) || webhooks.isOn(BEFORE_GROUP_ONLINE_PUSH);
    }

    /// Those that may be shown, in their order, to whom the back end wants. All are asked about at
    /// once: the batch waits for the slowest answer only.
    Future<List<Sealed>> ask(Call call, List<Sealed> batch) {
        var asked = batch.stream().map(each -> ask(call, each)).toList();
        return Future.all(asked)
                .map(_ -> asked.stream().flatMap(answer -> answer.result().stream()).toList());
    }

    private Future<Optional<Sealed>> ask(Call call, Sealed sealed) {
        var hook = sealed.item().isOfGroup() ? BEFORE_GROUP_ONLINE_PUSH : BEFORE_ONLINE_PUSH;
        boolean typing = sealed.item().message().getContentType() == ContentType.TYPING;
        if (typing || !webhooks.isOn(hook)) return Future.succeededFuture(Optional.of(sealed));
        var operationID = sealed.item().submission().operationID();
        var ofSender = new Call(call.caller(), operationID, call.deadlineMillis());
        return webhooks.before(ofSender, hook, () -> body(operationID, sealed))
                .map(answer -> Optional.of(chosen(hook, sealed, answer)))
                .otherwise(failure -> refused(operationID, failure));
    }

    /// Of a group the back end may choose the receivers.
    private static Sealed chosen(Hook hook, Sealed sealed, JsonObject answer) {
        var users = answer.getJsonArray("userIDList", new JsonArray());
        if (hook != BEFORE_GROUP_ONLINE_PUSH || users.isEmpty()) return sealed;
        var people = users.stream().map(id -> new UserId((String) id)).distinct().toList();
        return new Sealed(sealed.item(), sealed.body(), new Audience.People(people));
    }

    private static Optional<Sealed> refused(String operationID, Throwable failure) {
        LOG.atDebug()
                .addKeyValue("operationID", operationID)
                .addKeyValue("reason", failure.toString())
                .log("a message is not pushed");
        return Optional.empty();
    }

    private static JsonObject body(String operationID, Sealed sealed) {
        var message = sealed.stamped();
        int platform = message.getSenderPlatformID();
        var body =
                new JsonObject()
                        .put("operationID", operationID)
                        .put("platformID", platform)
                        .put("platform", Platform.of(platform).map(Platform::title).orElse(""));
        if (sealed.audience() instanceof Audience.People(var users))
            body.put("userIDList", list(users.stream().map(UserId::value).toList()));
        body.put("clientMsgID", message.getClientMsgID())
                .put("sendID", message.getSendID())
                .put("groupID", message.getGroupID())
                .put("contentType", message.getContentType())
                .put("sessionType", message.getSessionType())
                .put("atUserIDList", list(message.getAtUserIDListList()))
                .put("content", content(message));
        if (sealed.item().isOfGroup()) body.put("seq", message.getSeq());
        return body;
    }

    /// Nobody is `null`.
    private static JsonArray list(List<String> ids) {
        return ids.isEmpty() ? null : new JsonArray(List.copyOf(ids));
    }

    /// Of a notification only the tips.
    private static String content(MsgData message) {
        var text = message.getContent().toStringUtf8();
        if (!ContentType.isNotice(message.getContentType())) return text;
        try {
            return new JsonObject(text).getString("detail", text);
        } catch (DecodeException | ClassCastException noTips) {
            return text;
        }
    }
}
