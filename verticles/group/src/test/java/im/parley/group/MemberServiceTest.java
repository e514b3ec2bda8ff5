package im.parley.group;

import static im.parley.testworld.Asked.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.proto.group.CancelMuteGroupMemberReq;
import im.parley.proto.group.KickGroupMemberReq;
import im.parley.proto.group.MuteGroupMemberReq;
import im.parley.proto.group.TransferGroupOwnerReq;
import im.parley.testkit.FakeClock;
import im.parley.testworld.Notices;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// http-identity-and-groups.md 10.7 to 10.9, 10.11, 10.12.
class MemberServiceTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", _ -> {}, "amy", List.of("bob", "ben"), "cy", "dan");
    }

    @Nested
    class Quitting {
        @Test
        void takes_the_member_away_and_tells_the_group_and_him() {
            var before = head("tea");
            var joined = syncJoined("cy", "", 0);
            await(quit(by("cy"), "tea", ""));
            assertEquals(List.of(), membersInfo("tea", "cy"));
            assertEquals(4, info("tea").getMemberCount());
            var notice = notices.next(1504, "cy", "tea");
            assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
            var tips = Notices.tips(notice);
            assertEquals(
                    Set.of(
                            "group",
                            "quitUser",
                            "operationTime",
                            "groupMemberVersion",
                            "groupMemberVersionID"),
                    tips.fieldNames());
            assertEquals("cy", tips.getJsonObject("quitUser").getString("userID"));
            assertEquals(4, tips.getJsonObject("group").getInteger("memberCount"));
            var news = syncSince("tea", before);
            assertEquals(List.of("cy"), news.getDeleteList());
            assertEquals(news.getVersion(), tips.getLong("groupMemberVersion"));
            assertEquals(List.of("tea"), syncJoinedSince("cy", joined).getDeleteList());
        }

        @Test
        void bounds_what_he_may_read_by_what_there_is() {
            await(quit(by("cy"), "tea", ""));
            assertEquals(List.of("max sg_tea [cy] 7"), neighbours.heard);
            assertEquals(
                    Set.of("member tea cy", "members tea", "group tea"), Set.copyOf(announced));
            awaitSettled();
        }

        @Test
        void is_refused_to_the_owner_to_outsiders_and_for_others() {
            assertRefused(ErrorCode.NO_PERMISSION, quit(by("amy"), "tea", ""));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, quit(by("eve"), "tea", ""));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, quit(by("cy"), "none", ""));
            assertRefused(ErrorCode.NO_PERMISSION, quit(by("amy"), "tea", "cy"));
            assertRefused(ErrorCode.NO_PERMISSION, quit(byAdmin(), "tea", "amy"));
            await(quit(byAdmin(), "tea", "cy"));
        }

        @Test
        void and_coming_back_is_possible_at_once() {
            await(quit(by("cy"), "tea", ""));
            await(invite(by("amy"), "tea", "cy"));
            assertEquals(5, info("tea").getMemberCount());
            assertEquals(20, roleOf("tea", "cy"));
        }
    }

    @Nested
    class Kicking {
        @Test
        void is_one_step_for_all_and_tells_of_them_as_they_were() {
            var before = head("tea");
            await(kick(by("bob"), "tea", "cy", "dan"));
            assertEquals(3, info("tea").getMemberCount());
            var notice = notices.next(1508, "bob", "tea");
            assertEquals(true, notice.getOptionsOrThrow("isSendMsg"));
            var tips = Notices.tips(notice);
            assertEquals(
                    Set.of(
                            "group",
                            "opUser",
                            "kickedUserList",
                            "operationTime",
                            "groupMemberVersion",
                            "groupMemberVersionID"),
                    tips.fieldNames());
            var kicked = tips.getJsonArray("kickedUserList").getJsonObject(1);
            assertEquals("dan", kicked.getString("userID"));
            assertEquals(20, kicked.getInteger("roleLevel"));
            assertEquals(3, tips.getJsonObject("group").getInteger("memberCount"));
            var news = syncSince("tea", before);
            assertEquals(before.getVersion() + 1, news.getVersion());
            assertEquals(Set.of("cy", "dan"), Set.copyOf(news.getDeleteList()));
            assertEquals(List.of("max sg_tea [cy, dan] 7"), neighbours.heard);
        }

        @Test
        void takes_all_or_none() {
            assertRefused(ErrorCode.USER_ID_NOT_FOUND, kick(by("amy"), "tea", "cy", "eve"));
            assertRefused(ErrorCode.NO_PERMISSION, kick(by("bob"), "tea", "cy", "ben"));
            assertEquals(5, info("tea").getMemberCount());
            assertEquals(List.of(), notices.told());
        }

        @Test
        void is_refused() {
            assertRefused(ErrorCode.ARGS, kick(by("amy"), "tea"));
            assertRefused(ErrorCode.ARGS, kick(by("amy"), "tea", "cy", "cy"));
            assertRefused(ErrorCode.ARGS, kick(by("bob"), "tea", "bob"));
            assertRefused(ErrorCode.ARGS, kick(by("bob"), "tea", "amy"));
            assertRefused(ErrorCode.ARGS, kick(byAdmin(), "tea", "amy"));
            assertRefused(ErrorCode.NO_PERMISSION, kick(by("cy"), "tea", "dan"));
            assertRefused(ErrorCode.NO_PERMISSION, kick(by("eve"), "tea", "dan"));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, kick(by("amy"), "none", "dan"));
            dismiss("tea", "amy");
            assertRefused(ErrorCode.RECORD_NOT_FOUND, kick(by("amy"), "tea", "dan"));
        }

        @Test
        void may_be_quiet() {
            var wish =
                    KickGroupMemberReq.newBuilder()
                            .setGroupID("tea")
                            .addKickedUserIDs("cy")
                            .setSendMessage(false);
            await(groups.kickGroupMember(by("amy"), wish.build()));
            assertEquals(false, notices.next(1508, "amy", "tea").getOptionsOrThrow("isSendMsg"));
        }

        @Test
        void meets_a_promotion_at_the_same_moment_in_some_order() {
            for (int round = 0; round < 10; round++) {
                var user = "user" + round;
                await(invite(by("amy"), "tea", user));
                var kicked = kick(by("bob"), "tea", user);
                var promoted = describe(by("amy"), seat("tea", user).setRoleLevel(number(60)));
                var codes = List.of(codeOf(kicked), codeOf(promoted));
                assertTrue(
                        codes.equals(List.of(0, 1001)) || codes.equals(List.of(1002, 0)),
                        codes::toString);
                assertEquals(codes.getFirst() == 0 ? 0 : 60, roleOf("tea", user));
            }
        }
    }

    @Nested
    class Transferring {
        @Test
        void swaps_the_roles_and_moves_both_in_the_list() {
            var before = head("tea");
            await(transfer(by("amy"), "amy", "bob"));
            assertEquals(List.of(100, 60), List.of(roleOf("tea", "bob"), roleOf("tea", "amy")));
            assertEquals("bob", info("tea").getOwnerUserID());
            var tips = notices.take(1507, "amy", "tea");
            assertEquals(
                    Set.of(
                            "group",
                            "opUser",
                            "newGroupOwner",
                            "oldGroupOwner",
                            "operationTime",
                            "oldGroupOwnerInfo",
                            "groupMemberVersion",
                            "groupMemberVersionID"),
                    tips.fieldNames());
            assertEquals(100, tips.getJsonObject("newGroupOwner").getInteger("roleLevel"));
            assertEquals(60, tips.getJsonObject("oldGroupOwnerInfo").getInteger("roleLevel"));
            assertEquals("", tips.getString("oldGroupOwner"));
            assertEquals("bob", tips.getJsonObject("group").getString("ownerUserID"));
            var news = syncSince("tea", before);
            assertEquals(before.getVersion() + 1, news.getVersion());
            assertEquals(news.getVersion(), news.getSortVersion());
            assertEquals(2, news.getUpdateCount());
            assertEquals(
                    Set.of("group tea", "member tea amy", "member tea bob", "members tea"),
                    Set.copyOf(announced));
        }

        @Test
        void lets_a_muted_taker_speak_first_with_a_version_of_its_own() {
            await(mute(by("amy"), "cy", 60));
            notices.take();
            var before = head("tea").getVersion();
            await(transfer(by("amy"), "amy", "cy"));
            var unmuted = notices.take(1513, "amy", "tea");
            assertEquals(0, unmuted.getJsonObject("mutedUser").getLong("muteEndTime"));
            assertEquals(before + 1, unmuted.getLong("groupMemberVersion"));
            assertEquals(
                    before + 2, notices.take(1507, "amy", "tea").getLong("groupMemberVersion"));
            assertEquals(0, membersInfo("tea", "cy").getFirst().getMuteEndTime());
            assertEquals(20, roleOf("tea", "amy"));
        }

        @Test
        void is_refused() {
            assertRefused(ErrorCode.ARGS, transfer(by("amy"), "amy", "amy"));
            assertRefused(ErrorCode.ARGS, transfer(by("amy"), "amy", "eve"));
            assertRefused(ErrorCode.ARGS, transfer(byAdmin(), "bob", "cy"));
            assertRefused(ErrorCode.NO_PERMISSION, transfer(by("bob"), "bob", "cy"));
            assertRefused(ErrorCode.NO_PERMISSION, transfer(by("bob"), "amy", "cy"));
            assertRefused(ErrorCode.NO_PERMISSION, transfer(by("amy"), "bob", "cy"));
            assertEquals("amy", info("tea").getOwnerUserID());
            await(transfer(byAdmin(), "amy", "cy"));
            dismiss("tea", "cy");
            assertRefused(ErrorCode.DISMISSED, transfer(by("cy"), "cy", "bob"));
        }

        @Test
        void twice_at_once_makes_one_owner() {
            var codes =
                    Stream.of(transfer(by("amy"), "amy", "bob"), transfer(by("amy"), "amy", "cy"))
                            .map(GroupWorld::codeOf);
            assertEquals(List.of(0, 1002), codes.sorted().toList());
            var owners = await(store.withRole("tea", Role.OWNER));
            assertEquals(
                    List.of(info("tea").getOwnerUserID()),
                    owners.stream().map(MemberRow::userID).toList());
        }

        private Future<?> transfer(Call call, String from, String to) {
            return groups.transferGroupOwner(
                    call,
                    TransferGroupOwnerReq.newBuilder()
                            .setGroupID("tea")
                            .setOldOwnerUserID(from)
                            .setNewOwnerUserID(to)
                            .build());
        }
    }

    @Nested
    class Muting {
        @Test
        void lasts_as_long_as_it_was_meant_to() {
            var before = head("tea");
            await(mute(by("bob"), "cy", 77));
            long until = FakeClock.NOON + 77_000;
            assertEquals(until, membersInfo("tea", "cy").getFirst().getMuteEndTime());
            var tips = notices.take(1512, "bob", "tea");
            assertEquals(
                    Set.of(
                            "group",
                            "opUser",
                            "operationTime",
                            "mutedUser",
                            "mutedSeconds",
                            "groupMemberVersion",
                            "groupMemberVersionID"),
                    tips.fieldNames());
            assertEquals(77, tips.getInteger("mutedSeconds"));
            assertEquals(until, tips.getJsonObject("mutedUser").getLong("muteEndTime"));
            var news = syncSince("tea", before);
            assertEquals("cy", news.getUpdate(0).getUserID());
            assertEquals(0, news.getSortVersion());
            assertEquals(List.of("member tea cy"), announced);
        }

        @Test
        void ends_when_somebody_says_so() {
            await(mute(by("bob"), "cy", 77));
            notices.take();
            var wish = CancelMuteGroupMemberReq.newBuilder().setGroupID("tea").setUserID("cy");
            await(groups.cancelMuteGroupMember(by("amy"), wish.build()));
            var tips = notices.take(1513, "amy", "tea");
            assertEquals(0, tips.getJsonObject("mutedUser").getLong("muteEndTime"));
            assertEquals(0, membersInfo("tea", "cy").getFirst().getMuteEndTime());
        }

        @Test
        void may_last_longer_than_a_signed_number() {
            await(mute(by("bob"), "cy", -1));
            assertEquals(
                    FakeClock.NOON + 0xFFFF_FFFFL * 1000,
                    membersInfo("tea", "cy").getFirst().getMuteEndTime());
            JsonObject tips = notices.take(1512, "bob", "tea");
            assertEquals(0xFFFF_FFFFL, tips.getLong("mutedSeconds"));
        }

        @Test
        void is_refused() {
            assertRefused(ErrorCode.ARGS, mute(by("bob"), "cy", 0));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, mute(by("bob"), "eve", 1));
            assertRefused(ErrorCode.NO_PERMISSION, mute(by("bob"), "amy", 1));
            assertRefused(ErrorCode.NO_PERMISSION, mute(by("bob"), "bob", 1));
            assertRefused(ErrorCode.NO_PERMISSION, mute(by("cy"), "dan", 1));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, mute(by("eve"), "dan", 1));
            await(mute(byAdmin(), "amy", 1));
        }
    }

    private Future<?> mute(Call call, String user, int seconds) {
        return groups.muteGroupMember(
                call,
                MuteGroupMemberReq.newBuilder()
                        .setGroupID("tea")
                        .setUserID(user)
                        .setMutedSeconds(seconds)
                        .build());
    }
}
