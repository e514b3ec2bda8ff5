package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The procedures J and L of http-identity-and-groups.md 10, when something comes between.
class SettlementTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", info -> info.setNeedVerification(2), "amy", List.of(), "bob");
    }

    @Test
    void who_left_while_the_other_services_were_out_is_bounded_later() {
        neighbours.out = true;
        assertThrows(Exception.class, () -> await(quit(by("bob"), "tea", "")));
        assertEquals(1, info("tea").getMemberCount());
        notices.take(1504, "bob", "tea");
        neighbours.out = false;
        catchUp();
        assertEquals(List.of("max sg_tea [bob] 7"), neighbours.heard);
        awaitSettled();
    }

    @Test
    void who_came_meanwhile_gets_his_conversation_later() {
        neighbours.out = true;
        assertThrows(Exception.class, () -> await(join("cy", "tea")));
        assertEquals(20, roleOf("tea", "cy"));
        neighbours.out = false;
        catchUp();
        assertEquals(List.of("open tea [cy]", "max sg_tea [cy] 0"), neighbours.heard);
    }

    @Test
    void who_has_come_back_by_then_is_not_shut_out() {
        neighbours.out = true;
        assertThrows(Exception.class, () -> await(quit(by("bob"), "tea", "")));
        neighbours.out = false;
        await(join("bob", "tea"));
        neighbours.heard.clear();
        catchUp();
        var settled = Set.of("open tea [bob]", "max sg_tea [bob] 0");
        assertEquals(settled, Set.copyOf(neighbours.heard));
    }

    @Test
    void who_comes_back_on_another_node_while_his_leaving_is_settled_is_not_shut_out() {
        neighbours.out = true;
        assertThrows(Exception.class, () -> await(quit(by("bob"), "tea", "")));
        neighbours.out = false;
        neighbours.meanwhile = () -> await(join("bob", "tea"));
        catchUp();
        assertEquals(
                List.of(
                        "open tea [bob]",
                        "max sg_tea [bob] 0",
                        "max sg_tea [bob] 7",
                        "open tea [bob]",
                        "max sg_tea [bob] 0"),
                neighbours.heard);
    }

    @Test
    void who_left_reads_up_to_the_notice_of_his_leaving() {
        notices.take();
        var toldBefore = new AtomicReference<List<String>>();
        neighbours.meanwhile = () -> toldBefore.set(notices.told());
        await(quit(by("bob"), "tea", ""));
        assertEquals(List.of("max sg_tea [bob] 7"), neighbours.heard);
        assertTrue(
                toldBefore.get().stream().anyMatch(told -> told.contains("1504")),
                () -> "told before the bound was set: " + toldBefore.get());
    }

    /// 0 would be no bound, and he would read all that is written later.
    @Test
    void who_leaves_before_anything_is_stored_loses_his_row() {
        neighbours.maxSeq = 0;
        await(quit(by("bob"), "tea", ""));
        assertEquals(List.of("remove [sg_tea] bob"), neighbours.heard);
    }

    private void catchUp() {
        settlement.catchUp(byServer(), clock.millis() + 1);
    }

    @Nested
    class GivenThatHistoryIsHidden extends GroupWorld {
        @Override
        GroupConfig config() {
            return new GroupConfig(false, 1_000);
        }

        @Test
        void new_members_read_from_now_on() {
            found("milk", info -> info.setNeedVerification(2), "amy", List.of());
            await(join("cy", "milk"));
            assertEquals(
                    List.of("min sg_milk [cy] 8", "open milk [cy]", "max sg_milk [cy] 0"),
                    neighbours.heard);
        }
    }
}
