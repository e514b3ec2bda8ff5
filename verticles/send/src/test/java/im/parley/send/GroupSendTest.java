package im.parley.send;

import static im.parley.send.SendWorld.NOW;
import static im.parley.send.SendWorld.TO_TEA;
import static im.parley.send.SendWorld.admin;
import static im.parley.send.SendWorld.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.sdkws.GroupInfo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// message-pipeline.md 1.4 and 1.8.
class GroupSendTest {
    @TempDir Path folder;
    private SendWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new SendWorld(folder, "");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void a_member_writes_to_the_group_and_nobody_asks_twice_about_it() throws Exception {
        world.sent(user("bob"), from("bob"));
        int asked = world.groups.asked.get();
        world.sent(user("bob"), from("bob"));
        assertEquals(asked, world.groups.asked.get());
        assertEquals("sg_tea", world.log.taken.getLast().conversation().value());
    }

    @Test
    void who_may_not_speak_is_refused_and_nothing_is_put_on_the_log() {
        var unknown = TO_TEA.toBuilder().setGroupID("cocoa").build();
        assertEquals(1004, world.code(user("amy"), unknown));
        assertEquals(1203, world.code(user("cat"), from("cat")));
        assertEquals(1203, world.code(admin(), from("cat")));
        world.member("bob", 20, NOW);
        assertEquals(1402, world.code(user("bob"), from("bob")));
        world.member("bob", 20, 0);
        world.group(GroupInfo.newBuilder().setStatus(3));
        assertEquals(1403, world.code(user("bob"), from("bob")));
        world.group(GroupInfo.newBuilder().setStatus(2));
        assertEquals(1204, world.code(user("amy"), TO_TEA));
        assertEquals(List.of(), world.log.taken);
    }

    @Test
    void a_member_who_comes_or_goes_is_seen_by_his_next_message() throws Exception {
        assertEquals(1203, world.code(user("cat"), from("cat")));
        world.member("cat", 20, 0);
        world.sent(user("cat"), from("cat"));
        world.withoutMember("cat");
        assertEquals(1203, world.code(user("cat"), from("cat")));
    }

    @Test
    void an_app_admin_writes_without_being_a_member() throws Exception {
        world.sent(admin(), TO_TEA.toBuilder().setSendID("imAdmin").build());
        assertEquals(1, world.log.taken.size());
    }

    @Test
    void neither_block_lists_nor_receive_options_count() throws Exception {
        world.relations.bobBlocks = true;
        world.sent(user("amy"), TO_TEA);
        assertEquals(1, world.log.taken.size());
    }

    @Test
    void the_mentioned_get_their_marks_after_the_answer() throws Exception {
        world.member("cat", 20, 0);
        var mention =
                TO_TEA.toBuilder()
                        .setContentType(106)
                        .addAtUserIDList("AtAllTag")
                        .addAtUserIDList("cat");
        world.sent(user("amy"), mention.build());
        var marks =
                world.conversations.set.stream()
                        .collect(
                                Collectors.toMap(
                                        GroupSendTest::mark,
                                        set -> List.copyOf(set.getUserIDsList())));
        assertEquals(List.of("cat"), marks.get(3));
        assertEquals(List.of("bob"), marks.get(2));
        var first = world.conversations.set.peek().getConversation();
        assertEquals("sg_tea", first.getConversationID());
        assertEquals("tea", first.getGroupID());
        assertEquals(3, first.getConversationType());
    }

    @Test
    void a_mention_of_a_stranger_or_in_a_single_chat_marks_nobody() throws Exception {
        var mention = TO_TEA.toBuilder().setContentType(106).addAtUserIDList("cat");
        world.sent(user("amy"), mention.build());
        world.sent(user("amy"), SendWorld.TEXT.toBuilder().setContentType(106).build());
        assertTrue(world.conversations.set.isEmpty());
    }

    @Test
    void a_repeated_mention_marks_nobody_again() throws Exception {
        world.log.storedAs = "the first one";
        var mention = TO_TEA.toBuilder().setContentType(106).addAtUserIDList("bob");
        assertEquals("the first one", world.sent(user("amy"), mention.build()).getServerMsgID());
        assertTrue(world.conversations.set.isEmpty());
    }

    @Test
    void all_members_of_a_large_group_are_marked_step_by_step() throws Exception {
        for (int i = 0; i < 1_200; i++) world.member("m" + i, 20, 0);
        var mention = TO_TEA.toBuilder().setContentType(106).addAtUserIDList("AtAllTag");
        world.sent(user("amy"), mention.build());
        assertEquals(
                List.of(500, 500, 201),
                world.conversations.set.stream()
                        .map(SetConversationsReq::getUserIDsCount)
                        .toList());
    }

    private static int mark(SetConversationsReq set) {
        return set.getConversation().getGroupAtType().getValue();
    }

    private static im.parley.proto.sdkws.MsgData from(String sender) {
        return TO_TEA.toBuilder().setSendID(sender).build();
    }
}
