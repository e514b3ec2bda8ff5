package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.jssdk.ConversationMsg;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The caller's conversations with everything a list of them shows: the row, the last message, who
/// it is with, how much is unread (http-messages-and-objects.md 6.1, 6.2).
///
///     positions ──► choose ──┬─► rows ──────────┐
///                            └─► last messages ─┴─► faces ──► elements
final class ConversationList {
    private final Conversations conversations;
    private final Messages messages;
    private final Faces.Lookup faces;

    interface Conversations {
        Future<GetConversationsResp> getConversations(Call call, GetConversationsReq request);
    }

    interface Messages {
        Future<GetConversationsHasReadAndMaxSeqResp> getConversationsHasReadAndMaxSeq(
                Call call, GetConversationsHasReadAndMaxSeqReq request);

        Future<GetLastMessageResp> getLastMessage(Call call, GetLastMessageReq request);
    }

    record Found(long unread, List<ConversationMsg> conversations) {}

    private record Shown(Map<String, Conversation> rows, Map<String, MsgData> lastMessages) {}

    ConversationList(Bus bus) {
        conversations = bus.client("openim.conversation.conversation", Conversations.class);
        messages = bus.client("openim.msg.msg", Messages.class);
        faces = new Faces.Lookup(bus);
    }

    /// The caller's pinned conversations, then the others, each by the time of the last message.
    /// What is unread counts all of them, also those that do not fit.
    Future<Found> newest(Call call, int count) {
        return positions(call, List.of()).compose(all -> newest(call, all, count));
    }

    private Future<Found> newest(Call call, GetConversationsHasReadAndMaxSeqResp all, int count) {
        var chosen = newestFirst(all).stream().limit(count).toList();
        long unread = all.getSeqsMap().values().stream().mapToLong(ConversationList::unread).sum();
        return elements(call, chosen, all.getSeqsMap()).map(list -> new Found(unread, list));
    }

    /// Those of the listed conversations that exist.
    Future<Found> of(Call call, List<String> ids) {
        if (ids.isEmpty()) return Future.succeededFuture(new Found(0, List.of()));
        return positions(call, ids)
                .compose(all -> elements(call, ids, all.getSeqsMap()))
                .map(list -> new Found(unreadOf(list), list));
    }

    private Future<GetConversationsHasReadAndMaxSeqResp> positions(Call call, List<String> ids) {
        return messages.getConversationsHasReadAndMaxSeq(
                call.asServer(),
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID(call.op().value())
                        .addAllConversationIDs(ids)
                        .setReturnPinned(true)
                        .build());
    }

    private static List<String> newestFirst(GetConversationsHasReadAndMaxSeqResp all) {
        var pinned = new HashSet<>(all.getPinnedConversationIDsList());
        var seqs = all.getSeqsMap();
        var ids = new ArrayList<>(seqs.keySet());
        ids.sort(
                Comparator.comparing((String id) -> !pinned.contains(id))
                        .thenComparing(id -> -seqs.get(id).getMaxSeqTime()));
        return ids;
    }

    private Future<List<ConversationMsg>> elements(
            Call call, List<String> ids, Map<String, Seqs> seqs) {
        if (ids.isEmpty()) return Future.succeededFuture(List.of());
        return shown(call, ids)
                .compose(
                        shown ->
                                faces.of(call, shown.rows().values())
                                        .map(faces -> listed(ids, seqs, shown, faces)));
    }

    private Future<Shown> shown(Call call, List<String> ids) {
        var op = call.op().value();
        var wantedRows =
                GetConversationsReq.newBuilder().setOwnerUserID(op).addAllConversationIDs(ids);
        var wantedMessages =
                GetLastMessageReq.newBuilder().setUserID(op).addAllConversationIDs(ids);
        var rows =
                conversations
                        .getConversations(call.asServer(), wantedRows.build())
                        .map(
                                r ->
                                        Faces.by(
                                                r.getConversationsList(),
                                                Conversation::getConversationID));
        var last =
                messages.getLastMessage(call.asServer(), wantedMessages.build())
                        .map(GetLastMessageResp::getMsgsMap);
        return Future.all(rows, last).map(_ -> new Shown(rows.result(), last.result()));
    }

    /// What has no row or no message is left out.
    private static List<ConversationMsg> listed(
            List<String> ids, Map<String, Seqs> seqs, Shown shown, Faces faces) {
        var list = new ArrayList<ConversationMsg>();
        for (var id : ids) {
            if (!shown.rows().containsKey(id) || !shown.lastMessages().containsKey(id)) continue;
            var at = seqs.getOrDefault(id, Seqs.getDefaultInstance());
            var element =
                    ConversationMsg.newBuilder()
                            .setConversation(shown.rows().get(id))
                            .setLastMsg(shown.lastMessages().get(id))
                            .setMaxSeq(at.getMaxSeq())
                            .setReadSeq(at.getHasReadSeq());
            faces.complete(element);
            list.add(element.build());
        }
        return list;
    }

    private static long unread(Seqs seqs) {
        return Math.max(0, seqs.getMaxSeq() - seqs.getHasReadSeq());
    }

    private static long unreadOf(List<ConversationMsg> list) {
        return list.stream().mapToLong(e -> Math.max(0, e.getMaxSeq() - e.getReadSeq())).sum();
    }
}
