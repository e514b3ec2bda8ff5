package im.parley.hub;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.Platform;
import im.parley.hub.Logins.Newcomer;
import im.parley.proto.msggateway.GetUsersOnlineStatusReq;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessDetail;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessResult;
import im.parley.proto.msggateway.KickUserOfflineReq;
import im.parley.proto.msggateway.KickUserOfflineResp;
import im.parley.proto.msggateway.MultiTerminalLoginCheckReq;
import im.parley.proto.msggateway.MultiTerminalLoginCheckResp;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What other parts of the server ask of the connections of this node (websocket.md section 7).
final class HubService {
    static final String SERVICE = "openim.msggateway.msgGateway";

    private static final int ONLINE = 1;

    /// HarmonyOS is a platform like the others, and so is Admin.
    static final Rules RULES =
            Rules.of(SERVICE)
                    .rule(
                            "KickUserOffline",
                            INTERNAL,
                            range("platformID", 1, Platform.HARMONY_OS.id()),
                            someOf("kickUserIDList"))
                    .rule(
                            "MultiTerminalLoginCheck",
                            INTERNAL,
                            range("platformID", 1, Platform.HARMONY_OS.id()),
                            nonEmpty("userID", "token"))
                    .rule("GetUsersOnlineStatus", APP_ADMIN, someOf("userIDs"));

    private final Hub hub;

    HubService(Hub hub) {
        this.hub = hub;
    }

    /// Answered when the connections are gone. Their tokens are the caller's business.
    Future<KickUserOfflineResp> kickUserOffline(Call call, KickUserOfflineReq request) {
        var users = request.getKickUserIDListList();
        var kicks =
                hub.shards().stream()
                        .map(shard -> shard.ask(() -> kick(shard, users, request.getPlatformID())))
                        .toList();
        return Future.all(kicks).map(_ -> KickUserOfflineResp.getDefaultInstance());
    }

    private static boolean kick(Shard shard, List<String> users, int platformID) {
        shard.kick(users, platformID);
        return true;
    }

    Future<MultiTerminalLoginCheckResp> multiTerminalLoginCheck(
            Call call, MultiTerminalLoginCheckReq request) {
        var platform = Platform.of(request.getPlatformID()).orElseThrow();
        return hub.logins()
                .enteredElsewhere(new Newcomer(request.getUserID(), platform, request.getToken()))
                .map(_ -> MultiTerminalLoginCheckResp.getDefaultInstance());
    }

    Future<GetUsersOnlineStatusResp> getUsersOnlineStatus(
            Call call, GetUsersOnlineStatusReq request) {
        var users = request.getUserIDsList();
        var asked =
                hub.shards().stream().map(shard -> shard.ask(() -> shard.details(users))).toList();
        return Future.all(asked)
                .map(_ -> status(users, asked.stream().map(Future::result).toList()));
    }

    /// Users without a connection are left out.
    private static GetUsersOnlineStatusResp status(
            List<String> users, List<Map<String, List<SuccessDetail>>> byShard) {
        var details = new HashMap<String, List<SuccessDetail>>();
        for (var shard : byShard)
            shard.forEach(
                    (user, list) ->
                            details.computeIfAbsent(user, _ -> new ArrayList<>()).addAll(list));
        var status = GetUsersOnlineStatusResp.newBuilder();
        users.stream()
                .distinct()
                .filter(details::containsKey)
                .forEach(user -> status.addSuccessResult(online(user, details.get(user))));
        return status.build();
    }

    private static SuccessResult online(String user, List<SuccessDetail> details) {
        return SuccessResult.newBuilder()
                .setUserID(user)
                .setStatus(ONLINE)
                .addAllDetailPlatformStatus(details)
                .build();
    }
}
