package im.parley.sync;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Set;

/// The registered users, as the user service would know them.
final class Folk {
    static final Rules RULES =
            Rules.of("openim.user.user").rule("getDesignateUsers", Policy.INTERNAL);

    private static final Set<String> KNOWN = Set.of("amy", "bob", "eve", "joe", "imAdmin");

    Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq asked) {
        var answer = getDesignateUsersResp.newBuilder();
        for (var id : asked.getUserIDsList())
            if (KNOWN.contains(id))
                answer.addUsersInfo(UserInfo.newBuilder().setUserID(id).setNickname("N-" + id));
        return Future.succeededFuture(answer.build());
    }
}
