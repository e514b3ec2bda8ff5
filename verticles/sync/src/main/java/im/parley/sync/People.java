package im.parley.sync;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the user service knows of people.
final class People {
    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);
    }

    private final Users users;

    People(Bus bus) {
        users = bus.client("openim.user.user", Users.class);
    }

    UserInfo require(Call call, UserId user) {
        var known = known(call, List.of(user.value()));
        if (known.isEmpty()) throw new Refusal(ErrorCode.RECORD_NOT_FOUND, "user not found");
        return known.get(user.value());
    }

    /// Those of them that exist, by id.
    Map<String, UserInfo> known(Call call, Collection<String> userIDs) {
        if (userIDs.isEmpty()) return Map.of();
        var request = getDesignateUsersReq.newBuilder().addAllUserIDs(userIDs).build();
        return users.getDesignateUsers(call.asServer(), request).await().getUsersInfoList().stream()
                .collect(Collectors.toMap(UserInfo::getUserID, Function.identity(), (a, _) -> a));
    }
}
