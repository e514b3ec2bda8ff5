package im.parley.conversation;

import static im.parley.webhook.Hook.AFTER_CREATE_GROUP_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS;
import static im.parley.webhook.Hook.BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.webhook.Hook;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// http-messages-and-objects.md 5.9, notifications-and-webhooks.md C3.
class ConversationHooksTest extends ConversationWorld {
    private static final String BEFORE_SINGLE = BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS.command();
    private static final String AFTER_SINGLE = AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS.command();
    private static final String BEFORE_GROUP = BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS.command();
    private static final String AFTER_GROUP = AFTER_CREATE_GROUP_CHAT_CONVERSATIONS.command();

    @Override
    protected List<Hook> hooksOn() {
        return List.of(
                BEFORE_CREATE_SINGLE_CHAT_CONVERSATIONS,
                AFTER_CREATE_SINGLE_CHAT_CONVERSATIONS,
                BEFORE_CREATE_GROUP_CHAT_CONVERSATIONS,
                AFTER_CREATE_GROUP_CHAT_CONVERSATIONS);
    }

    private static String aboutRow(String command, String who, String settings) {
        return "{\"callbackCommand\":\"" + command + "\"," + who + "," + settings + "}";
    }

    private static String defaults() {
        return "\"recvMsgOpt\":0,\"isPinned\":false,\"isPrivateChat\":false,\"burnDuration\":0,"
                + "\"groupAtType\":0,\"attachedInfo\":\"\",\"ex\":\"\"";
    }

    private static String amysRow() {
        return "\"ownerUserId\":\"amy\",\"conversationId\":\"si_amy_bob\",\"conversationType\":1,"
                + "\"userId\":\"bob\"";
    }

    private static String bobsRow() {
        return "\"ownerUserId\":\"bob\",\"conversationId\":\"si_amy_bob\",\"conversationType\":1,"
                + "\"userId\":\"amy\"";
    }

    private static String teaRow() {
        return "\"ownerUserId\":\"\",\"conversationId\":\"sg_tea\",\"conversationType\":3,"
                + "\"groupId\":\"tea\"";
    }

    /// What was heard next, in an order of the test's own: rows are asked for side by side.
    private List<String> heard(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> backEnd().next().text().strip())
                .sorted()
                .toList();
    }

    private static List<String> sorted(String... texts) {
        return Stream.of(texts).sorted().toList();
    }

    @Test
    void each_new_row_of_a_chat_is_asked_for_and_told_with_its_own_data() {
        create(SINGLE, "amy", "bob");
        assertEquals(
                sorted(
                        aboutRow(BEFORE_SINGLE, amysRow(), defaults()),
                        aboutRow(BEFORE_SINGLE, bobsRow(), defaults()),
                        aboutRow(AFTER_SINGLE, amysRow(), defaults()),
                        aboutRow(AFTER_SINGLE, bobsRow(), defaults())),
                heard(4));
    }

    @Test
    void rows_that_exist_are_nothing_new() {
        create(SINGLE, "amy", "bob");
        heard(4);
        create(SINGLE, "bob", "amy");
        delete("bob", "si_amy_bob");
        create(SINGLE, "amy", "bob");
        assertEquals(
                sorted(
                        aboutRow(BEFORE_SINGLE, bobsRow(), defaults()),
                        aboutRow(AFTER_SINGLE, bobsRow(), defaults())),
                heard(2));
    }

    @Test
    void the_answer_overrides_what_it_names() {
        backEnd()
                .answer(
                        BEFORE_SINGLE,
                        JsonObject.of(
                                "recvMsgOpt",
                                2,
                                "isPinned",
                                true,
                                "isPrivateChat",
                                true,
                                "burnDuration",
                                30,
                                "groupAtType",
                                1,
                                "attachedInfo",
                                "a",
                                "ex",
                                ""));
        create(SINGLE, "amy", "bob");
        for (var owner : List.of("amy", "bob")) {
            var row = row(owner, "si_amy_bob");
            assertEquals(2, row.getRecvMsgOpt());
            assertEquals(true, row.getIsPinned());
            assertEquals(true, row.getIsPrivateChat());
            assertEquals(30, row.getBurnDuration());
            assertEquals(1, row.getGroupAtType());
            assertEquals("a", row.getAttachedInfo());
            assertEquals("", row.getEx());
        }
    }

    @Test
    void a_refused_row_is_not_made_and_the_message_goes_its_way() {
        backEnd().refuse(BEFORE_SINGLE, 5001, "no", "");
        create(SINGLE, "amy", "bob"); // transfer hears of no refusal
        assertEquals(List.of(), ids("amy"));
        assertEquals(List.of(), ids("bob"));
    }

    @Test
    void an_answer_out_of_range_makes_no_row() {
        backEnd().answer(BEFORE_SINGLE, JsonObject.of("recvMsgOpt", 9));
        create(SINGLE, "amy", "bob");
        assertEquals(List.of(), ids("amy"));
        backEnd().answer(BEFORE_GROUP, JsonObject.of("burnDuration", -1));
        assertRefused(ErrorCode.DATA, () -> join("tea", List.of("amy")));
        assertEquals(List.of(), ids("amy"));
    }

    @Test
    void for_a_group_one_question_holds_for_all_new_rows() {
        backEnd().answer(BEFORE_GROUP, JsonObject.of("recvMsgOpt", 2));
        join("tea", IntStream.range(0, 700).mapToObj(i -> "m" + i).toList());
        assertEquals(2, row("m0", "sg_tea").getRecvMsgOpt());
        assertEquals(2, row("m699", "sg_tea").getRecvMsgOpt());
        assertEquals(
                sorted(
                        aboutRow(BEFORE_GROUP, teaRow(), defaults()),
                        aboutRow(
                                AFTER_GROUP,
                                teaRow(),
                                defaults().replace("\"recvMsgOpt\":0", "\"recvMsgOpt\":2"))),
                heard(2));
    }

    @Test
    void a_member_with_a_row_keeps_it_as_it_is() {
        join("tea", List.of("amy"));
        backEnd().answer(BEFORE_GROUP, JsonObject.of("recvMsgOpt", 2));
        join("tea", List.of("amy", "bob"));
        assertEquals(0, row("amy", "sg_tea").getRecvMsgOpt());
        assertEquals(2, row("bob", "sg_tea").getRecvMsgOpt());
    }

    @Test
    void a_refusal_of_a_group_is_the_answer_of_the_call() {
        backEnd().refuse(BEFORE_GROUP, ErrorCode.NO_PERMISSION.number(), "no", "");
        assertRefused(ErrorCode.NO_PERMISSION, () -> join("tea", List.of("amy")));
        assertEquals(List.of(), ids("amy"));
    }
}
