package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.proto.conversation.GetConversationNotReceiveMessageUserIDsReq;
import im.parley.proto.conversation.GetConversationNotReceiveMessageUserIDsResp;
import im.parley.proto.conversation.GetConversationOfflinePushUserIDsReq;
import im.parley.proto.conversation.GetConversationOfflinePushUserIDsResp;
import im.parley.proto.conversation.GetRecvMsgNotNotifyUserIDsReq;
import im.parley.proto.conversation.GetRecvMsgNotNotifyUserIDsResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.stream.Collectors;

/// Who does not want to hear of the messages of a conversation, by the receive option of his row.
final class Receivers {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule("GetRecvMsgNotNotifyUserIDs", INTERNAL, nonEmpty("groupID"))
                    .rule(
                            "GetConversationNotReceiveMessageUserIDs",
                            INTERNAL,
                            nonEmpty("conversationID"))
                    .rule(
                            "GetConversationOfflinePushUserIDs",
                            INTERNAL,
                            nonEmpty("conversationID"));

    private final ConversationStore store;

    Receivers(ConversationStore store) {
        this.store = store;
    }

    Future<GetRecvMsgNotNotifyUserIDsResp> getRecvMsgNotNotifyUserIDs(
            Call call, GetRecvMsgNotNotifyUserIDsReq asked) {
        return ownersOf(ConversationId.group(asked.getGroupID()).value(), ConversationRow.SILENT)
                .map(ids -> GetRecvMsgNotNotifyUserIDsResp.newBuilder().addAllUserIDs(ids).build());
    }

    Future<GetConversationNotReceiveMessageUserIDsResp> getConversationNotReceiveMessageUserIDs(
            Call call, GetConversationNotReceiveMessageUserIDsReq asked) {
        var refused = ownersOf(asked.getConversationID(), ConversationRow.REFUSED);
        var silent = ownersOf(asked.getConversationID(), ConversationRow.SILENT);
        return Future.all(refused, silent)
                .map(
                        _ ->
                                GetConversationNotReceiveMessageUserIDsResp.newBuilder()
                                        .addAllUserIDs(refused.result())
                                        .addAllUserIDs(silent.result())
                                        .build());
    }

    /// Those of the users asked for who may be pushed to; who has no row has set nothing. As many
    /// rows are read as users are asked for, however many of a large group want silence.
    Future<GetConversationOfflinePushUserIDsResp> getConversationOfflinePushUserIDs(
            Call call, GetConversationOfflinePushUserIDsReq asked) {
        return store.find(Side.of(asked.getUserIDsList(), asked.getConversationID()))
                .map(
                        rows -> {
                            var silent =
                                    rows.stream()
                                            .filter(row -> row.recvMsgOpt() != 0)
                                            .map(ConversationRow::ownerUserID)
                                            .collect(Collectors.toSet());
                            return GetConversationOfflinePushUserIDsResp.newBuilder()
                                    .addAllUserIDs(
                                            asked.getUserIDsList().stream()
                                                    .distinct()
                                                    .filter(id -> !silent.contains(id))
                                                    .toList())
                                    .build();
                        });
    }

    private Future<List<String>> ownersOf(String conversationID, int recvMsgOpt) {
        return store.rowsOf(conversationID, recvMsgOpt)
                .map(rows -> rows.stream().map(ConversationRow::ownerUserID).toList());
    }
}
