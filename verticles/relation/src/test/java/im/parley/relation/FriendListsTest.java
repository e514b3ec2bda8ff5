package im.parley.relation;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getFriendIDsReq;
import im.parley.proto.relation.getFriendInfoReq;
import im.parley.proto.relation.getFullFriendUserIDsReq;
import im.parley.proto.relation.getFullFriendUserIDsResp;
import im.parley.proto.relation.getIncrementalFriendsReq;
import im.parley.proto.relation.getPaginationFriendsReq;
import im.parley.proto.relation.getPaginationFriendsResp;
import im.parley.proto.relation.getSpecifiedFriendsInfoReq;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.relation.updateFriendsReq;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.wrappers.BoolValue;
import im.parley.testworld.Everybody;
import im.parley.versions.IdHash;

import io.vertx.core.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;

/// http-identity-and-groups.md 9.6 and 9.9.
class FriendListsTest extends RelationWorld {
    @Nested
    class GivenNobody {
        @Test
        void everything_is_truthfully_empty() {
            var head = sync("amy");
            assertTrue(head.getFull());
            assertEquals(1, head.getVersion());
            assertEquals(0, page(1, 100).getTotal());
            var ids = fullIds("amy", 0);
            assertTrue(ids.getEqual());
            assertEquals(head.getVersionID(), ids.getVersionID());
        }
    }

    @Nested
    class GivenFriends {
        @BeforeEach
        void make() {
            befriend("amy", "zoe", "bob", "moe", "cy", "lost1");
            pin("moe", "cy");
        }

        @Test
        void lists_have_the_pinned_first_and_then_the_order_of_creation() {
            var order = List.of("moe", "cy", "zoe", "bob", "lost1");
            assertEquals(order, friendsOf(page(1, 100).getFriendsInfoList()));
            assertEquals(order, friendIDs("amy"));
            assertEquals(order, fullIds("amy", 0).getUserIDsList());
        }

        @Test
        void pages_are_cut_from_that_order_and_carry_the_total() {
            assertEquals(List.of("zoe", "bob"), friendsOf(page(2, 2).getFriendsInfoList()));
            assertEquals(5, page(2, 2).getTotal());
            for (var beyond : List.of(page(9, 2), page(1, 0), page(1, -1), page(2, 1 << 30)))
                assertEquals("5 []", beyond.getTotal() + " " + beyond.getFriendsInfoList());
        }

        @Test
        void a_friend_has_what_all_may_see_of_him_and_the_time_in_seconds() {
            var expected =
                    FriendInfo.newBuilder()
                            .setOwnerUserID("amy")
                            .setRemark("remark moe")
                            .setCreateTime(NOON_SECONDS)
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
            var twice = designated("bob", "bob");
            assertRefused(
                    ErrorCode.ARGS, () -> await(relations.getDesignatedFriends(by("amy"), twice)));
        }

        @Test
        void other_services_get_the_rows_alone_with_the_time_in_milliseconds() {
            var asked = getFriendInfoReq.newBuilder().setOwnerUserID("amy").addFriendUserIDs("moe");
            var row = await(relations.getFriendInfo(by("amy"), asked.build())).getFriendInfos(0);
            assertEquals(
                    "amy moe true",
                    row.getOwnerUserID() + " " + row.getFriendUserID() + " " + row.getIsPinned());
            assertEquals(NOON_SECONDS * 1000, row.getCreateTime());
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
            var head = sync("amy");
            befriend("amy", "dan");
            unfriend("amy", "bob");
            pin("zoe");
            var news = syncSince("amy", head);
            assertEquals(head.getVersion() + 3, news.getVersion());
            assertEquals(List.of("bob"), news.getDeleteList());
            assertEquals(List.of("dan"), friendsOf(news.getInsertList()));
            assertEquals(List.of("zoe"), friendsOf(news.getUpdateList()));
            assertEquals(news.getVersion(), news.getSortVersion());
            assertEquals("I am dan", news.getInsert(0).getFriendUser().getNickname());
            assertFalse(syncSince("amy", news).getFull());
        }

        @Test
        void equal_ids_are_not_sent_again() {
            var ids = fullIds("amy", 0).getUserIDsList();
            assertTrue(fullIds("amy", IdHash.of(ids)).getEqual());
            assertEquals(List.of(), fullIds("amy", IdHash.of(ids)).getUserIDsList());
        }

        private void pin(String... friends) {
            var wish =
                    updateFriendsReq
                            .newBuilder()
                            .setOwnerUserID("amy")
                            .addAllFriendUserIDs(List.of(friends))
                            .setIsPinned(BoolValue.newBuilder().setValue(true));
            await(relations.updateFriends(by("amy"), wish.build()));
        }
    }

    @Test
    void specified_users_come_with_what_they_are_to_the_owner_in_the_order_asked_for() {
        befriend("amy", "bob");
        block("amy", "cy");
        var infos =
                await(
                                relations.getSpecifiedFriendsInfo(
                                        by("amy"), specified("dan", "lost1", "cy", "bob")))
                        .getInfosList();
        assertEquals(
                List.of(
                        Everybody.profile("dan"),
                        Everybody.profile("cy"),
                        Everybody.profile("bob")),
                infos.stream().map(info -> info.getUserInfo()).toList());
        assertFalse(infos.get(0).hasFriendInfo() || infos.get(0).hasBlackInfo());
        assertFalse(infos.get(1).hasFriendInfo() || infos.get(2).hasBlackInfo());
        var black = infos.get(1).getBlackInfo();
        assertFalse(black.hasBlackUserInfo());
        assertEquals(NOON_SECONDS * 1000, black.getCreateTime());
        var friend = infos.get(2).getFriendInfo();
        assertFalse(friend.hasFriendUser());
        assertEquals(NOON_SECONDS * 1000, friend.getCreateTime());
    }

    @Test
    void nobody_and_somebody_twice_and_too_many_cannot_be_specified() {
        var ids = new String[1001];
        for (int i = 0; i < ids.length; i++) ids[i] = "u" + i;
        for (var wrong : List.of(specified(), specified("bob", "bob"), specified(ids)))
            assertRefused(
                    ErrorCode.ARGS,
                    () -> await(relations.getSpecifiedFriendsInfo(by("bob"), wrong)));
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
    void what_a_request_lacks_is_refused_before_permission() {
        var noPage = getPaginationFriendsReq.newBuilder().setUserID("amy").build();
        assertRefused(
                ErrorCode.ARGS, () -> await(relations.getPaginationFriends(by("bob"), noPage)));
        assertRefused(
                ErrorCode.ARGS,
                () -> await(relations.getPaginationFriends(by("bob"), friendsPage(0, 1))));
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
        var rows = getFriendInfoReq.newBuilder().setOwnerUserID("amy").build();
        return List.of(
                call -> relations.getPaginationFriends(call, friendsPage(1, 1)),
                call -> relations.getDesignatedFriends(call, designated("bob")),
                call -> relations.getSpecifiedFriendsInfo(call, specified("bob")),
                call -> relations.getFriendIDs(call, ids),
                call -> relations.getFriendInfo(call, rows),
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

    private static getDesignatedFriendsReq designated(String... friends) {
        return getDesignatedFriendsReq
                .newBuilder()
                .setOwnerUserID("amy")
                .addAllFriendUserIDs(List.of(friends))
                .build();
    }

    private static getSpecifiedFriendsInfoReq specified(String... users) {
        return getSpecifiedFriendsInfoReq
                .newBuilder()
                .setOwnerUserID("amy")
                .addAllUserIDList(List.of(users))
                .build();
    }

    private getFullFriendUserIDsResp fullIds(String user, long idHash) {
        var asked = getFullFriendUserIDsReq.newBuilder().setUserID(user).setIdHash(idHash).build();
        return await(relations.getFullFriendUserIDs(by(user), asked));
    }

    private static List<String> friendsOf(List<FriendInfo> infos) {
        return infos.stream().map(info -> info.getFriendUser().getUserID()).toList();
    }
}
