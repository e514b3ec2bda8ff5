package im.parley.hub;

import im.parley.bus.Call;
import im.parley.proto.auth.invalidateTokenReq;
import im.parley.proto.auth.invalidateTokenResp;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.auth.kickTokensResp;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;

import io.vertx.core.Future;

/// What the hub asks of `auth`.
interface Auth {
    String SERVICE = "openim.auth.Auth";

    Future<parseTokenResp> parseToken(Call call, parseTokenReq request);

    Future<invalidateTokenResp> invalidateToken(Call call, invalidateTokenReq request);

    Future<kickTokensResp> kickTokens(Call call, kickTokensReq request);
}
