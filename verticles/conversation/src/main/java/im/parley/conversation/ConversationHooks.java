package im.parley.conversation;

import static im.parley.webhook.Hook.AFTER_CREATE_GROUP_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.state.Table;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What back ends are asked and told about new conversations (http-messages-and-objects.md 5.9).
final class ConversationHooks {
    /// What a hook is told of a row, in this order, and may change in it.
    private static final List<Table.Column> COLUMNS =
            Stream.of(
                            "recvMsgOpt",
                            "isPinned",
                            Settings.PRIVATE,
                            "burnDuration",
                            "groupAtType",
                            "attachedInfo",
                            "ex")
                    .map(ConversationHooks::column)
                    .toList();

    private final Webhooks webhooks;

    ConversationHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    private static Table.Column column(String name) {
        return ConversationRow.TABLE.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean concernSingleChats() {
        return webhooks.isOn(BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS)
                || webhooks.isOn(AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS);
    }

    /// The rows as the hook wants them, without those it refuses: their message goes its way all
    /// the same. Each row is asked for with its own data; the reference asks twice with the
    /// sender's.
    Future<List<ConversationRow>> beforeSingleChats(Call call, List<ConversationRow> rows) {
        return Future.all(rows.stream().map(row -> beforeSingleChat(call, row)).toList())
                .map(
                        asked ->
                                asked.<Optional<ConversationRow>>list().stream()
                                        .flatMap(Optional::stream)
                                        .toList());
    }

    private Future<Optional<ConversationRow>> beforeSingleChat(Call call, ConversationRow row) {
        return webhooks.before(call, BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS, () -> singleChat(row))
                .map(answer -> Optional.of(settings(answer).applyTo(row)))
                .recover(
                        failure ->
                                failure instanceof Refusal
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(failure));
    }

    Future<Void> afterSingleChats(Call call, List<ConversationRow> rows) {
        return Future.all(rows.stream().map(row -> afterSingleChat(call, row)).toList()).mapEmpty();
    }

    private Future<Void> afterSingleChat(Call call, ConversationRow row) {
        return webhooks.after(call, AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS, () -> singleChat(row));
    }

    /// What all new rows of the call get. A refusal is the answer of the call.
    ///
    /// @param nobodys a new row without an owner
    Future<Settings> beforeGroupChat(Call call, ConversationRow nobodys) {
        return webhooks.before(
                        call, BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS, () -> groupChat(nobodys))
                .map(ConversationHooks::settings);
    }

    Future<Void> afterGroupChat(Call call, ConversationRow nobodys) {
        return webhooks.after(
                call, AFTER_CREATE_GROUP_CHAT_CONVERSATIONS, () -> groupChat(nobodys));
    }

    private static JsonObject singleChat(ConversationRow row) {
        return about(row).put("userId", row.userID()).mergeIn(settings(row));
    }

    private static JsonObject groupChat(ConversationRow row) {
        return about(row).put("groupId", row.groupID()).mergeIn(settings(row));
    }

    private static JsonObject about(ConversationRow row) {
        return new JsonObject()
                .put("ownerUserId", row.ownerUserID())
                .put("conversationId", row.conversationID())
                .put("conversationType", row.conversationType());
    }

    private static JsonObject settings(ConversationRow row) {
        var json = new JsonObject();
        for (var column : COLUMNS) json.put(column.name(), column.in(row));
        return json;
    }

    /// What the hook wants otherwise; a value that makes no sense is its fault, not the caller's.
    private static Settings settings(JsonObject answer) {
        try {
            return new Settings(answer.getMap());
        } catch (Refusal refusal) {
            throw new Refusal(ErrorCode.DATA, refusal.detail());
        }
    }
}
