package im.parley.hub;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.Platform;
import im.parley.contract.UserId;
import im.parley.platform.Ids;
import im.parley.platform.NodeId;
import im.parley.proto.auth.invalidateTokenReq;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.msggateway.MultiTerminalLoginCheckReq;
import im.parley.proto.msggateway.MultiTerminalLoginCheckResp;
import im.parley.state.Presence.Place;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Carries out the login policy when a connection has come (websocket.md 5.3): kick those who have
/// to go, then make their tokens void, then tell the other nodes.
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final Hub hub;
    private final Bus bus;
    private final LoginPolicy policy;

    /// Another node's hub.
    interface OtherHub {
        Future<MultiTerminalLoginCheckResp> multiTerminalLoginCheck(
                Call call, MultiTerminalLoginCheckReq request);
    }

    /// Who has come, on whichever node.
    record Newcomer(String userID, Platform platform, String token) {}

    Logins(Hub hub, Bus bus, LoginPolicy policy) {
        this.hub = hub;
        this.bus = bus;
        this.policy = policy;
    }

    /// Only those who came earlier have to go: of two who come at once, one stays.
    void entered(Connection connection) {
        if (policy == LoginPolicy.KICK_NOBODY) return;
        var place = connection.place();
        located(connection.userID())
                .map(places -> places.subList(0, Math.max(0, places.indexOf(place))))
                .compose(
                        earlier ->
                                earlier.isEmpty() ? none() : settle(newcomer(connection), earlier))
                .onFailure(failure -> notSettled(connection.userID(), failure));
    }

    private static Newcomer newcomer(Connection connection) {
        return new Newcomer(
                connection.userID(),
                Platform.of(connection.platformID()).orElseThrow(),
                PackedToken.unpack(connection.token()));
    }

    private Future<Void> settle(Newcomer newcomer, List<Place> earlier) {
        return settleHere(newcomer, earlier).compose(_ -> tellOthers(newcomer, earlier)).mapEmpty();
    }

    /// A connection has come to another node.
    Future<Void> enteredElsewhere(Newcomer newcomer) {
        return located(newcomer.userID())
                .map(places -> places.stream().filter(this::isHere).toList())
                .compose(here -> here.isEmpty() ? none() : settleHere(newcomer, here));
    }

    private Future<Void> settleHere(Newcomer newcomer, List<Place> places) {
        var spared = PackedToken.pack(newcomer.token());
        var kicks =
                places.stream()
                        .filter(this::isHere)
                        .filter(place -> policy.kicks(newcomer.platform(), platformOf(place)))
                        .map(place -> kick(newcomer.userID(), place.connection(), spared))
                        .toList();
        var connected = places.stream().map(Logins::platformOf).collect(Collectors.toSet());
        return Future.all(kicks)
                .compose(
                        _ ->
                                switch (policy.tokens(newcomer.platform(), connected)) {
                                    case STAY -> none();
                                    case VOID_ON_PLATFORM -> voidOthers(newcomer);
                                    case VOID_KICKED -> voidAll(kicks);
                                });
    }

    private Future<Optional<String>> kick(String userID, long connection, byte[] spared) {
        var shard = hub.shardOf(connection);
        return shard.ask(() -> shard.kick(userID, connection, spared));
    }

    private Future<Void> voidOthers(Newcomer newcomer) {
        var request =
                invalidateTokenReq
                        .newBuilder()
                        .setUserID(newcomer.userID())
                        .setPlatformID(newcomer.platform().id())
                        .setPreservedToken(newcomer.token())
                        .build();
        return hub.auth().invalidateToken(call(), request).mapEmpty();
    }

    private Future<Void> voidAll(List<Future<Optional<String>>> kicks) {
        var tokens = kicks.stream().map(Future::result).flatMap(Optional::stream).toList();
        if (tokens.isEmpty()) return none();
        var request = kickTokensReq.newBuilder().addAllTokens(tokens).build();
        return hub.auth().kickTokens(call(), request).mapEmpty();
    }

    private Future<?> tellOthers(Newcomer newcomer, List<Place> earlier) {
        var request =
                MultiTerminalLoginCheckReq.newBuilder()
                        .setUserID(newcomer.userID())
                        .setPlatformID(newcomer.platform().id())
                        .setToken(newcomer.token())
                        .build();
        var told =
                earlier.stream()
                        .filter(place -> !isHere(place))
                        .map(Place::node)
                        .distinct()
                        .map(node -> otherHub(node).multiTerminalLoginCheck(call(), request))
                        .toList();
        return Future.join(told);
    }

    private OtherHub otherHub(NodeId node) {
        return bus.clientOn(node, HubService.SERVICE, OtherHub.class);
    }

    private Future<List<Place>> located(String userID) {
        var user = new UserId(userID);
        return hub.presence()
                .locate(List.of(user))
                .map(places -> places.getOrDefault(user, List.of()));
    }

    private boolean isHere(Place place) {
        return place.node().equals(hub.node());
    }

    private static Platform platformOf(Place place) {
        return Platform.of(place.platformID()).orElseThrow();
    }

    private Call call() {
        return Call.ofServer("login_" + Ids.messageId(), hub.requestDeadline());
    }

    private static Future<Void> none() {
        return Future.succeededFuture();
    }

    private static void notSettled(String userID, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("userID", userID)
                .log("earlier logins may still be connected, or their tokens be good");
    }
}
