package im.parley.hub;

import static im.parley.webhook.Hook.AFTER_USER_KICK_OFF;
import static im.parley.webhook.Hook.AFTER_USER_OFFLINE;
import static im.parley.webhook.Hook.AFTER_USER_ONLINE;

import im.parley.bus.Call;
import im.parley.contract.Platform;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.state.Presence.Place;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a back end that a user came to a platform, left it, or was kicked from it
/// (notifications-and-webhooks.md C6):
///
///     connection comes or goes ─► changed ─┐ every statusDelay
///                                          └─► presence ─► is it news? ─► outbox
///
/// The reference repeats itself at each connect and every ten minutes; here only real transitions
/// are told: the first connection of a user on a platform has come, on whichever node, or the last
/// one has gone. What comes and goes within the delay is not told. Two nodes that lose the last two
/// connections at once may both tell, so back ends still take these as reports of a state, and put
/// them in order by `seq`. A node that is killed tells nobody that its users have gone.
///
/// Owner: what is below `changed` and `kicked` is touched on one context only.
final class HubHooks {
    private static final Logger LOG = LoggerFactory.getLogger(HubHooks.class);

    /// After so many terminals their events are waited for: a crowd that comes back must not fill
    /// the queue of the stores.
    private static final int BATCH = 1_000;

    private static final Set<Hook> OF_STATE = Set.of(AFTER_USER_ONLINE, AFTER_USER_OFFLINE);

    private final Hub hub;
    private final Webhooks webhooks;
    private final Clock clock;
    private final ContextInternal context;
    private final boolean watching;
    private final boolean tellingKicks;
    private final Set<Terminal> changed = ConcurrentHashMap.newKeySet();
    private final Set<Terminal> kicked = ConcurrentHashMap.newKeySet();
    private final Set<Terminal> online = new HashSet<>(); // here, and told by us or another node
    private Future<Void> telling = Future.succeededFuture();
    private boolean closing;
    private long calls;

    /// All connections of a user on a platform.
    private record Terminal(String userID, int platformID) {}

    HubHooks(Hub hub, Webhooks webhooks, Clock clock, ContextInternal context) {
        this.hub = hub;
        this.webhooks = webhooks;
        this.clock = clock;
        this.context = context;
        this.watching = OF_STATE.stream().anyMatch(webhooks::isOn);
        this.tellingKicks = webhooks.isOn(AFTER_USER_KICK_OFF);
    }

    /// A connection of this node came or went, and presence knows; on any thread.
    void changed(String userID, int platformID) {
        if (watching) changed.add(new Terminal(userID, platformID));
    }

    /// On any thread. The reference has this hook and never calls it.
    void kicked(String userID, int platformID) {
        if (tellingKicks) kicked.add(new Terminal(userID, platformID));
    }

    /// On the context. While the last news are being written, new ones gather.
    void tell() {
        if (telling.isComplete() && !closing) telling = tellAll();
    }

    /// The connections of this node have gone, whether or not presence knows it yet. Succeeds when
    /// the back end is sure to hear of it.
    Future<Void> close() {
        Promise<Void> closed = context.promise();
        context.runOnContext(_ -> telling.onComplete(_ -> tellLast().onComplete(closed)));
        return closed.future();
    }

    private Future<Void> tellLast() {
        closing = true;
        changed.addAll(online);
        return tellAll();
    }

    private Future<Void> tellAll() {
        if (changed.isEmpty() && kicked.isEmpty()) return Future.succeededFuture();
        var moved = taken(changed);
        return tellKicks(taken(kicked))
                .compose(_ -> tellMoves(moved))
                .compose(_ -> tellAll(), failure -> again(moved, failure));
    }

    private static List<Terminal> taken(Set<Terminal> waiting) {
        var taken = new ArrayList<Terminal>();
        for (var each = waiting.iterator(); taken.size() < BATCH && each.hasNext(); each.remove())
            taken.add(each.next());
        return taken;
    }

    /// Presence did not answer: it is asked again after the delay.
    private Future<Void> again(List<Terminal> moved, Throwable failure) {
        changed.addAll(moved);
        LOG.atWarn().setCause(failure).log("who came or went is not told to the back end yet");
        return Future.succeededFuture();
    }

    private Future<Void> tellKicks(List<Terminal> gone) {
        return safe(gone.stream().map(terminal -> tell(AFTER_USER_KICK_OFF, terminal)).toList());
    }

    private Future<Void> tellMoves(List<Terminal> moved) {
        if (moved.isEmpty()) return Future.succeededFuture();
        var users = new HashSet<UserId>();
        for (var terminal : moved) users.add(new UserId(terminal.userID()));
        Promise<Map<UserId, List<Place>>> located = context.promise();
        hub.presence().locate(users).onComplete(located);
        return located.future().compose(places -> safe(tell(moved, places)));
    }

    private List<Future<Void>> tell(List<Terminal> moved, Map<UserId, List<Place>> places) {
        var events = new ArrayList<Future<Void>>();
        for (var terminal : moved) {
            var all = places.getOrDefault(new UserId(terminal.userID()), List.of());
            news(terminal, all).ifPresent(hook -> events.add(tell(hook, terminal)));
        }
        return events;
    }

    /// What to tell of a terminal that has these places now, in order of arrival. Where several
    /// nodes have one, the node of the first tells; one whose connection came and went between two
    /// looks cannot know whether it was the first, and rather tells twice than never.
    private Optional<Hook> news(Terminal terminal, List<Place> all) {
        var places = all.stream().filter(place -> isOf(terminal, place)).toList();
        if (places.isEmpty())
            return online.remove(terminal) ? Optional.of(AFTER_USER_OFFLINE) : Optional.empty();
        boolean here = places.stream().anyMatch(this::isHere);
        boolean unknown = here ? online.add(terminal) : !online.remove(terminal);
        return unknown && (!here || isHere(places.getFirst()))
                ? Optional.of(AFTER_USER_ONLINE)
                : Optional.empty();
    }

    private boolean isOf(Terminal terminal, Place place) {
        return place.platformID() == terminal.platformID() && !(closing && isHere(place));
    }

    private boolean isHere(Place place) {
        return place.node().equals(hub.node());
    }

    private Future<Void> tell(Hook hook, Terminal terminal) {
        var operation = "p_" + hub.node() + "_" + ++calls;
        var call = Call.ofServer(operation, hub.requestDeadline());
        return webhooks.after(call, hook, () -> body(hook, operation, terminal))
                .recover(failure -> lost(operation, hook, failure));
    }

    private JsonObject body(Hook hook, String operation, Terminal terminal) {
        var body =
                new JsonObject()
                        .put("operationID", operation)
                        .put("platformID", terminal.platformID())
                        .put("platform", Platform.of(terminal.platformID()).orElseThrow().title())
                        .put("userID", terminal.userID())
                        .put("seq", clock.millis());
        // A connection begins in the foreground. That its name stays empty is an accident of the
        // reference, and a terminal has no one name.
        if (hook == AFTER_USER_ONLINE) body.put("isAppBackground", false);
        return hook == AFTER_USER_KICK_OFF ? body : body.put("connID", "");
    }

    private static Future<Void> lost(String operation, Hook hook, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("operationID", operation)
                .addKeyValue("hook", hook.key())
                .log("an event for a back end is lost");
        return Future.succeededFuture();
    }

    /// Succeeds on the context.
    private Future<Void> safe(List<Future<Void>> events) {
        if (events.isEmpty()) return Future.succeededFuture();
        Promise<Void> safe = context.promise();
        Future.join(events).<Void>mapEmpty().onComplete(safe);
        return safe.future();
    }
}
