package im.parley.auth;

import im.parley.bus.Call;
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.msggateway.KickUserOfflineResp;

import io.vertx.core.Future;

/// What auth asks of `hub`.
interface Connections {
    Future<KickUserOfflineResp> kickUserOffline(Call call, KickUserOfflineReq request);
}
