package im.parley.testworld;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Optional;
import java.util.function.Function;

/// The user service as far as most others need it: who is somebody.
public final class Everybody {
    static final Rules RULES =
            Rules.of("openim.user.user").rule("getDesignateUsers", Policy.ANY_USER);

    private final Function<String, Optional<UserInfo>> profiles;

    Everybody(Function<String, Optional<UserInfo>> profiles) {
        this.profiles = profiles;
    }

    /// Those whose names do not begin with `lost`.
    public static Optional<UserInfo> known(String userID) {
        return userID.isEmpty() || userID.startsWith("lost")
                ? Optional.empty()
                : Optional.of(profile(userID));
    }

    public static UserInfo profile(String userID) {
        return UserInfo.newBuilder()
                .setUserID(userID)
                .setNickname("I am " + userID)
                .setFaceURL(userID + ".png")
                .setEx("ex of " + userID)
                .setCreateTime(5)
                .setAppMangerLevel(1)
                .setGlobalRecvMsgOpt(2)
                .build();
    }

    Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq asked) {
        var answer = getDesignateUsersResp.newBuilder();
        asked.getUserIDsList().stream()
                .distinct()
                .map(profiles)
                .flatMap(Optional::stream)
                .forEach(answer::addUsersInfo);
        return Future.succeededFuture(answer.build());
    }
}
