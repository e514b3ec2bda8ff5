package im.parley.group;

import static im.parley.testworld.Asked.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.GetGroupApplicationListReq;
import im.parley.proto.group.GetGroupApplicationListResp;
import im.parley.proto.group.GetGroupApplicationUnhandledCountReq;
import im.parley.proto.group.GetSpecifiedUserGroupRequestInfoReq;
import im.parley.proto.group.GetUserReqApplicationListReq;
import im.parley.proto.group.GetUserReqApplicationListResp;
import im.parley.proto.group.getGroupUsersReqApplicationListReq;
import im.parley.proto.sdkws.GroupRequest;
import im.parley.testkit.FakeClock;
import im.parley.testworld.Everybody;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// http-identity-and-groups.md 10.17.
class ApplicationsTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", _ -> {}, "amy", List.of("bob"), "cy");
        found("milk", "amy");
        found("water", "zoe");
        for (var application : List.of("dan tea", "eve milk", "eve tea", "fay tea", "fay water")) {
            var words = application.split(" ");
            await(join(words[0], words[1]));
            clock.advance(Duration.ofSeconds(1));
        }
        await(respond(by("amy"), "tea", "eve", -1));
    }

    @Test
    void a_leader_gets_those_to_all_his_groups_newest_first() {
        assertEquals(List.of("fay tea", "eve tea", "eve milk", "dan tea"), names(received("amy")));
        assertEquals(List.of("fay tea", "eve tea", "dan tea"), names(received("bob")));
        assertEquals(List.of(), names(received("cy")));
        assertEquals(List.of("fay water"), names(received("zoe")));
    }

    @Test
    void pages_run_across_groups_and_results() {
        assertEquals(List.of("eve milk", "dan tea"), names(page("amy", 2, 2)));
        assertEquals(4, page("amy", 2, 2).getTotal());
        assertEquals(List.of(), names(page("amy", 3, 2)));
    }

    @Test
    void they_may_be_asked_for_by_group_and_by_result() {
        var refused = asked("amy").addHandleResults(-1);
        assertEquals(List.of("eve tea"), names(received(refused)));
        var milk = asked("amy").addGroupIDs("milk").addHandleResults(0).addHandleResults(-1);
        assertEquals(List.of("eve milk"), names(received(milk)));
    }

    @Test
    void each_says_who_wishes_what() {
        assertEquals(
                GroupRequest.newBuilder()
                        .setUserInfo(Profiles.face("eve", Everybody.profile("eve")))
                        .setGroupInfo(info("tea"))
                        .setHandleResult(-1)
                        .setReqMsg("let me in")
                        .setHandleMsg("so be it")
                        .setReqTime(FakeClock.NOON + 2_000)
                        .setHandleUserID("amy")
                        .setHandleTime(FakeClock.NOON + 5_000)
                        .setEx("ex")
                        .setJoinSource(3)
                        .build(),
                received("amy").getGroupRequests(1));
    }

    @Test
    void who_asks_for_a_group_he_does_not_lead_is_refused() {
        var tea = asked("cy").addGroupIDs("tea").build();
        assertRefused(ErrorCode.NO_PERMISSION, groups.getGroupApplicationList(by("cy"), tea));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getGroupApplicationList(by("cy"), asked("amy").build()));
        await(groups.getGroupApplicationList(byAdmin(), tea));
    }

    @Test
    void those_to_a_dismissed_group_are_no_longer_received() {
        dismiss("tea", "amy");
        assertEquals(List.of("eve milk"), names(received("amy")));
        assertEquals(0, unhandled("bob", 0));
    }

    @Test
    void a_user_sees_his_own() {
        assertEquals(List.of("eve tea", "eve milk"), names(sent(own("eve"))));
        assertEquals(List.of("eve milk"), names(sent(own("eve").addHandleResults(0))));
        assertEquals(List.of("eve tea"), names(sent(own("eve").addGroupIDs("tea"))));
        var none = own("eve").addGroupIDs("tea").addHandleResults(0);
        assertEquals(List.of(), names(sent(none)));
        assertEquals(2, sent(own("eve").setPagination(pagination(2, 1))).getTotal());
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getUserReqApplicationList(by("dan"), own("eve").build()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                groups.getUserReqApplicationList(byAdmin(), own("lost1").build()));
    }

    @Test
    void a_leader_may_ask_for_some_users() {
        var asked =
                getGroupUsersReqApplicationListReq
                        .newBuilder()
                        .setGroupID("tea")
                        .addAllUserIDs(List.of("fay", "dan", "cy", "fay"))
                        .build();
        var answer = await(groups.getGroupUsersReqApplicationList(by("bob"), asked));
        assertEquals(2, answer.getTotal());
        assertEquals(
                List.of("fay tea", "dan tea"),
                answer.getGroupRequestsList().stream().map(ApplicationsTest::name).toList());
        for (var stranger : List.of("cy", "dan"))
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    groups.getGroupUsersReqApplicationList(by(stranger), asked));
    }

    @Test
    void one_is_shown_to_the_applicant_and_to_leaders() {
        for (var call : List.of(by("dan"), by("bob"), byAdmin()))
            assertEquals(
                    1,
                    await(groups.getSpecifiedUserGroupRequestInfo(call, specified("tea", "dan")))
                            .getTotal());
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getSpecifiedUserGroupRequestInfo(by("cy"), specified("tea", "dan")));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                groups.getSpecifiedUserGroupRequestInfo(by("dan"), specified("none", "dan")));
        assertEquals(
                0,
                await(groups.getSpecifiedUserGroupRequestInfo(by("dan"), specified("milk", "dan")))
                        .getTotal());
    }

    @Test
    void those_that_wait_are_counted_from_a_time_on() {
        assertEquals(3, unhandled("amy", 0));
        assertEquals(2, unhandled("bob", 0));
        assertEquals(0, unhandled("cy", 0));
        assertEquals(2, unhandled("amy", FakeClock.NOON));
        assertEquals(1, unhandled("amy", FakeClock.NOON + 1_000));
        assertRefused(
                ErrorCode.NO_PERMISSION,
                groups.getGroupApplicationUnhandledCount(by("bob"), count("amy", 0)));
    }

    private GetGroupApplicationListResp received(String user) {
        return received(asked(user));
    }

    private GetGroupApplicationListResp page(String user, int number, int size) {
        return received(asked(user).setPagination(pagination(number, size)));
    }

    private GetGroupApplicationListResp received(GetGroupApplicationListReq.Builder asked) {
        return await(groups.getGroupApplicationList(by(asked.getFromUserID()), asked.build()));
    }

    private static GetGroupApplicationListReq.Builder asked(String user) {
        return GetGroupApplicationListReq.newBuilder()
                .setFromUserID(user)
                .setPagination(pagination(1, 100));
    }

    private GetUserReqApplicationListResp sent(GetUserReqApplicationListReq.Builder asked) {
        return await(groups.getUserReqApplicationList(by(asked.getUserID()), asked.build()));
    }

    private static GetUserReqApplicationListReq.Builder own(String user) {
        return GetUserReqApplicationListReq.newBuilder()
                .setUserID(user)
                .setPagination(pagination(1, 100));
    }

    private static GetSpecifiedUserGroupRequestInfoReq specified(String groupID, String user) {
        return GetSpecifiedUserGroupRequestInfoReq.newBuilder()
                .setGroupID(groupID)
                .setUserID(user)
                .build();
    }

    private long unhandled(String user, long time) {
        return await(groups.getGroupApplicationUnhandledCount(by(user), count(user, time)))
                .getCount();
    }

    private static GetGroupApplicationUnhandledCountReq count(String user, long time) {
        return GetGroupApplicationUnhandledCountReq.newBuilder()
                .setUserID(user)
                .setTime(time)
                .build();
    }

    private static List<String> names(GetGroupApplicationListResp answer) {
        return answer.getGroupRequestsList().stream().map(ApplicationsTest::name).toList();
    }

    private static List<String> names(GetUserReqApplicationListResp answer) {
        return answer.getGroupRequestsList().stream().map(ApplicationsTest::name).toList();
    }

    private static String name(GroupRequest request) {
        return request.getUserInfo().getUserID() + " " + request.getGroupInfo().getGroupID();
    }
}
