package im.parley.relation;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the user service says about the people in a list.
final class Profiles {
    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq asked);
    }

    private final Users users;

    Profiles(Bus bus) {
        this.users = bus.client("openim.user.user", Users.class);
    }

    /// Answers an empty profile for whom nobody knows, so that one lost user record does not take a
    /// whole list away.
    Function<String, UserInfo> of(Call call, List<String> userIDs) {
        if (userIDs.isEmpty()) return _ -> UserInfo.getDefaultInstance();
        var asked = getDesignateUsersReq.newBuilder().addAllUserIDs(userIDs).build();
        Map<String, UserInfo> known =
                users.getDesignateUsers(call.asServer(), asked).await().getUsersInfoList().stream()
                        .collect(Collectors.toMap(UserInfo::getUserID, info -> info, (a, _) -> a));
        return userID -> known.getOrDefault(userID, UserInfo.getDefaultInstance());
    }
}
