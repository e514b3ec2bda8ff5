package im.parley.relation;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.relation.GetSpecifiedBlacksReq;
import im.parley.proto.relation.getIncrementalBlacksReq;
import im.parley.proto.relation.getPaginationBlacksReq;
import im.parley.proto.relation.getPaginationBlacksResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.removeBlackReq;
import im.parley.proto.sdkws.BlackInfo;
import im.parley.proto.sdkws.PublicUserInfo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;

/// http-identity-and-groups.md 9.8.
class BlackListsTest extends RelationWorld {
    @Test
    void nobody_blocked_is_truthfully_empty() {
        assertEquals(0, page(1, 200).getTotal());
        assertFalse(isBlack("amy", "bob").getInUser2Blacks());
    }

    @Test
    void a_block_is_told_to_both_announced_and_leaves_friends_as_they_are() {
        befriend("amy", "bob");
        announced.clear();
        await(relations.addBlack(by("amy"), blocking("amy", "bob").build()));
        assertTrue(isBlack("amy", "bob").getInUser1Blacks());
        assertFalse(isBlack("amy", "bob").getInUser2Blacks());
        assertTrue(isBlack("bob", "amy").getInUser2Blacks());
        assertEquals(List.of("bob"), friendIDs("amy"));
        var expected = JsonObject.of("fromToUserID", pair("amy", "bob"));
        assertEquals(expected, notices.take(1207, "amy", "bob"));
        assertEquals(List.of("black amy bob"), announced);
    }

    @Test
    void blocking_twice_is_no_error_and_keeps_the_first_row() {
        block("amy", "bob");
        await(relations.addBlack(by("amy"), blocking("amy", "bob").setEx("other").build()));
        assertEquals(1, page(1, 10).getTotal());
        assertEquals("ex", page(1, 10).getBlacks(0).getEx());
        notices.take(1207, "amy", "bob");
    }

    @Test
    void unblocking_is_told_to_both_and_is_no_error_when_there_is_no_block() {
        block("amy", "bob");
        for (int i = 0; i < 2; i++) {
            announced.clear();
            await(relations.removeBlack(by("amy"), unblocking("amy", "bob")));
            assertFalse(isBlack("amy", "bob").getInUser1Blacks());
            var expected = JsonObject.of("fromToUserID", pair("amy", "bob"));
            assertEquals(expected, notices.take(1208, "amy", "bob"));
            assertEquals(List.of("black amy bob"), announced);
        }
    }

    @Test
    void who_cannot_be_blocked_is_not() {
        assertRefusedBlock(ErrorCode.ARGS, by("amy"), "", "bob");
        assertRefusedBlock(ErrorCode.ARGS, by("amy"), "amy", "");
        assertRefusedBlock(ErrorCode.NO_PERMISSION, by("bob"), "amy", "bob");
        assertRefusedBlock(ErrorCode.RECORD_NOT_FOUND, by("amy"), "amy", "amy");
        assertRefusedBlock(ErrorCode.RECORD_NOT_FOUND, by("amy"), "amy", "lost1");
        for (var wrong : List.of(unblocking("", "bob"), unblocking("amy", "")))
            assertRefused(ErrorCode.ARGS, () -> await(relations.removeBlack(by("amy"), wrong)));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(relations.removeBlack(by("bob"), unblocking("amy", "bob"))));
        assertEquals(0, page(1, 10).getTotal());
        assertEquals(List.of(), notices.told());
    }

    private void assertRefusedBlock(ErrorCode code, Call call, String owner, String other) {
        assertRefused(code, () -> await(relations.addBlack(call, blocking(owner, other).build())));
    }

    @Nested
    class GivenABlackList {
        @BeforeEach
        void make() {
            block("amy", "zoe", "bob", "cy");
        }

        @Test
        void it_is_in_order_of_creation_with_the_time_in_seconds() {
            assertEquals(black("zoe", NOON_SECONDS), page(1, 2).getBlacks(0));
            assertEquals(3, page(1, 2).getTotal());
            assertEquals(black("cy", NOON_SECONDS), page(2, 2).getBlacks(0));
            for (var beyond : List.of(page(3, 2), page(1, 0)))
                assertEquals("3 []", beyond.getTotal() + " " + beyond.getBlacksList());
        }

        @Test
        void specified_ones_come_in_the_order_asked_for_with_the_time_in_milliseconds() {
            var answer =
                    await(
                            relations.getSpecifiedBlacks(
                                    by("amy"), specified("cy", "stranger", "zoe")));
            long millis = NOON_SECONDS * 1000;
            assertEquals(
                    List.of(black("cy", millis), black("zoe", millis)), answer.getBlacksList());
            assertEquals(2, answer.getTotal());
        }

        @Test
        void nobody_and_somebody_twice_cannot_be_specified() {
            for (var wrong : List.of(specified(), specified("bob", "bob")))
                assertRefused(
                        ErrorCode.ARGS,
                        () -> await(relations.getSpecifiedBlacks(by("amy"), wrong)));
        }

        private static BlackInfo black(String other, long createTime) {
            return BlackInfo.newBuilder()
                    .setOwnerUserID("amy")
                    .setCreateTime(createTime)
                    .setBlackUserInfo(
                            PublicUserInfo.newBuilder()
                                    .setUserID(other)
                                    .setNickname("I am " + other)
                                    .setFaceURL(other + ".png")
                                    .setEx("ex of " + other))
                    .setOperatorUserID("amy")
                    .setEx("ex")
                    .build();
        }
    }

    /// The list has no versions.
    @Test
    void whoever_asks_for_the_news_is_told_to_read_the_list() {
        block("amy", "bob");
        var answer = await(relations.getIncrementalBlacks(by("amy"), news()));
        assertTrue(answer.getFull());
        assertEquals(0, answer.getVersion() + answer.getInsertCount());
    }

    @Test
    void nobody_reads_the_black_list_of_another_but_app_admins() {
        for (var read : reads()) {
            assertRefused(ErrorCode.NO_PERMISSION, () -> await(read.apply(by("bob"))));
            await(read.apply(by("amy")));
            await(read.apply(byAdmin()));
        }
    }

    private List<Function<Call, Future<?>>> reads() {
        return List.of(
                call -> relations.getPaginationBlacks(call, asked(1, 1)),
                call -> relations.getSpecifiedBlacks(call, specified("bob")),
                call -> relations.getIncrementalBlacks(call, news()));
    }

    @Test
    void whether_somebody_is_blocked_only_the_server_is_told() {
        var asked = isBlackReq.newBuilder().setUserID1("amy").setUserID2("bob").build();
        assertRefused(ErrorCode.NO_PERMISSION, () -> await(relations.isBlack(by("amy"), asked)));
        assertRefused(ErrorCode.NO_PERMISSION, () -> await(relations.isBlack(byAdmin(), asked)));
    }

    private getPaginationBlacksResp page(int number, int size) {
        return await(relations.getPaginationBlacks(by("amy"), asked(number, size)));
    }

    private static getPaginationBlacksReq asked(int number, int size) {
        return getPaginationBlacksReq
                .newBuilder()
                .setUserID("amy")
                .setPagination(pagination(number, size))
                .build();
    }

    private static GetSpecifiedBlacksReq specified(String... users) {
        return GetSpecifiedBlacksReq.newBuilder()
                .setOwnerUserID("amy")
                .addAllUserIDList(List.of(users))
                .build();
    }

    private static getIncrementalBlacksReq news() {
        return getIncrementalBlacksReq.newBuilder().setUserID("amy").build();
    }

    private static removeBlackReq unblocking(String owner, String other) {
        return removeBlackReq.newBuilder().setOwnerUserID(owner).setBlackUserID(other).build();
    }
}
