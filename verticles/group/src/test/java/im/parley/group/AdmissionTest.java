package im.parley.group;

import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.group.InviteUserToGroupReq;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.testkit.FakeClock;
import im.parley.testworld.Notices;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// http-identity-and-groups.md 10.4 to 10.6.
class AdmissionTest extends GroupWorld {
    private static Consumer<GroupInfo.Builder> asking(int needVerification) {
        return info -> info.setNeedVerification(needVerification);
    }

    @Nested
    class GivenAGroupThatAsksNobody {
        @BeforeEach
        void make() {
            found("tea", asking(2), "amy", List.of("bob"));
        }

        @Test
        void who_joins_is_a_member_at_once_and_the_group_is_told() {
            var before = head("tea");
            var joined = syncJoined("cy", "", 0);
            await(join("cy", "tea"));
            assertEquals(
                    GroupMemberFullInfo.newBuilder()
                            .setGroupID("tea")
                            .setUserID("cy")
                            .setRoleLevel(20)
                            .setJoinTime(FakeClock.NOON)
                            .setNickname("I am cy")
                            .setFaceURL("cy.png")
                            .setJoinSource(3)
                            .setOperatorUserID("cy")
                            .setInviterUserID("cy")
                            .build(),
                    membersInfo("tea", "cy").getFirst());
            var notice = notices.next(1510, "cy", "tea");
            assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
            var tips = Notices.tips(notice);
            assertEquals(
                    Set.of(
                            "group",
                            "entrantUser",
                            "operationTime",
                            "groupMemberVersion",
                            "groupMemberVersionID"),
                    tips.fieldNames());
            assertEquals("cy", tips.getJsonObject("entrantUser").getString("userID"));
            assertEquals(3, tips.getJsonObject("group").getInteger("memberCount"));
            assertEquals(FakeClock.NOON, tips.getLong("operationTime"));
            assertEquals(before.getVersion() + 1, tips.getLong("groupMemberVersion"));
            assertEquals("cy", syncSince("tea", before).getInsert(0).getUserID());
            assertEquals("tea", syncJoinedSince("cy", joined).getInsert(0).getGroupID());
        }

        @Test
        void his_conversation_is_opened_before_the_group_is_told_and_lifted_after() {
            await(join("cy", "tea"));
            assertEquals(List.of("open tea [cy]", "max sg_tea [cy] 0"), neighbours.heard);
            awaitSettled();
            assertEquals(
                    Set.of("member tea cy", "members tea", "group tea"), Set.copyOf(announced));
        }

        @Test
        void of_two_joins_at_once_one_is_told_that_he_is_in() {
            var codes = Stream.of(join("cy", "tea"), join("cy", "tea")).map(GroupWorld::codeOf);
            assertEquals(List.of(0, 1001), codes.sorted().toList());
            assertEquals(3, info("tea").getMemberCount());
        }

        @Test
        void a_crowd_comes_in_one_by_one_with_a_version_each() {
            var before = head("tea").getVersion();
            var crowd = IntStream.range(0, 60).mapToObj(i -> join("user" + i, "tea")).toList();
            crowd.forEach(GroupWorld::await);
            assertEquals(62, info("tea").getMemberCount());
            var versions =
                    notices.take().stream()
                            .map(Notices::tips)
                            .map(tips -> tips.getLong("groupMemberVersion"))
                            .toList();
            assertEquals(IntStream.rangeClosed(1, 60).mapToObj(i -> before + i).toList(), versions);
        }
    }

    @Nested
    class GivenAGroupThatAsks {
        @BeforeEach
        void make() {
            found("tea", asking(0), "amy", List.of("bob"), "cy");
        }

        @Test
        void an_application_is_told_to_owner_admins_and_applicant_with_one_uuid() {
            await(join("dan", "tea"));
            assertEquals(List.of(), membersInfo("tea", "dan"));
            var told =
                    Stream.of("amy", "bob", "dan")
                            .map(to -> notices.next(1503, "dan", to))
                            .toList();
            assertEquals(List.of(), notices.told());
            assertEquals(
                    1,
                    told.stream().map(n -> Notices.tips(n).getString("uuid")).distinct().count());
            for (var notice : told) {
                assertEquals(1, notice.getSessionType());
                assertEquals(true, notice.getOptionsOrThrow("offlinePush"));
            }
            var tips = Notices.tips(told.getFirst());
            assertEquals(
                    Set.of("group", "applicant", "reqMsg", "uuid", "request"), tips.fieldNames());
            assertEquals(
                    JsonObject.of(
                            "userID", "dan",
                            "nickname", "I am dan",
                            "faceURL", "dan.png",
                            "ex", "ex of dan"),
                    tips.getJsonObject("applicant"));
            assertEquals("let me in", tips.getString("reqMsg"));
            assertEquals(
                    new JsonObject()
                            .put("userInfo", tips.getJsonObject("applicant"))
                            .putNull("groupInfo")
                            .put("handleResult", 0)
                            .put("reqMsg", "let me in")
                            .put("handleMsg", "")
                            .put("reqTime", FakeClock.NOON)
                            .put("handleUserID", "")
                            .put("handleTime", 0)
                            .put("ex", "ex")
                            .put("joinSource", 3)
                            .put("inviterUserID", ""),
                    tips.getJsonObject("request"));
        }

        @Test
        void applying_again_asks_again_whatever_was_answered() {
            await(join("dan", "tea"));
            await(respond(by("amy"), "tea", "dan", -1));
            await(join("dan", "tea"));
            notices.take();
            await(respond(by("amy"), "tea", "dan", 1));
            assertEquals(20, roleOf("tea", "dan"));
        }

        @Test
        void an_agreement_makes_a_member_and_tells_those_concerned_then_the_group() {
            await(join("dan", "tea"));
            notices.take();
            neighbours.heard.clear();
            var before = head("tea");
            await(respond(by("bob"), "tea", "dan", 1));
            for (var to : List.of("amy", "bob", "dan")) {
                var tips = notices.take(1505, "bob", to);
                assertEquals(to.equals("dan") ? 0 : 1, tips.getInteger("receiverAs"));
                assertEquals("so be it", tips.getString("handleMsg"));
                assertEquals(
                        Set.of("group", "opUser", "handleMsg", "receiverAs", "uuid", "request"),
                        tips.fieldNames());
                assertEquals(1, tips.getJsonObject("request").getInteger("handleResult"));
            }
            var entered = notices.take(1510, "bob", "tea");
            assertEquals("dan", entered.getJsonObject("entrantUser").getString("userID"));
            assertEquals(before.getVersion() + 1, entered.getLong("groupMemberVersion"));
            var member = membersInfo("tea", "dan").getFirst();
            assertEquals(
                    List.of(20, 3, "bob", ""),
                    List.of(
                            member.getRoleLevel(),
                            member.getJoinSource(),
                            member.getOperatorUserID(),
                            member.getInviterUserID()));
            assertEquals(List.of("open tea [dan]", "max sg_tea [dan] 0"), neighbours.heard);
        }

        @Test
        void a_refusal_tells_the_same_and_lets_nobody_in() {
            await(join("dan", "tea"));
            notices.take();
            var before = head("tea");
            await(respond(by("amy"), "tea", "dan", -1));
            for (var to : List.of("amy", "bob", "dan"))
                assertEquals(
                        -1,
                        notices.take(1506, "amy", to)
                                .getJsonObject("request")
                                .getInteger("handleResult"));
            assertEquals(List.of(), notices.told());
            assertEquals(before.getVersion(), head("tea").getVersion());
            assertEquals(0, roleOf("tea", "dan"));
        }

        @Test
        void an_answer_is_given_once() {
            await(join("dan", "tea"));
            await(respond(by("amy"), "tea", "dan", -1));
            assertRefused(ErrorCode.GROUP_REQUEST_HANDLED, respond(by("bob"), "tea", "dan", 1));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, respond(by("bob"), "tea", "eve", 1));
        }

        @Test
        void of_two_answers_at_once_one_counts() {
            await(join("dan", "tea"));
            var codes =
                    Stream.of(
                                    respond(by("amy"), "tea", "dan", 1),
                                    respond(by("bob"), "tea", "dan", 1))
                            .map(GroupWorld::codeOf);
            assertEquals(List.of(0, 1206), codes.sorted().toList());
            assertEquals(4, info("tea").getMemberCount());
        }

        @Test
        void who_came_in_otherwise_meanwhile_only_has_his_application_closed() {
            await(join("dan", "tea"));
            await(invite(by("cy"), "tea", "dan"));
            notices.take();
            await(respond(by("amy"), "tea", "dan", 1));
            for (var to : List.of("amy", "bob", "dan")) notices.take(1505, "amy", to);
            assertEquals(List.of(), notices.told());
            assertEquals(4, info("tea").getMemberCount());
        }

        @Test
        void who_may_answer() {
            await(join("dan", "tea"));
            assertRefused(ErrorCode.NO_PERMISSION, respond(by("cy"), "tea", "dan", 1));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, respond(by("eve"), "tea", "dan", 1));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, respond(byAdmin(), "none", "dan", 1));
            assertRefused(ErrorCode.ARGS, respond(by("amy"), "tea", "dan", 0));
            assertRefused(ErrorCode.ARGS, respond(by("amy"), "tea", "dan", 2));
            await(respond(byAdmin(), "tea", "dan", 1));
        }

        @Test
        void what_an_applicant_is_refused() {
            assertRefused(ErrorCode.ARGS, join("cy", "tea"));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, join("dan", "none"));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, join("lost1", "tea"));
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    groups.joinGroup(by("dan"), joining("eve", "tea").build()));
            assertRefused(
                    ErrorCode.ARGS,
                    groups.joinGroup(by("dan"), joining("dan", "tea").setJoinSource(5).build()));
            assertRefused(
                    ErrorCode.ARGS,
                    groups.joinGroup(byAdmin(), joining("", "tea").setJoinSource(2).build()));
            dismiss("tea", "amy");
            assertRefused(ErrorCode.DISMISSED, join("dan", "tea"));
        }

        @Test
        void whoever_is_in_it_invites_and_nobody_is_asked() {
            var before = head("tea");
            await(invite(by("cy"), "tea", "dan", "eve"));
            var member = membersInfo("tea", "eve").getFirst();
            assertEquals(
                    List.of(20, 2, "cy", "cy"),
                    List.of(
                            member.getRoleLevel(),
                            member.getJoinSource(),
                            member.getOperatorUserID(),
                            member.getInviterUserID()));
            var notice = notices.next(1509, "cy", "tea");
            assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
            var tips = Notices.tips(notice);
            assertEquals(
                    Set.of(
                            "group",
                            "opUser",
                            "invitedUserList",
                            "operationTime",
                            "groupMemberVersion",
                            "groupMemberVersionID",
                            "inviterUser"),
                    tips.fieldNames());
            assertEquals(List.of("dan", "eve"), users(tips, "invitedUserList"));
            assertEquals("cy", tips.getJsonObject("inviterUser").getString("userID"));
            assertEquals(5, tips.getJsonObject("group").getInteger("memberCount"));
            assertEquals(before.getVersion() + 1, tips.getLong("groupMemberVersion"));
            assertEquals(
                    List.of("open tea [dan, eve]", "max sg_tea [dan, eve] 0"), neighbours.heard);
        }

        @Test
        void who_is_in_it_already_is_left_as_he_is() {
            await(describe(by("amy"), seat("tea", "cy").setNickname(text("Captain"))));
            notices.take();
            await(invite(by("amy"), "tea", "cy", "dan"));
            assertEquals(
                    List.of("dan"), users(notices.take(1509, "amy", "tea"), "invitedUserList"));
            assertEquals("Captain", membersInfo("tea", "cy").getFirst().getNickname());
            await(invite(by("amy"), "tea", "cy", "dan"));
            assertEquals(List.of(), notices.told());
            assertEquals(4, info("tea").getMemberCount());
        }

        @Test
        void many_come_in_steps_of_50() {
            var before = head("tea");
            var many = IntStream.range(0, 120).mapToObj(i -> "user" + i).toList();
            await(invite(by("amy"), "tea", many));
            var news = syncSince("tea", before);
            assertEquals(before.getVersion() + 3, news.getVersion());
            assertEquals(120, news.getInsertCount());
            assertEquals(123, info("tea").getMemberCount());
            assertEquals(
                    List.of(50, 50, 20),
                    notices.take().stream()
                            .map(n -> users(Notices.tips(n), "invitedUserList").size())
                            .toList());
        }

        @Test
        void what_an_inviter_is_refused() {
            assertRefused(ErrorCode.NO_PERMISSION, invite(by("dan"), "tea", "eve"));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, invite(by("amy"), "tea", "dan", "lost1"));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, invite(by("amy"), "none", "dan"));
            assertRefused(ErrorCode.ARGS, invite(by("amy"), "tea"));
            assertRefused(ErrorCode.ARGS, invite(by("amy"), "tea", "dan", "dan"));
            var many = IntStream.range(0, 1001).mapToObj(i -> "user" + i).toList();
            assertRefused(ErrorCode.ARGS, invite(by("amy"), "tea", many));
            assertEquals(3, info("tea").getMemberCount());
            dismiss("tea", "amy");
            assertRefused(ErrorCode.DISMISSED, invite(by("amy"), "tea", "dan"));
        }

        @Test
        void an_inviter_says_whether_people_see_it() {
            var quietly =
                    InviteUserToGroupReq.newBuilder()
                            .setGroupID("tea")
                            .addInvitedUserIDs("dan")
                            .setSendMessage(false);
            await(groups.inviteUserToGroup(by("cy"), quietly.build()));
            assertEquals(false, notices.next(1509, "cy", "tea").getOptionsOrThrow("isSendMsg"));
        }
    }

    private static List<String> users(JsonObject tips, String list) {
        return tips.getJsonArray(list).stream()
                .map(member -> ((JsonObject) member).getString("userID"))
                .toList();
    }
}
