package im.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.json.BadJson;
import im.parley.json.ProtoJson;
import im.parley.proto.msggateway.GetUsersOnlineStatusReq;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessDetail;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessResult;
import im.parley.proto.msggateway.SingleDetail;
import im.parley.proto.msggateway.SinglePlatformToken;

import io.vertx.core.Future;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which devices of which users are connected (http-identity-and-groups.md 8.9, 8.10). Odd because
/// the answers are bare lists, composed from what the gateways tell.
final class OnlineStatus {
    private static final int ONLINE = 1;

    private final Gateways gateways;

    interface Gateways {
        Future<GetUsersOnlineStatusResp> getUsersOnlineStatus(
                Call call, GetUsersOnlineStatusReq request);
    }

    private OnlineStatus(Bus bus) {
        this.gateways = bus.client("openim.msggateway.msgGateway", Gateways.class);
    }

    static List<Route> routes(Bus bus) {
        var status = new OnlineStatus(bus);
        return List.of(
                new Route.Odd("/user/get_users_online_status", Policy.APP_ADMIN, status::devices),
                new Route.Odd(
                        "/user/get_users_online_token_detail", Policy.ANY_USER, status::tokens));
    }

    private Route.Step devices(Route.Post post) throws BadJson {
        var asked = read(post);
        return call -> asked(call, asked).map(online -> list(inOrder(asked, online)));
    }

    /// Who is no app admin is told nothing, and that without a refusal.
    private Route.Step tokens(Route.Post post) throws BadJson {
        var asked = read(post);
        return call ->
                call.caller().mayActForAll()
                        ? asked(call, asked).map(online -> list(byPlatform(online.values())))
                        : Future.succeededFuture(list(List.of()));
    }

    private static GetUsersOnlineStatusReq read(Route.Post post) throws BadJson {
        return ProtoJson.read(post.body(), GetUsersOnlineStatusReq.getDefaultInstance());
    }

    /// By user; where several gateways know one, what they tell is put together.
    private Future<Map<String, SuccessResult>> asked(Call call, GetUsersOnlineStatusReq request) {
        if (request.getUserIDsCount() == 0) return Future.succeededFuture(Map.of());
        return gateways.getUsersOnlineStatus(call.asServer(), request)
                .map(
                        told -> {
                            var users = new LinkedHashMap<String, SuccessResult>();
                            for (var user : told.getSuccessResultList())
                                users.merge(user.getUserID(), user, OnlineStatus::merged);
                            return users;
                        });
    }

    /// One element for every id asked, as often as it was asked.
    private static List<SuccessResult> inOrder(
            GetUsersOnlineStatusReq asked, Map<String, SuccessResult> known) {
        return asked.getUserIDsList().stream()
                .map(id -> known.getOrDefault(id, offline(id)))
                .toList();
    }

    private static SuccessResult merged(SuccessResult one, SuccessResult other) {
        return one.toBuilder()
                .setStatus(Math.max(one.getStatus(), other.getStatus()))
                .addAllDetailPlatformStatus(other.getDetailPlatformStatusList())
                .build();
    }

    private static SuccessResult offline(String userID) {
        return SuccessResult.newBuilder().setUserID(userID).build();
    }

    private static List<SingleDetail> byPlatform(Collection<SuccessResult> users) {
        var details = new ArrayList<SingleDetail>();
        for (var user : users) {
            if (user.getStatus() != ONLINE) continue;
            var tokens = new TreeMap<Integer, List<String>>();
            for (SuccessDetail device : user.getDetailPlatformStatusList())
                tokens.computeIfAbsent(device.getPlatformID(), _ -> new ArrayList<>())
                        .add(device.getToken());
            var detail = SingleDetail.newBuilder().setUserID(user.getUserID()).setStatus(ONLINE);
            tokens.forEach((platform, held) -> detail.addSinglePlatformToken(of(platform, held)));
            details.add(detail.build());
        }
        return details;
    }

    private static SinglePlatformToken of(int platformID, List<String> tokens) {
        return SinglePlatformToken.newBuilder()
                .setPlatformID(platformID)
                .setTotal(tokens.size())
                .addAllToken(tokens)
                .build();
    }

    /// A bare list, `null` when it is empty.
    private static Data list(List<? extends Message> elements) {
        return json -> write(elements, json);
    }

    private static void write(List<? extends Message> elements, JsonGenerator json)
            throws IOException {
        if (elements.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (var element : elements) ProtoJson.write(element, json);
        json.writeEndArray();
    }
}
