package im.parley.notify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.contract.MsgOption;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.json.ProtoJson;
import im.parley.notify.NotifyConfig.Entry;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.OfflinePushInfo;
import im.parley.state.MessageLog;
import im.parley.state.Submission;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/// Sends notifications. One that leaves nothing behind counts as sent when the log has taken it,
/// one that does only when it will survive a crash: so an answer that waited for it can promise it.
/// The caller decides whether somebody waits. Safe to use from every thread.
public final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int FROM_SYSTEM = 200;
    private static final int STORED = 2;
    private static final long NO_TICKET = 0;

    private final MessageLog log;
    private final NodeId node;
    private final Clock clock;
    private final Catalogue catalogue;

    public Notifier(MessageLog log, NodeId node, Clock clock, NotifyConfig config) {
        this.log = log;
        this.node = node;
        this.clock = clock;
        this.catalogue = new Catalogue(config);
    }

    public Future<Void> toUser(Call call, int contentType, UserId from, UserId to, Message tips) {
        var entry = from.equals(to) ? catalogue.ofOneself(contentType) : catalogue.of(contentType);
        var message =
                notice(contentType, entry, tips)
                        .setSendID(from.value())
                        .setRecvID(to.value())
                        .setSessionType(SessionType.SINGLE.number());
        return append(call, message.build());
    }

    public Future<Void> toGroup(
            Call call, int contentType, UserId from, String groupID, Message tips) {
        return toGroup(call, contentType, from, groupID, tips, Manner.USUAL);
    }

    public Future<Void> toGroup(
            Call call, int contentType, UserId from, String groupID, Message tips, Manner manner) {
        var entry = manner.applyTo(catalogue.of(contentType));
        var message =
                notice(contentType, entry, tips)
                        .setSendID(from.value())
                        .setSenderNickname(manner.sender().getNickname())
                        .setSenderFaceURL(manner.sender().getFaceURL())
                        .setRecvID(groupID)
                        .setGroupID(groupID)
                        .setSessionType(SessionType.GROUP.number());
        return append(call, message.build());
    }

    /// For notifications that never change an answer (http-identity-and-groups.md 4.3): nobody
    /// waits for it, and a loss is logged.
    public void unawaited(Call call, Future<Void> notification) {
        notification.onFailure(
                failure ->
                        LOG.atWarn()
                                .setCause(failure)
                                .addKeyValue("operationID", call.operationID())
                                .log("notification lost"));
    }

    private Future<Void> append(Call call, MsgData message) {
        var submission = new Submission(message, call.operationID(), node, NO_TICKET);
        var options = message.getOptionsMap();
        boolean stays = MsgOption.HISTORY.in(options) || MsgOption.IS_SEND_MSG.in(options);
        return stays ? log.appendForGood(submission) : log.append(submission);
    }

    /// All of a notification but between whom it is (notifications-and-webhooks.md A1).
    private MsgData.Builder notice(int contentType, Entry entry, Message tips) {
        long now = clock.millis();
        return MsgData.newBuilder()
                .setClientMsgID(Ids.messageId())
                .setServerMsgID(Ids.messageId())
                .setMsgFrom(FROM_SYSTEM)
                .setContentType(contentType)
                .setContent(content(tips))
                .setCreateTime(now)
                .setSendTime(now)
                .putAllOptions(options(contentType, entry))
                .setOfflinePushInfo(pushInfo(entry));
    }

    private static ByteString content(Message tips) {
        var outer = JsonObject.of("detail", ProtoJson.text(tips));
        return ByteString.copyFrom(outer.toBuffer().getBytes());
    }

    private static OfflinePushInfo pushInfo(Entry entry) {
        return OfflinePushInfo.newBuilder()
                .setTitle(entry.offlinePush().title())
                .setDesc(entry.offlinePush().desc())
                .setEx(entry.offlinePush().ext())
                .build();
    }

    /// notifications-and-webhooks.md A3; in the order of [MsgOption].
    private static Map<String, Boolean> options(int contentType, Entry entry) {
        boolean stored = entry.reliabilityLevel() == STORED;
        return Map.ofEntries(
                option(MsgOption.HISTORY, stored),
                option(MsgOption.PERSISTENT, stored),
                option(MsgOption.OFFLINE_PUSH, entry.offlinePush().enable()),
                option(MsgOption.UNREAD_COUNT, entry.isSendMsg()),
                option(MsgOption.CONVERSATION_UPDATE, false),
                option(MsgOption.SENDER_SYNC, contentType != Catalogue.USER_STATUS_CHANGED),
                option(MsgOption.NOT_PRIVATE, false),
                option(MsgOption.SENDER_CONVERSATION_UPDATE, false),
                option(MsgOption.REACTION_FROM_CACHE, false),
                option(MsgOption.IS_NOT_NOTIFICATION, false),
                option(MsgOption.IS_SEND_MSG, entry.isSendMsg()));
    }

    private static Map.Entry<String, Boolean> option(MsgOption key, boolean value) {
        return Map.entry(key.key(), value);
    }
}
