package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMaxSeqResp;
import im.parley.proto.conversation.SetConversationMinSeqReq;
import im.parley.proto.conversation.SetConversationMinSeqResp;
import im.parley.proto.conversation.UpdateConversationReq;
import im.parley.proto.conversation.UpdateConversationResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What other parts of the server set in the rows of users: how far they may read, above all. Who
/// has no row gets none. A row that says it already is left alone, though by
/// notifications-and-webhooks.md B2 it would count as changed: a joiner's new row would then come
/// to his devices as an update of a row that they do not have, which the js SDK cannot take.
final class RowUpdates {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule("SetConversationMaxSeq", INTERNAL, nonEmpty("conversationID"))
                    .rule("SetConversationMinSeq", INTERNAL, nonEmpty("conversationID"))
                    .rule("UpdateConversation", INTERNAL, nonEmpty("conversationID"));

    private static final List<String> ANY =
            Stream.concat(
                            Settings.OWN.stream(),
                            Stream.of(
                                    Settings.PRIVATE, "minSeq", "maxSeq", "latestMsgDestructTime"))
                    .toList();

    private final ConversationStore store;
    private final ConversationNotices notices;

    RowUpdates(ConversationStore store, ConversationNotices notices) {
        this.store = store;
        this.notices = notices;
    }

    Future<SetConversationMaxSeqResp> setConversationMaxSeq(
            Call call, SetConversationMaxSeqReq asked) {
        var settings = Settings.of("maxSeq", asked.getMaxSeq());
        return update(call, asked.getConversationID(), asked.getOwnerUserIDList(), settings)
                .map(SetConversationMaxSeqResp.getDefaultInstance());
    }

    Future<SetConversationMinSeqResp> setConversationMinSeq(
            Call call, SetConversationMinSeqReq asked) {
        var settings = Settings.of("minSeq", asked.getMinSeq());
        return update(call, asked.getConversationID(), asked.getOwnerUserIDList(), settings)
                .map(SetConversationMinSeqResp.getDefaultInstance());
    }

    Future<UpdateConversationResp> updateConversation(Call call, UpdateConversationReq asked) {
        var done = UpdateConversationResp.getDefaultInstance();
        var settings = Settings.in(asked, ANY);
        return settings.isEmpty()
                ? Future.succeededFuture(done)
                : update(call, asked.getConversationID(), asked.getUserIDsList(), settings)
                        .map(done);
    }

    private Future<Void> update(
            Call call, String conversationID, Collection<String> owners, Settings settings) {
        return update(call, Side.of(owners, conversationID), settings);
    }

    Future<Void> update(Call call, List<Side> sides, Settings settings) {
        return store.editEach(
                sides,
                (_, stored) -> stored.flatMap(row -> Edit.of(row, settings)),
                edits ->
                        notices.conversationChange(
                                call, edits.stream().map(edit -> edit.row().side()).toList()));
    }
}
