package im.parley.relation;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// Long lists are walked once, not once a page, and a change is seen by the next who asks.
class FriendOrdersTest extends RelationWorld {
    @Test
    void pages_of_a_long_list_walk_it_once() {
        befriendMany(1_000);
        tables.scans.set(0);
        for (int number = 1; number <= 10; number++) {
            var page = page(number);
            assertEquals(1_000, page.getTotal());
            assertEquals("u" + (number - 1) * 100, firstOf(page));
        }
        assertEquals(1_000, friendIDs("amy").size());
        assertEquals(1, tables.scans.get());
        assertEquals(1, gets("miss"));
        assertEquals(10, gets("hit"));
    }

    @Test
    void what_is_new_costs_no_walk_however_long_the_list_is() {
        befriendMany(1_000);
        var amy = sync("amy");
        unfriend("amy", "u500");
        tables.scans.set(0);
        assertEquals(List.of("u500"), syncSince("amy", amy).getDeleteList());
        assertEquals(1, tables.scans.get());
    }

    @Test
    void a_change_is_seen_by_the_next_who_asks() {
        befriend("amy", "bob");
        assertEquals(List.of("bob"), friendIDs("amy"));
        importFriends("amy", "cy");
        assertEquals(List.of("bob", "cy"), friendIDs("amy"));
        assertEquals(List.of("amy"), friendIDs("cy"));
    }

    @Test
    void a_change_made_on_another_node_is_seen_without_any_word_of_it() {
        var here = new FriendStore(tables, changes, new SimpleMeterRegistry());
        befriend("amy", "bob");
        assertEquals(List.of("bob"), here.order("amy").list());
        befriend("amy", "cy");
        var order = here.order("amy");
        assertEquals(List.of("bob", "cy"), order.list());
        assertEquals(2, order.version().number());
    }

    @Test
    void who_is_deleted_while_a_page_is_read_leaves_no_gap() {
        befriend("amy", "bob", "cy", "dan");
        tables.beforeTheNextGetAll(
                () -> {
                    var wish = deleteFriendReq.newBuilder().setOwnerUserID("amy");
                    return relations.deleteFriend(by("amy"), wish.setFriendUserID("bob").build());
                });
        var asked =
                getPaginationFriendsReq
                        .newBuilder()
                        .setUserID("amy")
                        .setPagination(pagination(1, 2));
        var page = await(relations.getPaginationFriends(by("amy"), asked.build()));
        assertEquals(2, page.getTotal());
        assertEquals(2, page.getFriendsInfoCount());
    }

    private void befriendMany(int count) {
        importFriends(
                "amy", IntStream.range(0, count).mapToObj(i -> "u" + i).toArray(String[]::new));
    }

    private getPaginationFriendsResp page(int number) {
        var asked =
                getPaginationFriendsReq
                        .newBuilder()
                        .setUserID("amy")
                        .setPagination(pagination(number, 100));
        return await(relations.getPaginationFriends(by("amy"), asked.build()));
    }

    private static String firstOf(getPaginationFriendsResp page) {
        return page.getFriendsInfo(0).getFriendUser().getUserID();
    }

    private double gets(String result) {
        return metrics.get("cache.gets")
                .tag("cache", "friend_orders")
                .tag("result", result)
                .counter()
                .count();
    }
}
