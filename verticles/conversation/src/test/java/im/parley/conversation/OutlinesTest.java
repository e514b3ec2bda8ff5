package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.versions.IdHash;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// Long lists are walked once, not once a page, and a change is seen by the next who asks.
class OutlinesTest extends ConversationWorld {
    @Test
    void pages_of_a_long_list_walk_it_once() {
        createMany(300);
        tables.scans.set(0);
        for (int number = 1; number <= 3; number++) {
            var page = page(number, 100);
            assertEquals(300, page.getTotal());
            assertEquals(100, page.getConversationsCount());
            assertEquals("sg_g" + (number - 1) * 100, page.getConversations(0).getConversationID());
        }
        assertEquals(300, ids("amy").size());
        assertEquals(IdHash.of(ids("amy")), IdHash.of(fullIds("amy", 0).getConversationIDsList()));
        assertEquals(1, tables.scans.get());
        assertEquals(1, gets("miss"));
    }

    @Test
    void pages_show_rows_as_they_are_now() {
        create(SINGLE, "amy", "bob");
        page(1, 100);
        set("amy", chat("amy", "bob").setEx(text("new")));
        assertEquals("new", page(1, 100).getConversations(0).getEx());
    }

    @Test
    void a_change_is_seen_by_the_next_who_asks() {
        create(SINGLE, "amy", "bob");
        assertEquals(List.of("si_amy_bob"), ids("amy"));
        create(SINGLE, "amy", "cy");
        assertEquals(List.of("si_amy_bob", "si_amy_cy"), ids("amy"));
        delete("amy", "si_amy_bob");
        assertEquals(List.of("si_amy_cy"), ids("amy"));
        assertEquals(1, page(1, 100).getTotal());
        assertEquals(sync("amy").getVersion(), fullIds("amy", 0).getVersion());
    }

    @Test
    void a_change_made_on_another_node_is_seen_without_any_word_of_it() {
        var here = new ConversationStore(tables, changes, new SimpleMeterRegistry());
        create(SINGLE, "amy", "bob");
        assertEquals(List.of("si_amy_bob"), await(here.outlineOf("amy")).list().ids());
        set("amy", chat("amy", "bob").setIsPinned(yes()).setRecvMsgOpt(number(2)));
        var ids = List.of("si_amy_bob");
        assertEquals(new Outline(ids, ids, ids), await(here.outlineOf("amy")).list());
    }

    @Test
    void what_is_removed_while_a_page_is_read_leaves_no_gap() {
        createMany(3);
        ids("amy");
        tables.beforeTheNextGetAll(
                () ->
                        conversations.deleteConversations(
                                by("amy"),
                                DeleteConversationsReq.newBuilder()
                                        .setOwnerUserID("amy")
                                        .addConversationIDs("sg_g0")
                                        .build()));
        var page = page(1, 2);
        assertEquals(2, page.getTotal());
        assertEquals(List.of("sg_g1", "sg_g2"), idsOf(page.getConversationsList()));
    }

    /// In the order of their creation.
    private void createMany(int count) {
        var rows =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        ConversationRow.inGroup(
                                                new Side("amy", "sg_g" + i), "g" + i, i))
                        .toList();
        await(new ConversationStore(tables, changes, metrics).createMissing(rows));
    }

    private double gets(String result) {
        return metrics.get("cache.gets")
                .tag("cache", "conversation_outlines")
                .tag("result", result)
                .counter()
                .count();
    }
}
