package im.parley.auth;

import im.parley.bus.Call;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

/// What auth asks of `user`.
interface Users {
    Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);
}
