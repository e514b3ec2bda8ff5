package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.load.Friendship.Asked;
import im.parley.load.Friendship.Side;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What the crash test believes that changes do (http-identity-and-groups.md 9 and 10,
/// http-messages-and-objects.md 5.4).
class ModelTest {
    @Test
    void who_agrees_makes_both_friends_and_agrees_to_what_he_asked_himself() {
        var pending = Friendship.NONE.asked().turned().asked();
        var friend = new Side(true, "", Asked.AGREED, false);
        assertEquals(new Friendship(friend, friend), pending.agreed());
    }

    @Test
    void who_agrees_without_having_asked_has_not_asked() {
        var agreed = Friendship.NONE.asked().turned().agreed();
        assertEquals(Asked.NEVER, agreed.first().asked());
        assertEquals(Asked.AGREED, agreed.second().asked());
    }

    @Test
    void who_refuses_makes_nobody_a_friend() {
        var refused = Friendship.NONE.asked().turned().refused();
        assertEquals(new Side(false, "", Asked.REFUSED, false), refused.second());
        assertEquals(Side.STRANGER, refused.first());
    }

    @Test
    void a_deleted_friend_loses_his_remark_in_one_list_only() {
        var friends = Friendship.NONE.friends().remarked("Bobby").blocked(true).deleted();
        assertEquals(new Side(false, "", Asked.NEVER, true), friends.first());
        assertEquals(new Side(true, "", Asked.NEVER, false), friends.second());
    }

    @Test
    void a_group_that_changes_hands_swaps_the_roles() {
        var group = GroupState.founded("tea", "amy", List.of("bob", "cyd"));
        var roles = group.withRole("bob", GroupState.ADMIN).transferred("bob").roles();
        assertEquals(Map.of("amy", 60, "bob", 100, "cyd", 20), roles);
    }

    @Test
    void guests_come_as_ordinary_members_and_leave_nothing_behind() {
        var group = GroupState.founded("tea", "amy", List.of());
        assertEquals(group, group.with(List.of("bob", "cyd")).without(List.of("cyd", "bob")));
        assertEquals(20, group.with(List.of("bob")).roles().get("bob"));
    }

    @Test
    void settings_are_of_one_side_and_secrecy_is_of_both() {
        var chat = Chat.NONE.set(true, 2, "mine");
        assertEquals(Chat.Side.ABSENT, chat.second());
        var secret = chat.secret(true);
        assertEquals(new Chat.Side(true, true, 2, "mine", true), secret.first());
        assertEquals(new Chat.Side(true, false, 0, "", true), secret.second());
        assertEquals(secret.second(), secret.deleted().second());
    }
}
