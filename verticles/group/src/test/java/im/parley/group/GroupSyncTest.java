package im.parley.group;

import static im.parley.testworld.Asked.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.UserId;
import im.parley.proto.group.BatchGetIncrementalGroupMemberReq;
import im.parley.proto.group.getIncrementalGroupMemberResp;
import im.parley.proto.group.getIncrementalJoinGroupReq;
import im.parley.proto.group.notificationUserInfoUpdateReq;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.testworld.Everybody;
import im.parley.testworld.Notices;
import im.parley.versions.Bump;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// http-identity-and-groups.md 10.19 and 8.24.
class GroupSyncTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", "amy", "bob");
    }

    @Nested
    class GivenAMember {
        private getIncrementalGroupMemberResp head;

        @BeforeEach
        void knowNothing() {
            head = sync(by("amy"), "tea", "", 0);
        }

        @Test
        void the_first_answer_is_full_and_carries_the_group() {
            assertTrue(head.getFull());
            assertEquals("tea", head.getGroup().getGroupID());
            assertEquals(0, head.getInsertCount());
        }

        @Test
        void an_equal_version_is_answered_with_nothing_and_no_group() {
            var again = sync(by("bob"), "tea", head.getVersionID(), head.getVersion());
            assertEquals(head.toBuilder().setFull(false).clearGroup().build(), again);
        }

        @Test
        void who_came_and_went_is_told_with_the_group_as_it_is_now() {
            await(invite(by("amy"), "tea", "cy"));
            await(quit(by("bob"), "tea", ""));
            var news = sync(by("amy"), "tea", head.getVersionID(), head.getVersion());
            assertEquals(head.getVersion() + 2, news.getVersion());
            assertEquals(List.of("bob"), news.getDeleteList());
            assertEquals("I am cy", news.getInsert(0).getNickname());
            assertEquals(2, news.getGroup().getMemberCount());
        }

        @Test
        void a_change_of_the_group_alone_carries_the_group() {
            step(Step.update("tea", VersionLog.INFO));
            var news = sync(by("amy"), "tea", head.getVersionID(), head.getVersion());
            assertTrue(news.hasGroup());
            assertEquals(0, news.getInsertCount() + news.getUpdateCount());
        }

        @Test
        void a_change_of_the_order_alone_carries_no_group() {
            step(Step.update("tea", VersionLog.SORT));
            var news = sync(by("amy"), "tea", head.getVersionID(), head.getVersion());
            assertFalse(news.hasGroup());
            assertEquals(news.getVersion(), news.getSortVersion());
        }

        @Test
        void outsiders_are_refused_unknown_groups_too_and_dismissed_ones_by_their_own_code() {
            assertRefused(ErrorCode.NO_PERMISSION, () -> sync(by("cy"), "tea", "", 0));
            assertRefused(ErrorCode.NO_PERMISSION, () -> sync(by("amy"), "none", "", 0));
            assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> sync(byAdmin(), "none", "", 0));
            dismiss("tea", "amy");
            assertRefused(ErrorCode.DISMISSED, () -> sync(byAdmin(), "tea", "", 0));
        }
    }

    @Nested
    class GivenABatch {
        @Test
        void each_group_is_answered_once_as_alone() {
            found("chess", "bob", "amy");
            var alone = Map.of("tea", alone("tea"), "chess", alone("chess"));
            assertEquals(alone, batch("amy", "tea", "chess", "tea"));
        }

        @Test
        void a_foreign_group_fails_the_call() {
            found("foreign", "bob");
            assertRefused(ErrorCode.NO_PERMISSION, () -> batch("amy", "tea", "foreign"));
        }

        @Test
        void after_500_changes_the_rest_waits_for_the_next_call() {
            var entries = BatchGetIncrementalGroupMemberReq.newBuilder();
            for (var groupID : List.of("a", "b", "c", "d")) {
                found(groupID, "amy");
                var head = alone(groupID);
                for (int i = 0; i < 170; i++) leaveWithoutRow(groupID, "user" + i);
                entries.addReqList(since(groupID, head.getVersionID(), head.getVersion()));
            }
            var answer = await(groups.batchGetIncrementalGroupMember(by("amy"), entries.build()));
            assertEquals(Set.of("a", "b", "c"), answer.getRespListMap().keySet());
        }

        @Test
        void nothing_asked_is_nothing_answered() {
            assertEquals(Map.of(), batch("amy"));
        }

        private void leaveWithoutRow(String groupID, String user) {
            step(Step.delete(groupID, user));
        }

        private getIncrementalGroupMemberResp alone(String groupID) {
            return sync(by("amy"), groupID, "", 0);
        }

        private Map<String, getIncrementalGroupMemberResp> batch(String user, String... groupIDs) {
            var asked = BatchGetIncrementalGroupMemberReq.newBuilder().setUserID(user);
            for (var groupID : groupIDs) asked.addReqList(since(groupID, "", 0));
            return await(groups.batchGetIncrementalGroupMember(by(user), asked.build()))
                    .getRespListMap();
        }
    }

    @Nested
    class GivenJoinedGroups {
        @Test
        void joining_and_leaving_is_told_with_the_group() {
            var head = syncJoined("bob", "", 0);
            assertTrue(head.getFull());
            found("chess", "bob", "amy");
            await(kick(byAdmin(), "tea", "bob"));
            var news = syncJoined("bob", head.getVersionID(), head.getVersion());
            assertEquals("chess", news.getInsert(0).getGroupName());
            assertEquals(List.of("tea"), news.getDeleteList());
            assertEquals(0, news.getSortVersion());
            assertEquals(head.getVersion() + 2, news.getVersion());
        }

        @Test
        void those_of_another_and_of_nobody_are_refused() {
            var amys = getIncrementalJoinGroupReq.newBuilder().setUserID("amy").build();
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(groups.getIncrementalJoinGroup(by("bob"), amys)));
            assertRefused(
                    ErrorCode.ARGS,
                    () ->
                            await(
                                    groups.getIncrementalJoinGroup(
                                            byAdmin(),
                                            getIncrementalJoinGroupReq.getDefaultInstance())));
        }
    }

    @Nested
    class GivenAChangedProfile {
        @Test
        void a_group_that_shows_it_is_told_with_the_version_of_the_change() {
            var head = sync(by("bob"), "tea", "", 0);
            update(renamed("amy"), "amy");
            var news = sync(by("bob"), "tea", head.getVersionID(), head.getVersion());
            assertEquals(List.of("amy"), users(news.getUpdateList()));

            var notice = notice();
            assertEquals(1516, notice.getContentType());
            assertEquals("amy", notice.getSendID());
            assertEquals("tea", notice.getGroupID());
            assertEquals(3, notice.getSessionType());
            var tips = Notices.tips(notice);
            assertEquals(news.getVersion(), tips.getLong("groupMemberVersion"));
            assertEquals(news.getVersionID(), tips.getString("groupMemberVersionID"));
            assertEquals("I am amy", tips.getJsonObject("changedUser").getString("nickname"));
            assertEquals("amy", tips.getJsonObject("opUser").getString("userID"));
            assertEquals("tea", tips.getJsonObject("group").getString("groupID"));
        }

        @Test
        void a_group_where_the_member_has_his_own_name_and_picture_is_not() {
            found("half", "amy", "bob");
            found("gone", "amy");
            var queen = seat("tea", "amy").setNickname(text("Queen"));
            await(describe(by("amy"), queen.setFaceURL(text("queen.png"))));
            await(describe(by("amy"), seat("half", "amy").setNickname(text("Queen"))));
            dismiss("gone", "amy");
            notices.take();
            var tea = sync(by("bob"), "tea", "", 0);
            update(renamed("amy"), "amy");
            assertEquals("half", notice().getGroupID());
            assertEquals(tea, sync(by("bob"), "tea", "", 0));
            assertEquals(List.of(), notices.told());
        }

        @Test
        void an_outsider_who_changed_it_is_named_as_one() {
            update(renamed("amy"), "imAdmin");
            var notice = notice();
            assertEquals("imAdmin", notice.getSendID());
            var opUser = Notices.tips(notice).getJsonObject("opUser");
            assertEquals("I am imAdmin", opUser.getString("nickname"));
            assertEquals("imAdmin", opUser.getString("operatorUserID"));
            assertEquals(0, opUser.getInteger("roleLevel"));
        }

        @Test
        void only_the_server_tells_of_it() {
            assertRefused(
                    ErrorCode.NO_PERMISSION,
                    () -> await(groups.notificationUserInfoUpdate(byAdmin(), renamed("amy"))));
        }

        private void update(notificationUserInfoUpdateReq change, String op) {
            var call = by(new Caller.Server(new UserId(op)));
            await(groups.notificationUserInfoUpdate(call, change));
        }

        private static notificationUserInfoUpdateReq renamed(String user) {
            return notificationUserInfoUpdateReq
                    .newBuilder()
                    .setUserID(user)
                    .setOldUserInfo(UserInfo.newBuilder().setNickname("before"))
                    .setNewUserInfo(Everybody.profile(user))
                    .build();
        }

        private MsgData notice() {
            return notices.take().getFirst();
        }

        private static List<String> users(List<GroupMemberFullInfo> members) {
            return members.stream().map(GroupMemberFullInfo::getUserID).toList();
        }
    }

    /// Moves the list on without a change of its rows.
    private void step(Step step) {
        var log = new VersionLog(tables, "group_member");
        await(tables.transact(() -> log.bump(step).map(Bump::writes)));
    }
}
