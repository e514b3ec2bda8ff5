package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsResp;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getPaginationBlacksReq;
import im.parley.proto.relation.getPaginationBlacksResp;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.sdkws.BlackInfo;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.PublicUserInfo;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.sdkws.UserInfo;
import im.parley.versions.Bump;
import im.parley.versions.IdHash;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;

/// http-identity-and-groups.md 9.6, 9.8 and 9.9.
class RelationReadsTest extends RelationWorld {
    @Nested
    class GivenNobody {
        @Test
        void everything_is_truthfully_empty() {
            var head = sync("amy", "", 0);
            assertTrue(head.getFull());
            assertEquals(1, head.getVersion());
            assertEquals(0, page(1, 100).getTotal());
            assertEquals(0, blacks(1, 200).getTotal());
            var ids = fullIds("amy", 0);
            assertTrue(ids.getEqual());
            assertEquals(head.getVersionID(), ids.getVersionID());
            assertFalse(isBlack("amy", "bob").getInUser2Blacks());
        }
    }

    @Nested
    class GivenFriends {
        @BeforeEach
        void make() {
            for (var friend : List.of("zoe", "bob")) befriend("amy", friend);
            befriendPinned("amy", "moe");
            befriendPinned("amy", "cy");
            befriend("amy", "lost1");
        }

        @Test
        void lists_have_the_pinned_first_and_then_the_order_of_creation() {
            var order = List.of("moe", "cy", "zoe", "bob", "lost1");
            assertEquals(order, friendsOf(page(1, 100).getFriendsInfoList()));
            var ids = getFriendIDsReq.newBuilder().setUserID("amy").build();
            assertEquals(order, await(relations.getFriendIDs(by("amy"), ids)).getFriendIDsList());
            assertEquals(order, fullIds("amy", 0).getUserIDsList());
        }

        @Test
        void pages_are_cut_from_that_order_and_carry_the_total() {
            assertEquals(List.of("zoe", "bob"), friendsOf(page(2, 2).getFriendsInfoList()));
            assertEquals(5, page(2, 2).getTotal());
            assertEquals(List.of(), page(9, 2).getFriendsInfoList());
        }

        @Test
        void a_friend_has_what_all_may_see_of_him_and_the_time_in_seconds() {
            var expected =
                    FriendInfo.newBuilder()
                            .setOwnerUserID("amy")
                            .setRemark("remark moe")
                            .setCreateTime(1_700_000_000L)
                            .setFriendUser(
                                    UserInfo.newBuilder()
                                            .setUserID("moe")
                                            .setNickname("I am moe")
                                            .setFaceURL("moe.png")
                                            .setEx("ex of moe"))
                            .setAddSource(2)
                            .setOperatorUserID("amy")
                            .setEx("ex")
                            .setIsPinned(true);
            assertEquals(expected.build(), page(1, 1).getFriendsInfo(0));
        }

        @Test
        void a_friend_whom_the_user_service_lost_is_listed_by_id() {
            var lost = page(5, 1).getFriendsInfo(0).getFriendUser();
            assertEquals(UserInfo.newBuilder().setUserID("lost1").build(), lost);
        }

        @Test
        void some_are_asked_for_by_id_and_others_left_out() {
            var asked = designated("bob", "stranger", "moe");
            assertEquals(
                    List.of("bob", "moe"),
                    friendsOf(
                            await(relations.getDesignatedFriends(by("amy"), asked))
                                    .getFriendsInfoList()));
            assertRefused(
                    ErrorCode.ARGS,
                    () ->
                            await(
                                    relations.getDesignatedFriends(
                                            by("amy"), designated("bob", "bob"))));
        }

        @Test
        void friendship_is_told_for_each_side() {
            var asked = isFriendReq.newBuilder().setUserID1("amy").setUserID2("bob").build();
            var answer = await(relations.isFriend(by("bob"), asked));
            assertTrue(answer.getInUser1Friends());
            assertFalse(answer.getInUser2Friends());
        }

        @Test
        void a_client_is_told_what_came_and_went_and_whether_the_order_changed() {
            var head = sync("amy", "", 0);
            befriend("amy", "dan");
            unfriend("amy", "bob");
            bump(Step.update("amy", List.of(VersionLog.SORT, "zoe")));
            var news = sync("amy", head.getVersionID(), head.getVersion());
            assertEquals(head.getVersion() + 3, news.getVersion());
            assertEquals(List.of("bob"), news.getDeleteList());
            assertEquals(List.of("dan"), friendsOf(news.getInsertList()));
            assertEquals(List.of("zoe"), friendsOf(news.getUpdateList()));
            assertEquals(news.getVersion(), news.getSortVersion());
            assertEquals("I am dan", news.getInsert(0).getFriendUser().getNickname());
        }

        @Test
        void equal_ids_are_not_sent_again() {
            var ids = fullIds("amy", 0).getUserIDsList();
            assertTrue(fullIds("amy", IdHash.of(ids)).getEqual());
            assertEquals(List.of(), fullIds("amy", IdHash.of(ids)).getUserIDsList());
        }

        private void bump(Step step) {
            await(tables.transact(() -> versions.bump(step).map(Bump::writes)));
        }
    }

    @Nested
    class GivenABlackList {
        @BeforeEach
        void make() {
            for (var other : List.of("zoe", "bob", "cy")) block("amy", other);
        }

        @Test
        void it_is_in_order_of_creation_with_the_time_in_seconds() {
            var expected =
                    BlackInfo.newBuilder()
                            .setOwnerUserID("amy")
                            .setCreateTime(1_700_000_000L)
                            .setBlackUserInfo(
                                    PublicUserInfo.newBuilder()
                                            .setUserID("zoe")
                                            .setNickname("I am zoe")
                                            .setFaceURL("zoe.png")
                                            .setEx("ex of zoe"))
                            .setOperatorUserID("amy")
                            .setEx("ex");
            assertEquals(expected.build(), blacks(1, 2).getBlacks(0));
            assertEquals(3, blacks(1, 2).getTotal());
            assertEquals("cy", blacks(2, 2).getBlacks(0).getBlackUserInfo().getUserID());
        }

        @Test
        void a_block_is_told_for_each_side() {
            assertTrue(isBlack("amy", "bob").getInUser1Blacks());
            assertFalse(isBlack("amy", "bob").getInUser2Blacks());
            assertTrue(isBlack("bob", "amy").getInUser2Blacks());
            assertFalse(isBlack("amy", "dan").getInUser1Blacks());
        }
    }

    @Test
    void nobody_reads_the_lists_of_another_but_app_admins_and_the_server() {
        for (var read : reads()) {
            assertRefused(ErrorCode.NO_PERMISSION, () -> await(read.apply(by("bob"))));
            await(read.apply(by("amy")));
            await(read.apply(byAdmin()));
            await(read.apply(byServer()));
        }
    }

    @Test
    void whether_two_are_friends_is_told_to_these_two_only() {
        var asked = isFriendReq.newBuilder().setUserID1("amy").setUserID2("bob").build();
        await(relations.isFriend(by("amy"), asked));
        assertRefused(ErrorCode.NO_PERMISSION, () -> await(relations.isFriend(by("cy"), asked)));
    }

    @Test
    void black_lists_are_looked_into_by_the_server_only() {
        var asked = isBlackReq.newBuilder().setUserID1("amy").setUserID2("bob").build();
        assertRefused(ErrorCode.NO_PERMISSION, () -> await(relations.isBlack(by("amy"), asked)));
        assertRefused(ErrorCode.NO_PERMISSION, () -> await(relations.isBlack(byAdmin(), asked)));
    }

    @Test
    void what_a_request_lacks_is_refused_before_permission() {
        var noPage = getPaginationFriendsReq.newBuilder().setUserID("amy").build();
        assertRefused(
                ErrorCode.ARGS, () -> await(relations.getPaginationFriends(by("bob"), noPage)));
        var nobody = getFullFriendUserIDsReq.getDefaultInstance();
        assertRefused(
                ErrorCode.ARGS, () -> await(relations.getFullFriendUserIDs(by("bob"), nobody)));
        var empty = getIncrementalFriendsReq.getDefaultInstance();
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(relations.getIncrementalFriends(by("bob"), empty)));
        assertRefused(
                ErrorCode.ARGS, () -> await(relations.getIncrementalFriends(byAdmin(), empty)));
    }

    private List<Function<Call, Future<?>>> reads() {
        var incremental = getIncrementalFriendsReq.newBuilder().setUserID("amy").build();
        var full = getFullFriendUserIDsReq.newBuilder().setUserID("amy").build();
        var ids = getFriendIDsReq.newBuilder().setUserID("amy").build();
        return List.of(
                call -> relations.getPaginationFriends(call, friendsPage(1, 1)),
                call -> relations.getDesignatedFriends(call, designated("bob")),
                call -> relations.getFriendIDs(call, ids),
                call -> relations.getPaginationBlacks(call, blacksPage(1, 1)),
                call -> relations.getIncrementalFriends(call, incremental),
                call -> relations.getFullFriendUserIDs(call, full));
    }

    private getPaginationFriendsResp page(int number, int size) {
        return await(relations.getPaginationFriends(by("amy"), friendsPage(number, size)));
    }

    private static getPaginationFriendsReq friendsPage(int number, int size) {
        return getPaginationFriendsReq
                .newBuilder()
                .setUserID("amy")
                .setPagination(pagination(number, size))
                .build();
    }

    private getPaginationBlacksResp blacks(int number, int size) {
        return await(relations.getPaginationBlacks(by("amy"), blacksPage(number, size)));
    }

    private static getPaginationBlacksReq blacksPage(int number, int size) {
        return getPaginationBlacksReq
                .newBuilder()
                .setUserID("amy")
                .setPagination(pagination(number, size))
                .build();
    }

    private static RequestPagination pagination(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }

    private static getDesignatedFriendsReq designated(String... friends) {
        return getDesignatedFriendsReq
                .newBuilder()
                .setOwnerUserID("amy")
                .addAllFriendUserIDs(List.of(friends))
                .build();
    }

    private isBlackResp isBlack(String one, String other) {
        var asked = isBlackReq.newBuilder().setUserID1(one).setUserID2(other).build();
        return await(relations.isBlack(byServer(), asked));
    }

    private getFullFriendUserIDsResp fullIds(String user, long idHash) {
        var asked = getFullFriendUserIDsReq.newBuilder().setUserID(user).setIdHash(idHash).build();
        return await(relations.getFullFriendUserIDs(by(user), asked));
    }

    private static List<String> friendsOf(List<FriendInfo> infos) {
        return infos.stream().map(info -> info.getFriendUser().getUserID()).toList();
    }
}
