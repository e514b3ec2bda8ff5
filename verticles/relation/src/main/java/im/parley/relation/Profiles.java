package im.parley.relation;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the user service says about people.
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
        var known = known(call, userIDs);
        return userID -> known.getOrDefault(userID, UserInfo.getDefaultInstance());
    }

    /// Refuses when one of them is not registered, or named twice (http-identity-and-groups.md
    /// section 9).
    Function<String, UserInfo> require(Call call, List<String> userIDs) {
        var known = known(call, userIDs);
        if (known.size() < userIDs.size())
            throw new Refusal(ErrorCode.RECORD_NOT_FOUND, "not every user is registered");
        return known::get;
    }

    /// The registered ones of them by id.
    Map<String, UserInfo> known(Call call, List<String> userIDs) {
        if (userIDs.isEmpty()) return Map.of();
        var asked = getDesignateUsersReq.newBuilder().addAllUserIDs(userIDs).build();
        return users.getDesignateUsers(call.asServer(), asked).await().getUsersInfoList().stream()
                .collect(Collectors.toMap(UserInfo::getUserID, info -> info, (a, _) -> a));
    }
}
