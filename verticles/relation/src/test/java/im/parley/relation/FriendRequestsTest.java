package im.parley.relation;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.relation.getDesignatedFriendsApplyReq;
import im.parley.proto.relation.getIncrementalFriendsResp;
import im.parley.proto.relation.getPaginationFriendsApplyFromReq;
import im.parley.proto.relation.getPaginationFriendsApplyToReq;
import im.parley.proto.relation.getSelfUnhandledApplyCountReq;
import im.parley.proto.sdkws.FriendRequest;
import im.parley.testkit.FakeClock;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// http-identity-and-groups.md 9.1, 9.2 and the lists of applications in 9.6.
class FriendRequestsTest extends RelationWorld {
    private static final int AGREED = 1;
    private static final int REFUSED = -1;

    @Test
    void an_application_is_told_to_both_with_all_that_it_says() {
        apply("amy", "bob");
        var tips = notices.take(1203, "amy", "bob");
        assertEquals(pair("amy", "bob"), tips.getJsonObject("fromToUserID"));
        var expected =
                JsonObject.of("fromUserID", "amy", "fromNickname", "I am amy")
                        .put("fromFaceURL", "amy.png")
                        .put("toUserID", "bob")
                        .put("toNickname", "I am bob")
                        .put("toFaceURL", "bob.png")
                        .put("handleResult", 0)
                        .put("reqMsg", "hi from amy")
                        .put("createTime", FakeClock.NOON)
                        .put("handlerUserID", "")
                        .put("handleMsg", "")
                        .put("handleTime", 0)
                        .put("ex", "ex");
        assertEquals(expected, tips.getJsonObject("request"));
        assertEquals(List.of(), notices.told());
        assertEquals(0, sync("amy").getInsertCount());
    }

    @Test
    void who_may_not_apply_is_refused_and_nothing_is_stored_or_told() {
        befriend("amy", "bob");
        befriend("bob", "amy");
        assertRefusedApplication(ErrorCode.ARGS, by("amy"), "", "bob");
        assertRefusedApplication(ErrorCode.ARGS, by("amy"), "amy", "");
        assertRefusedApplication(ErrorCode.NO_PERMISSION, by("cy"), "amy", "dan");
        assertRefusedApplication(ErrorCode.CAN_NOT_ADD_YOURSELF, by("amy"), "amy", "amy");
        assertRefusedApplication(ErrorCode.RECORD_NOT_FOUND, by("amy"), "amy", "lost1");
        assertRefusedApplication(ErrorCode.RELATIONSHIP_ALREADY, by("amy"), "amy", "bob");
        for (var user : List.of("amy", "bob", "dan", "lost1"))
            assertEquals(0, received(user).getTotal(), user);
        assertEquals(List.of(), notices.told());
    }

    private void assertRefusedApplication(ErrorCode code, Call call, String from, String to) {
        assertRefused(code, () -> await(relations.applyToAddFriend(call, application(from, to))));
    }

    @Test
    void of_friends_with_one_direction_left_each_may_apply() {
        befriend("amy", "bob");
        apply("amy", "bob");
        apply("bob", "amy");
        await(answer("amy", "bob", AGREED));
        assertEquals(List.of("amy"), friendIDs("bob"));
        assertEquals(List.of("bob"), friendIDs("amy"));
    }

    @Test
    void agreeing_makes_both_friends_of_each_other_and_tells_both_from_whoever_agreed() {
        apply("amy", "bob");
        notices.take();
        var before = List.of(sync("amy"), sync("bob"));
        clock.advance(Duration.ofSeconds(5));
        await(answer("amy", "bob", AGREED));
        for (var list : List.of(friends("amy"), friends("bob"))) {
            var friend = list.getFriendsInfo(0);
            assertEquals(
                    List.of(1, 2, "amy", NOON_SECONDS + 5, "", false),
                    List.of(
                            list.getTotal(),
                            friend.getAddSource(),
                            friend.getOperatorUserID(),
                            friend.getCreateTime(),
                            friend.getRemark(),
                            friend.getIsPinned()));
        }
        assertEquals(List.of("bob"), inserted(syncSince("amy", before.get(0))));
        assertEquals(List.of("amy"), inserted(syncSince("bob", before.get(1))));
        var tips = notices.take(1201, "bob", "amy");
        assertEquals(pair("amy", "bob"), tips.getJsonObject("fromToUserID"));
        assertEquals("ok 0 ", tips.getString("handleMsg") + " " + versionsIn(tips));
        var request = tips.getJsonObject("request");
        assertEquals(
                List.of(1, "bob", "ok", FakeClock.NOON + 5_000),
                List.of(
                        request.getInteger("handleResult"),
                        request.getString("handlerUserID"),
                        request.getString("handleMsg"),
                        request.getLong("handleTime")));
        assertEquals(List.of(), notices.told());
        assertTrue(announced.containsAll(List.of("friend amy bob", "friend bob amy")));
    }

    private static String versionsIn(JsonObject tips) {
        return tips.getInteger("friendVersion") + " " + tips.getString("friendVersionID");
    }

    private static List<String> inserted(getIncrementalFriendsResp news) {
        return news.getInsertList().stream()
                .map(friend -> friend.getFriendUser().getUserID())
                .toList();
    }

    @Test
    void agreeing_is_one_write_so_it_is_whole_or_not_at_all() {
        apply("amy", "bob");
        tables.written.clear();
        await(answer("amy", "bob", AGREED));
        assertEquals(1, tables.written.size());
    }

    @Test
    void refusing_is_told_to_both_with_the_application_and_makes_no_friends() {
        apply("amy", "bob");
        notices.take();
        await(answer("amy", "bob", REFUSED));
        var tips = notices.take(1202, "bob", "amy");
        assertEquals(
                List.of("fromToUserID", "handleMsg", "request"), List.copyOf(tips.fieldNames()));
        assertEquals(pair("amy", "bob"), tips.getJsonObject("fromToUserID"));
        assertEquals("ok", tips.getString("handleMsg"));
        assertEquals(-1, tips.getJsonObject("request").getInteger("handleResult"));
        assertEquals(List.of(), friendIDs("amy"));
        assertEquals(List.of(), friendIDs("bob"));
    }

    @Test
    void agreeing_also_agrees_to_the_application_in_the_other_direction() {
        apply("amy", "bob");
        apply("bob", "amy");
        notices.take();
        await(answer("amy", "bob", AGREED));
        assertEquals(1, received("amy").getFriendRequests(0).getHandleResult());
        notices.take(1201, "bob", "amy");
        assertEquals(List.of(), notices.told());
    }

    @Test
    void a_refused_application_in_the_other_direction_stays_refused() {
        apply("bob", "amy");
        await(answer("bob", "amy", REFUSED));
        apply("amy", "bob");
        await(answer("amy", "bob", AGREED));
        assertEquals(-1, received("amy").getFriendRequests(0).getHandleResult());
    }

    @Nested
    class GivenAnAnsweredApplication {
        @BeforeEach
        void answerIt() {
            apply("amy", "bob");
            await(answer("amy", "bob", REFUSED));
            notices.take();
        }

        @Test
        void it_is_not_answered_again() {
            assertRefused(ErrorCode.ARGS, () -> await(answer("amy", "bob", AGREED)));
            assertRefused(
                    ErrorCode.FRIEND_REQUEST_HANDLED, () -> await(answer("amy", "bob", REFUSED)));
            assertEquals(List.of(), friendIDs("amy"));
            assertEquals(List.of(), notices.told());
        }

        @Test
        void applying_again_renews_it_and_keeps_who_answered_and_when() {
            clock.advance(Duration.ofMinutes(1));
            apply("amy", "bob");
            var requests = received("bob");
            assertEquals(1, requests.getTotal());
            var request = requests.getFriendRequests(0);
            assertEquals("0  bob", result(request) + " " + request.getHandlerUserID());
            assertEquals(FakeClock.NOON + 60_000, request.getCreateTime());
            assertEquals(FakeClock.NOON, request.getHandleTime());
            await(answer("amy", "bob", AGREED));
            assertEquals(List.of("amy"), friendIDs("bob"));
        }

        private static String result(FriendRequest request) {
            return request.getHandleResult() + " " + request.getHandleMsg();
        }
    }

    @Test
    void what_is_no_answer_or_no_application_is_refused() {
        apply("amy", "bob");
        for (int result : new int[] {0, 2, -2})
            assertRefused(ErrorCode.ARGS, () -> await(answer("amy", "bob", result)));
        assertRefused(
                ErrorCode.ARGS,
                () -> await(relations.respondFriendApply(by("bob"), response("", "bob", AGREED))));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> await(answer("cy", "bob", AGREED)));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> await(answer("cy", "bob", REFUSED)));
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> await(answer("bob", "bob", AGREED)));
        assertEquals(0, received("bob").getFriendRequests(0).getHandleResult());
    }

    @Test
    void only_whom_it_was_made_to_answers_an_application() {
        apply("amy", "bob");
        var agreement = response("amy", "bob", AGREED);
        for (var other : List.of("amy", "cy"))
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(relations.respondFriendApply(by(other), agreement)));
        await(relations.respondFriendApply(byAdmin(), agreement));
        assertEquals("imAdmin", received("bob").getFriendRequests(0).getHandlerUserID());
    }

    @Nested
    class GivenSeveral {
        @BeforeEach
        void applyAll() {
            for (var from : List.of("bob", "cy", "dan", "eve")) {
                apply(from, "amy");
                clock.advance(Duration.ofSeconds(1));
            }
            await(answer("cy", "amy", AGREED));
            await(answer("dan", "amy", REFUSED));
        }

        @Test
        void received_ones_are_listed_newest_first() {
            assertEquals(List.of("eve", "dan", "cy", "bob"), senders());
            assertEquals(4, received("amy").getTotal());
        }

        @Test
        void a_filter_leaves_those_with_these_results() {
            assertEquals(List.of("eve", "bob"), senders(0));
            assertEquals(List.of("cy"), senders(1));
            assertEquals(List.of("dan", "cy"), senders(-1, 1));
            assertEquals(List.of("eve", "dan", "bob"), senders(0, -1, 0));
            assertEquals(List.of("eve", "dan", "cy", "bob"), senders(0, 1, -1));
            assertEquals(3, received("amy", 0, -1).getTotal());
            assertEquals(List.of(), senders(7));
            assertEquals(0, received("amy", 7).getTotal());
        }

        @Test
        void pages_are_cut_from_the_filtered_list() {
            assertEquals(List.of("cy", "bob"), page(2, 2));
            assertEquals(List.of("bob"), page(2, 2, 0, -1));
            assertEquals(List.of(), page(3, 2));
            assertEquals(List.of(), page(1, 0, 0, -1));
            assertEquals(List.of(), page(2, Integer.MAX_VALUE, 0, -1));
        }

        private List<String> page(int number, int size, Integer... results) {
            var asked =
                    getPaginationFriendsApplyToReq
                            .newBuilder()
                            .setUserID("amy")
                            .addAllHandleResults(List.of(results))
                            .setPagination(pagination(number, size))
                            .build();
            var answer = await(relations.getPaginationFriendsApplyTo(by("amy"), asked));
            return answer.getFriendRequestsList().stream()
                    .map(FriendRequest::getFromUserID)
                    .toList();
        }

        private List<String> senders(Integer... results) {
            return received("amy", results).getFriendRequestsList().stream()
                    .map(FriendRequest::getFromUserID)
                    .toList();
        }

        @Test
        void sent_ones_are_listed_for_who_sent_them() {
            apply("bob", "eve");
            var asked =
                    getPaginationFriendsApplyFromReq
                            .newBuilder()
                            .setUserID("bob")
                            .setPagination(pagination(1, 10));
            var sent = await(relations.getPaginationFriendsApplyFrom(by("bob"), asked.build()));
            assertEquals(2, sent.getTotal());
            assertEquals(
                    List.of("eve", "amy"),
                    sent.getFriendRequestsList().stream().map(FriendRequest::getToUserID).toList());
            asked.addHandleResults(1);
            sent = await(relations.getPaginationFriendsApplyFrom(by("bob"), asked.build()));
            assertEquals(0, sent.getTotal());
        }

        @Test
        void unanswered_ones_are_counted_from_a_time_on() {
            assertEquals(2, unanswered(0));
            assertEquals(2, unanswered(FakeClock.NOON - 1));
            assertEquals(1, unanswered(FakeClock.NOON));
            assertEquals(0, unanswered(FakeClock.NOON + 3_000));
        }

        @Test
        void a_pair_is_asked_for_from_either_side() {
            assertEquals(1, between("amy", "bob"));
            assertEquals(1, between("bob", "amy"));
            apply("amy", "bob");
            assertEquals(2, between("amy", "bob"));
            assertEquals(0, between("amy", "zoe"));
        }

        private int between(String from, String to) {
            var asked =
                    getDesignatedFriendsApplyReq.newBuilder().setFromUserID(from).setToUserID(to);
            return await(relations.getDesignatedFriendsApply(by("amy"), asked.build()))
                    .getFriendRequestsCount();
        }
    }

    @Test
    void many_unanswered_ones_are_counted_a_part_at_a_time() {
        for (int i = 0; i < 1_010; i++) {
            clock.advance(Duration.ofMillis(1));
            await(relations.applyToAddFriend(byAdmin(), application("u" + i, "amy")));
        }
        assertEquals(1_010, unanswered(0));
        assertEquals(1_005, unanswered(FakeClock.NOON + 5));
        assertEquals(1_000, unanswered(FakeClock.NOON + 10));
    }

    private long unanswered(long since) {
        var asked = getSelfUnhandledApplyCountReq.newBuilder().setUserID("amy").setTime(since);
        return await(relations.getSelfUnhandledApplyCount(by("amy"), asked.build())).getCount();
    }

    @Test
    void nobody_reads_the_applications_of_another_but_app_admins() {
        for (var read : reads()) {
            assertRefused(ErrorCode.NO_PERMISSION, () -> await(read.apply(by("bob"))));
            await(read.apply(by("amy")));
            await(read.apply(byAdmin()));
        }
    }

    private List<Function<Call, Future<?>>> reads() {
        var page = pagination(1, 1);
        var to = getPaginationFriendsApplyToReq.newBuilder().setUserID("amy").setPagination(page);
        var from =
                getPaginationFriendsApplyFromReq.newBuilder().setUserID("amy").setPagination(page);
        var pair = getDesignatedFriendsApplyReq.newBuilder().setFromUserID("cy").setToUserID("amy");
        var count = getSelfUnhandledApplyCountReq.newBuilder().setUserID("amy");
        return List.of(
                call -> relations.getPaginationFriendsApplyTo(call, to.build()),
                call -> relations.getPaginationFriendsApplyFrom(call, from.build()),
                call -> relations.getDesignatedFriendsApply(call, pair.build()),
                call -> relations.getSelfUnhandledApplyCount(call, count.build()));
    }

    @Test
    void what_a_request_for_applications_lacks_is_refused() {
        var noPage = getPaginationFriendsApplyToReq.newBuilder().setUserID("amy").build();
        assertRefused(
                ErrorCode.ARGS,
                () -> await(relations.getPaginationFriendsApplyTo(by("amy"), noPage)));
        var noUser = getDesignatedFriendsApplyReq.newBuilder().setFromUserID("amy").build();
        assertRefused(
                ErrorCode.ARGS,
                () -> await(relations.getDesignatedFriendsApply(by("amy"), noUser)));
    }
}
