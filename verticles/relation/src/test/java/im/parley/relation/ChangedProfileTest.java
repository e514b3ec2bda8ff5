package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.UserId;
import im.parley.proto.relation.notificationUserInfoUpdateReq;
import im.parley.proto.sdkws.UserInfo;
import im.parley.testworld.Everybody;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The friends half of http-identity-and-groups.md 8.24.
class ChangedProfileTest extends RelationWorld {
    @Test
    void every_friend_is_told_and_finds_the_change_in_his_list() {
        befriend("amy", "bob");
        befriend("bob", "amy");
        var bob = sync("bob");
        update(renamed("amy"));
        assertEquals("amy", notices.take(1209, "amy", "bob").getString("userID"));
        var news = syncSince("bob", bob);
        assertEquals(bob.getVersion() + 1, news.getVersion());
        assertEquals("amy", news.getUpdate(0).getFriendUser().getUserID());
        assertEquals(List.of(), notices.told());
    }

    @Test
    void the_notice_comes_from_whoever_changed_the_profile() {
        befriend("amy", "bob");
        var byAdmin = by(new Caller.Server(new UserId("imAdmin")));
        await(relations.notificationUserInfoUpdate(byAdmin, renamed("amy")));
        notices.take(1209, "imAdmin", "bob");
    }

    @Test
    void a_list_that_does_not_have_the_user_answers_without_rows() {
        befriend("amy", "bob");
        var bob = sync("bob");
        update(renamed("amy"));
        notices.take(1209, "amy", "bob");
        var news = syncSince("bob", bob);
        assertEquals(0, news.getUpdateCount() + news.getInsertCount() + news.getDeleteCount());
    }

    @Test
    void many_friends_are_told_once_each() {
        var friends = new TreeSet<String>();
        IntStream.range(0, 250).forEach(number -> friends.add("friend" + number));
        befriend("amy", friends.toArray(String[]::new));
        update(renamed("amy"));
        var told = new TreeSet<String>();
        for (var notice : notices.take()) told.add(notice.getRecvID());
        assertEquals(friends, told);
        assertEquals(1, sync("friend249").getVersion());
    }

    @Test
    void only_the_server_tells_of_changed_profiles() {
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () -> await(relations.notificationUserInfoUpdate(byAdmin(), renamed("amy"))));
    }

    private void update(notificationUserInfoUpdateReq change) {
        await(relations.notificationUserInfoUpdate(byServer(), change));
    }

    private static notificationUserInfoUpdateReq renamed(String user) {
        return notificationUserInfoUpdateReq
                .newBuilder()
                .setUserID(user)
                .setOldUserInfo(UserInfo.newBuilder().setNickname("before"))
                .setNewUserInfo(Everybody.profile(user))
                .build();
    }
}
