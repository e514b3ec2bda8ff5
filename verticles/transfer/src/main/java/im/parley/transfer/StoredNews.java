package im.parley.transfer;

import static im.parley.webhook.Hook.AFTER_MSG_SAVE_DB;

import im.parley.bus.Call;
import im.parley.platform.Clock;
import im.parley.transfer.Dispatch.Sealed;
import im.parley.webhook.MessageBody;
import im.parley.webhook.Webhooks;

import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Tells a back end of each stored message, under its seq (notifications-and-webhooks.md C4,
/// afterMsgSaveDB). Nobody waits for it.
final class StoredNews {
    private static final Logger LOG = LoggerFactory.getLogger(StoredNews.class);
    private static final long TELL_MILLIS = 10_000;

    private final Webhooks webhooks;
    private final Clock clock;

    StoredNews(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    void stored(List<Sealed> batch) {
        if (!webhooks.isOn(AFTER_MSG_SAVE_DB)) return;
        for (var sealed : batch) if (sealed.item().stored()) tell(sealed);
    }

    private void tell(Sealed sealed) {
        var item = sealed.item();
        var message = item.message();
        var target = item.isOfGroup() ? message.getGroupID() : message.getRecvID();
        if (!webhooks.isOn(AFTER_MSG_SAVE_DB, message.getContentType(), target)) return;
        var operationID = item.submission().operationID();
        var call = Call.ofServer(operationID, clock.millis() + TELL_MILLIS);
        webhooks.after(call, AFTER_MSG_SAVE_DB, () -> body(operationID, sealed))
                .onFailure(failure -> lost(operationID, failure));
    }

    /// The receiver that there is not is empty.
    private static JsonObject body(String operationID, Sealed sealed) {
        var message = sealed.stamped();
        boolean ofGroup = sealed.item().isOfGroup();
        return MessageBody.of(operationID, message)
                .put("recvID", ofGroup ? "" : message.getRecvID())
                .put("groupID", ofGroup ? message.getGroupID() : "");
    }

    private static void lost(String operationID, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("operationID", operationID)
                .log("a back end is not told of a stored message");
    }
}
