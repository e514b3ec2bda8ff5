package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;

import im.parley.testkit.HookEndpoint;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// notifications-and-webhooks.md C4 (afterMsgSaveDB), C7, statements 56 and 57.
class TransferHooksTest extends WithWorker {
    private static final String BEFORE_PUSH = Hook.BEFORE_ONLINE_PUSH.command();
    private static final String BEFORE_GROUP_PUSH = Hook.BEFORE_GROUP_ONLINE_PUSH.command();

    private HookEndpoint backEnd;
    private Webhooks hooks;

    @BeforeEach
    void listen() {
        backEnd = HookEndpoint.open(vertx);
        hooks = Webhooks.off();
        groupBook.members.put("tea", List.of("amy", "bob"));
    }

    @AfterEach
    void hangUp() throws Exception {
        await(hooks.close());
        backEnd.close();
    }

    private Worker worker(Hook... on) throws Exception {
        var config = WebhooksConfig.DEFAULTS.at(backEnd.url(), on);
        var registry = new SimpleMeterRegistry();
        hooks = Webhooks.of(config, vertx, state.tables(), () -> NOW, registry);
        await(hooks.open(bus));
        return worker(state.messages(), hooks);
    }

    @Test
    void every_stored_message_is_told_under_its_seq() throws Exception {
        var telling = worker(Hook.AFTER_MSG_SAVE_DB);
        var typing = with(text("c0", 50), "history");
        await(telling.read(List.of(from(typing), from(text("c1", 50)), from(toTea("c2")))));
        for (var body : List.of(backEnd.next().body(), backEnd.next().body())) {
            boolean toBob = body.getString("clientMsgID").equals("c1");
            assertEquals(toBob ? "bob" : "", body.getString("recvID"));
            assertEquals(toBob ? "" : "tea", body.getString("groupID"));
            assertEquals(1, body.getInteger("seq"));
        }
        assertEquals(2, backEnd.heard().size());
    }

    @Test
    void a_push_that_is_refused_is_not_made_but_the_message_is_stored_and_answered()
            throws Exception {
        backEnd.refuse(BEFORE_PUSH, 5001, "no", "");
        var ticket = tickets.draw(NOW + 1);
        var asking = worker(Hook.BEFORE_ONLINE_PUSH, Hook.BEFORE_GROUP_ONLINE_PUSH);
        await(asking.read(List.of(from(text("c1", 50), ticket), from(toTea("c2")))));
        assertEquals("s-c1", await(ticket.outcome()).getServerMsgID());
        assertEquals(List.of(1L), seqs(stored(CHAT)));
        assertEquals(1, delivered.size());
        assertEquals("c2", delivered.getFirst().getClientMsgID());
    }

    @Test
    void of_a_group_the_back_end_chooses_who_is_pushed() throws Exception {
        var onlyBob = new JsonObject().put("userIDList", new JsonArray().add("bob").add("bob"));
        backEnd.answer(BEFORE_GROUP_PUSH, onlyBob);
        await(worker(Hook.BEFORE_GROUP_ONLINE_PUSH).read(List.of(from(toTea("c1")))));
        assertEquals(List.of(BOBS_PHONE), delivered.getFirst().getConnectionsList());
        assertEquals(List.of(1L), seqs(stored(TEA)));
        var asked = backEnd.next().body();
        assertEquals(1, asked.getInteger("seq"));
        assertEquals("tea", asked.getString("groupID"));
        assertFalse(asked.containsKey("userIDList"));
    }

    @Test
    void what_is_asked_names_the_receivers_and_of_a_notification_the_tips() throws Exception {
        var asking = worker(Hook.BEFORE_ONLINE_PUSH);
        var content = ByteString.copyFromUtf8("{\"detail\":\"{\\\"a\\\":1}\"}");
        var notice = with(with(text("c1", 50), "isNotNotification"), "isSendMsg").toBuilder();
        notice.setContentType(1300).setContent(content).setSenderPlatformID(5);
        await(asking.read(List.of(from(notice.build()))));
        var asked = backEnd.next().body();
        assertEquals(new JsonArray().add("bob").add("amy"), asked.getJsonArray("userIDList"));
        assertEquals("{\"a\":1}", asked.getString("content"));
        assertEquals("Web", asked.getString("platform"));
    }

    @Test
    void about_typing_nobody_is_asked() throws Exception {
        var typing = with(text("c1", 50), "history").toBuilder().setContentType(113).build();
        await(worker(Hook.BEFORE_ONLINE_PUSH).read(List.of(from(typing))));
        assertEquals(List.of(), backEnd.heard());
        assertEquals(1, delivered.size());
    }
}
