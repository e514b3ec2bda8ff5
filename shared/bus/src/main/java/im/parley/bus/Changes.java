package im.parley.bus;

import im.parley.platform.NodeId;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// "This entity changed": the owner of a table says so after the change is durable, holders of
/// copies drop theirs. Holders on this node are told before `publish` returns, on the thread of the
/// publisher, so the next request here sees the change; other nodes are told by the event bus.
public final class Changes {
    private final EventBus events;
    private final NodeId node;
    private final boolean spansNodes;
    private final Map<String, List<Consumer<String>>> holders = new ConcurrentHashMap<>();

    public Changes(EventBus events, NodeId node, boolean spansNodes) {
        this.events = events;
        this.node = node;
        this.spansNodes = spansNodes;
    }

    /// @param drop given the key of the changed entity, on any thread
    public void onChange(String entity, Consumer<String> drop) {
        holders.computeIfAbsent(entity, this::listen).add(drop);
    }

    public void publish(String entity, String key) {
        tell(entity, key);
        if (!spansNodes) return;
        var from = MultiMap.caseInsensitiveMultiMap().add("node", node.value());
        events.publish("changed/" + entity, key, new DeliveryOptions().setHeaders(from));
    }

    private List<Consumer<String>> listen(String entity) {
        if (spansNodes)
            events.<String>consumer(
                    "changed/" + entity,
                    message -> {
                        if (!node.value().equals(message.headers().get("node")))
                            tell(entity, message.body());
                    });
        return new CopyOnWriteArrayList<>();
    }

    private void tell(String entity, String key) {
        holders.getOrDefault(entity, List.of()).forEach(holder -> holder.accept(key));
    }
}
