package im.parley.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.UserId;
import im.parley.platform.NodeId;
import im.parley.proto.user.getSubscribeUsersStatusReq;
import im.parley.proto.user.getUserStatusReq;
import im.parley.proto.user.subscribeOrCancelUsersStatusReq;
import im.parley.state.Presence.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// http-identity-and-groups.md 8.11 to 8.13.
class OnlineStatusTest extends UserWorld {
    private void connect(String userID, int platformID, long connection) {
        var place = new Place(new NodeId("here"), platformID, connection);
        await(state.presence().arrive(new UserId(userID), place));
    }

    @Test
    void status_and_platforms_come_in_the_order_asked() {
        connect("amy", 5, 1);
        connect("amy", 2, 2);
        connect("amy", 5, 3);
        var request =
                getUserStatusReq.newBuilder().addAllUserIDs(List.of("x", "amy", "bob", "amy"));
        var answer = await(users.getUserStatus(by("bob"), request.build()));
        assertEquals(
                List.of("x 0 []", "amy 1 [5, 2]", "bob 0 []", "amy 1 [5, 2]"),
                answer.getStatusListList().stream()
                        .map(
                                s ->
                                        s.getUserID()
                                                + " "
                                                + s.getStatus()
                                                + " "
                                                + s.getPlatformIDsList())
                        .toList());
    }

    @Test
    void somebody_must_be_asked_for() {
        var nobody = getUserStatusReq.newBuilder().setUserID("amy").build();
        assertEquals(1001, codeOf(users.getUserStatus(by("amy"), nobody)));
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 1001", "amy, 0, 1001", "amy, 3, 1001", "amy, 1, 0", "amy, 2, 0"})
    void a_subscription_by_http_is_checked_and_does_nothing(String userID, int genre, int code) {
        var request =
                subscribeOrCancelUsersStatusReq
                        .newBuilder()
                        .setUserID(userID)
                        .addUserIDs("bob")
                        .setGenre(genre)
                        .build();
        assertEquals(code, codeOf(users.subscribeOrCancelUsersStatus(by("amy"), request)));
    }

    @Test
    void nobody_is_subscribed_by_http() {
        var none = getSubscribeUsersStatusReq.getDefaultInstance();
        assertEquals(1001, codeOf(users.getSubscribeUsersStatus(by("amy"), none)));
        var amy = none.toBuilder().setUserID("amy").build();
        assertEquals(0, await(users.getSubscribeUsersStatus(by("amy"), amy)).getStatusListCount());
    }
}
