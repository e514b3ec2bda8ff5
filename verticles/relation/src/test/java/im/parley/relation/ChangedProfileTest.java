package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.UserId;
import im.parley.proto.relation.notificationUserInfoUpdateReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The friends half of http-identity-and-groups.md 8.24.
class ChangedProfileTest extends RelationWorld {
    @Test
    void every_friend_is_told_and_finds_the_change_in_his_list() throws InterruptedException {
        befriend("amy", "bob");
        befriend("bob", "amy");
        var bob = sync("bob", "", 0);
        update(renamed("amy"));
        var notice = notice();
        assertEquals(1209, notice.getContentType());
        assertEquals("amy", notice.getSendID());
        assertEquals("bob", notice.getRecvID());
        assertEquals("amy", detail(notice).getString("userID"));
        var news = sync("bob", bob.getVersionID(), bob.getVersion());
        assertEquals(bob.getVersion() + 1, news.getVersion());
        assertEquals("amy", news.getUpdate(0).getFriendUser().getUserID());
        assertTrue(notices.isEmpty());
    }

    @Test
    void the_notice_comes_from_whoever_changed_the_profile() throws InterruptedException {
        befriend("amy", "bob");
        var byAdmin = call(new Caller.Server(new UserId("imAdmin")));
        await(relations.notificationUserInfoUpdate(byAdmin, renamed("amy")));
        assertEquals("imAdmin", notice().getSendID());
    }

    @Test
    void a_list_that_does_not_have_the_user_answers_without_rows() throws InterruptedException {
        befriend("amy", "bob");
        var bob = sync("bob", "", 0);
        update(renamed("amy"));
        assertEquals("bob", notice().getRecvID());
        var news = sync("bob", bob.getVersionID(), bob.getVersion());
        assertEquals(0, news.getUpdateCount() + news.getInsertCount() + news.getDeleteCount());
    }

    @Test
    void many_friends_are_told_once_each() throws InterruptedException {
        var friends = new TreeSet<String>();
        IntStream.range(0, 250).forEach(number -> friends.add("friend" + number));
        friends.forEach(friend -> befriend("amy", friend));
        update(renamed("amy"));
        var told = new TreeSet<String>();
        for (int i = 0; i < friends.size(); i++) told.add(notice().getRecvID());
        assertEquals(friends, told);
        assertEquals(1, sync("friend249", "", 0).getVersion());
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
                .setNewUserInfo(profile(user))
                .build();
    }

    private MsgData notice() throws InterruptedException {
        var notice = notices.poll(20, TimeUnit.SECONDS);
        assertNotNull(notice, "no notification in time");
        return notice;
    }

    private static JsonObject detail(MsgData notice) {
        var content = new JsonObject(notice.getContent().toStringUtf8());
        return new JsonObject(content.getString("detail"));
    }
}
