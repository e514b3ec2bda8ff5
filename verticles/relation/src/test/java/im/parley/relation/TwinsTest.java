package im.parley.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.relation.deleteFriendReq;
import im.parley.proto.relation.setFriendRemarkReq;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Operations on the same two users at the same moment: as if one had come after the other. Where
/// it matters which reads what, the second happens between the reading and the writing of the
/// first.
class TwinsTest extends RelationWorld {
    @Test
    void of_two_agreements_one_is_refused_and_both_are_friends_once() {
        apply("amy", "bob");
        notices.take();
        var amy = sync("amy");
        var outcomes = outcomes(answer("amy", "bob", 1), answer("amy", "bob", 1));
        assertEquals(List.of(0, ErrorCode.ARGS.number()), outcomes);
        assertEquals(amy.getVersion() + 1, syncSince("amy", amy).getVersion());
        notices.take(1201, "bob", "amy");
        assertEquals(List.of(), notices.told());
    }

    @Test
    void who_agrees_while_another_device_refuses_comes_too_late() {
        apply("amy", "bob");
        tables.beforeTheNextWrite(() -> answer("amy", "bob", -1));
        assertRefused(ErrorCode.ARGS, () -> await(answer("amy", "bob", 1)));
        assertEquals(List.of(), friendIDs("amy"));
        assertEquals(-1, received("bob").getFriendRequests(0).getHandleResult());
    }

    @Test
    void who_refuses_while_another_device_agrees_comes_too_late() {
        apply("amy", "bob");
        tables.beforeTheNextWrite(() -> answer("amy", "bob", 1));
        assertRefused(ErrorCode.FRIEND_REQUEST_HANDLED, () -> await(answer("amy", "bob", -1)));
        assertEquals(List.of("bob"), friendIDs("amy"));
    }

    @Test
    void both_add_each_other_and_one_agreement_settles_both() {
        assertEquals(
                List.of(0, 0),
                outcomes(
                        relations.applyToAddFriend(by("amy"), application("amy", "bob")),
                        relations.applyToAddFriend(by("bob"), application("bob", "amy"))));
        await(answer("amy", "bob", 1));
        assertEquals(1, received("amy").getFriendRequests(0).getHandleResult());
        assertEquals(1, received("bob").getFriendRequests(0).getHandleResult());
    }

    @Test
    void who_applies_while_the_other_agrees_is_told_that_they_are_friends() {
        apply("amy", "bob");
        tables.beforeTheNextWrite(() -> answer("amy", "bob", 1));
        assertRefused(ErrorCode.RELATIONSHIP_ALREADY, () -> apply("bob", "amy"));
        assertEquals(0, received("amy").getTotal());
    }

    @Test
    void who_agrees_while_an_application_crosses_agrees_to_it_too() {
        apply("amy", "bob");
        tables.beforeTheNextWrite(
                () -> relations.applyToAddFriend(by("bob"), application("bob", "amy")));
        await(answer("amy", "bob", 1));
        assertEquals(1, received("amy").getFriendRequests(0).getHandleResult());
        assertEquals(0, received("amy", 0).getTotal());
    }

    @Test
    void who_agrees_while_an_import_makes_them_friends_makes_nobody_twice() {
        apply("amy", "bob");
        tables.beforeTheNextWrite(() -> relations.importFriends(byAdmin(), imported("amy", "bob")));
        await(answer("amy", "bob", 1));
        assertEquals(List.of("bob"), friendIDs("amy"));
        assertEquals(1, friends("bob").getFriendsInfo(0).getAddSource());
    }

    @Test
    void a_remark_does_not_bring_back_who_is_deleted_meanwhile() {
        befriend("amy", "bob");
        var deletion = deleteFriendReq.newBuilder().setOwnerUserID("amy").setFriendUserID("bob");
        var remark =
                setFriendRemarkReq
                        .newBuilder()
                        .setOwnerUserID("amy")
                        .setFriendUserID("bob")
                        .setRemark("x")
                        .build();
        tables.beforeTheNextWrite(() -> relations.deleteFriend(by("amy"), deletion.build()));
        assertRefused(
                ErrorCode.RECORD_NOT_FOUND,
                () -> await(relations.setFriendRemark(by("amy"), remark)));
        assertEquals(List.of(), friendIDs("amy"));
    }

    @Test
    void blocks_at_the_same_moment_are_one_block() {
        var wish = blocking("amy", "bob").build();
        assertEquals(
                List.of(0, 0),
                outcomes(relations.addBlack(by("amy"), wish), relations.addBlack(by("amy"), wish)));
        assertTrue(isBlack("amy", "bob").getInUser1Blacks());
    }

    @Test
    void agreements_of_many_at_once_are_a_step_each_and_none_is_lost() {
        var friends = IntStream.range(0, 20).mapToObj(i -> "friend" + i).toList();
        for (var friend : friends) apply(friend, "amy");
        var amy = sync("amy");
        var answers = friends.stream().map(friend -> answer(friend, "amy", 1)).toList();
        await(Future.all(answers));
        assertEquals(new TreeSet<>(friends), new TreeSet<>(friendIDs("amy")));
        assertEquals(amy.getVersion() + 20, syncSince("amy", amy).getVersion());
    }

    /// The codes with which they end, in ascending order; 0 is success.
    private static List<Integer> outcomes(Future<?>... calls) {
        await(Future.join(List.of(calls)).otherwiseEmpty());
        var codes = new ArrayList<Integer>();
        for (var call : calls) codes.add(call.succeeded() ? 0 : ((Refusal) call.cause()).code());
        codes.sort(null);
        return codes;
    }
}
