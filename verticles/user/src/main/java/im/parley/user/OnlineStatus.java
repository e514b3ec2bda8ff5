package im.parley.user;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.UserId;
import im.parley.proto.user.getSubscribeUsersStatusReq;
import im.parley.proto.user.getSubscribeUsersStatusResp;
import im.parley.proto.user.getUserStatusReq;
import im.parley.proto.user.getUserStatusResp;
import im.parley.proto.user.onlineStatus;
import im.parley.proto.user.subscribeOrCancelUsersStatusReq;
import im.parley.proto.user.subscribeOrCancelUsersStatusResp;
import im.parley.state.Presence;
import im.parley.state.Presence.Place;

import java.util.LinkedHashSet;
import java.util.List;

/// Who is connected (http-identity-and-groups.md 8.11 to 8.13).
final class OnlineStatus {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule( // 8.11
                            "subscribeOrCancelUsersStatus",
                            ANY_USER,
                            nonEmpty("userID"),
                            range("genre", 1, 2))
                    .rule("getUserStatus", ANY_USER, someOf("userIDs")) // 8.12
                    .rule("getSubscribeUsersStatus", ANY_USER, nonEmpty("userID")); // 8.13

    private static final int OFFLINE = 0;
    private static final int ONLINE = 1;

    private final Presence presence;

    OnlineStatus(Presence presence) {
        this.presence = presence;
    }

    getUserStatusResp getUserStatus(Call call, getUserStatusReq request) {
        var users = request.getUserIDsList().stream().map(UserId::new).toList();
        var places = presence.locate(new LinkedHashSet<>(users)).await();
        var response = getUserStatusResp.newBuilder();
        for (var user : users)
            response.addStatusList(status(user, places.getOrDefault(user, List.of())));
        return response.build();
    }

    private static onlineStatus status(UserId user, List<Place> places) {
        return onlineStatus
                .newBuilder()
                .setUserID(user.value())
                .setStatus(places.isEmpty() ? OFFLINE : ONLINE)
                .addAllPlatformIDs(places.stream().map(Place::platformID).distinct().toList())
                .build();
    }

    /// Subscriptions are made over the long connection; this is answered for old clients.
    subscribeOrCancelUsersStatusResp subscribeOrCancelUsersStatus(
            Call call, subscribeOrCancelUsersStatusReq request) {
        return subscribeOrCancelUsersStatusResp.getDefaultInstance();
    }

    getSubscribeUsersStatusResp getSubscribeUsersStatus(
            Call call, getSubscribeUsersStatusReq request) {
        return getSubscribeUsersStatusResp.getDefaultInstance();
    }
}
