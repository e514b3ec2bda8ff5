package im.parley.conversation;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.UserId;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.ConversationSetPrivateTips;
import im.parley.proto.sdkws.ConversationUpdateTips;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;

/// What users are told about their conversations (notifications-and-webhooks.md A4.3). Whoever
/// tells many may wait until the log has taken or lost all of it; a loss changes no answer.
final class ConversationNotices {
    private final Notifier notifier;

    ConversationNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /// To the devices of each owner, which then fetch what changed. It comes from the owner, also
    /// when somebody else caused it.
    Future<Void> conversationChange(Call call, Collection<Side> sides) {
        return all(call, sides.stream().map(side -> changed(call, side)).toList());
    }

    private Future<Void> changed(Call call, Side side) {
        var tips =
                ConversationUpdateTips.newBuilder()
                        .setUserID(side.owner())
                        .addConversationIDList(side.conversationID())
                        .build();
        var owner = new UserId(side.owner());
        return notifier.toUser(call, ContentType.CONVERSATION_CHANGED, owner, owner, tips);
    }

    /// To both sides of the chat, as a message that they see.
    Future<Void> conversationPrivateChat(
            Call call, Collection<Side> sides, String peer, boolean isPrivate) {
        return all(
                call,
                sides.stream().map(side -> privateChat(call, side, peer, isPrivate)).toList());
    }

    private Future<Void> privateChat(Call call, Side side, String peer, boolean isPrivate) {
        var tips =
                ConversationSetPrivateTips.newBuilder()
                        .setRecvID(peer)
                        .setSendID(side.owner())
                        .setIsPrivate(isPrivate)
                        .setConversationID(side.conversationID())
                        .build();
        var owner = new UserId(side.owner());
        return notifier.toUser(
                call, ContentType.CONVERSATION_PRIVATE_CHAT, owner, new UserId(peer), tips);
    }

    private Future<Void> all(Call call, List<Future<Void>> sent) {
        for (var notification : sent) notifier.unawaited(call, notification);
        return Future.join(sent).<Void>mapEmpty().otherwiseEmpty();
    }
}
