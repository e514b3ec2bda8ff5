package im.parley.bus;

import com.google.protobuf.Message;

import im.parley.platform.Clock;
import im.parley.platform.NodeId;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Where calls and services meet. One instance a node; safe to use from every thread.
public final class Bus {
    private final Vertx vertx;
    private final NodeId node;
    private final Wire wire;
    private final Map<String, List<Served>> here = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /// @param spansNodes whether services of other nodes can be reached through the event bus
    public Bus(Vertx vertx, NodeId node, Clock clock, boolean spansNodes) {
        this.vertx = vertx;
        this.node = node;
        this.wire = spansNodes ? new Wire(vertx.eventBus(), clock, this::callHere) : null;
    }

    public NodeId node() {
        return node;
    }

    /// Answers the rpcs of `rules` with the methods of `service`, on the current context. Called
    /// again from another context it adds an instance.
    public Future<Void> serve(Rules rules, Object service) {
        return serve(rules, service, false);
    }

    /// The same for a service that guards its own state: it runs on the thread of whoever calls.
    public Future<Void> serveOnAnyThread(Rules rules, Object service) {
        return serve(rules, service, true);
    }

    private Future<Void> serve(Rules rules, Object service, boolean anyThread) {
        var home = (ContextInternal) vertx.getOrCreateContext();
        for (var served : bind(rules, service, home, anyThread))
            here.computeIfAbsent(served.rpc().name(), _ -> new CopyOnWriteArrayList<>())
                    .add(served);
        return wire == null ? Future.succeededFuture() : wire.announce(rules.service(), node);
    }

    private static List<Served> bind(
            Rules rules, Object service, ContextInternal home, boolean anyThread) {
        var methods = new HashMap<String, Method>();
        for (var method : service.getClass().getDeclaredMethods())
            if (isRpc(method)) methods.put(method.getName(), method);
        var bound = new ArrayList<Served>();
        for (var rule : rules.all()) {
            var method = methods.remove(rule.rpc().javaName());
            if (method == null)
                throw new IllegalArgumentException(
                        service.getClass().getName() + " has no method for " + rule.rpc().name());
            bound.add(Served.of(rule, method, service, home, anyThread));
        }
        if (!methods.isEmpty())
            throw new IllegalArgumentException("no rule says who may call " + methods.values());
        return bound;
    }

    private static boolean isRpc(Method method) {
        return !method.isSynthetic()
                && !java.lang.reflect.Modifier.isPrivate(method.getModifiers())
                && method.getParameterCount() == 2
                && method.getParameterTypes()[0] == Call.class
                && Message.class.isAssignableFrom(method.getParameterTypes()[1]);
    }

    /// The rules of everything this node serves.
    public List<Rules.Rule> served() {
        return here.values().stream().map(instances -> instances.getFirst().rule()).toList();
    }

    /// A typed view of a service: `api` is an interface whose methods are rpcs of it.
    public <T> T client(String service, Class<T> api) {
        return proxy(service, service, api);
    }

    /// The same service of one particular node.
    public <T> T clientOn(NodeId target, String service, Class<T> api) {
        var address = target.equals(node) ? service : Wire.addressOn(service, target);
        return proxy(service, address, api);
    }

    private <T> T proxy(String service, String address, Class<T> api) {
        var rpcs = new HashMap<Method, Rpc>();
        for (var method : api.getMethods()) rpcs.put(method, rpcFor(service, method));
        Object proxy =
                Proxy.newProxyInstance(
                        api.getClassLoader(),
                        new Class<?>[] {api},
                        (self, method, arguments) -> {
                            var rpc = rpcs.get(method);
                            if (rpc == null) return ofObject(service, self, method, arguments);
                            return call((Call) arguments[0], rpc, (Message) arguments[1], address);
                        });
        return api.cast(proxy);
    }

    private static Object ofObject(String service, Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "client of " + service;
        };
    }

    private static Rpc rpcFor(String service, Method method) {
        return Contract.service(service).getMethods().stream()
                .map(descriptor -> Contract.rpc(service + "/" + descriptor.getName()))
                .filter(rpc -> rpc.javaName().equals(method.getName()))
                .filter(rpc -> Arrays.equals(method.getParameterTypes(), shape(rpc)))
                .filter(_ -> method.getReturnType() == Future.class)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(method + " is no rpc of " + service));
    }

    private static Class<?>[] shape(Rpc rpc) {
        return new Class<?>[] {Call.class, rpc.requestType()};
    }

    /// The untyped form, for the gateways.
    public Future<Message> call(Call call, Rpc rpc, Message request) {
        return call(call, rpc, request, rpc.method().getService().getFullName());
    }

    private Future<Message> call(Call call, Rpc rpc, Message request, String address) {
        var instances = address.indexOf('@') < 0 ? here.get(rpc.name()) : null;
        if (instances != null) return callHere(call, instances, request);
        if (wire == null)
            return Future.failedFuture(new IllegalStateException("nobody serves " + rpc.name()));
        return wire.call(call, rpc, request, address);
    }

    private Future<Message> callHere(Call call, Rpc rpc, Message request) {
        var instances = here.get(rpc.name());
        return instances == null
                ? Future.failedFuture(new IllegalStateException("nobody serves " + rpc.name()))
                : callHere(call, instances, request);
    }

    /// An instance on the caller's own event loop is a plain method call; else they take turns.
    private Future<Message> callHere(Call call, List<Served> instances, Message request) {
        var caller = (ContextInternal) vertx.getOrCreateContext();
        for (var served : instances)
            if (served.isAtHome()) return served.answer(call, request, caller);
        int next = Math.floorMod(turn.getAndIncrement(), instances.size());
        return instances.get(next).answer(call, request, caller);
    }
}
