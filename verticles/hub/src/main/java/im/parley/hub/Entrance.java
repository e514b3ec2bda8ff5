package im.parley.hub;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The sockets of one event loop that are no connections yet: how many may come from one address,
/// and how long they may take. All have the same time, so the oldest is the next that is over.
final class Entrance {
    private final int handshakeTicks;
    private final long connectsATickMax; // 0 is no limit
    private final Set<Handshake> handshakes = new LinkedHashSet<>(); // oldest first
    private final Map<InetAddress, Integer> connects = new HashMap<>(); // within this tick

    /// @param connectsATickMax from one address; 0 is no limit
    Entrance(int handshakeTicks, long connectsATickMax) {
        this.handshakeTicks = handshakeTicks;
        this.connectsATickMax = connectsATickMax;
    }

    boolean admits(InetAddress address) {
        return connectsATickMax == 0
                || connects.merge(address, 1, Integer::sum) <= connectsATickMax;
    }

    void add(Handshake handshake) {
        handshakes.add(handshake);
    }

    void remove(Handshake handshake) {
        handshakes.remove(handshake);
    }

    void onTick(int now) {
        connects.clear();
        while (!handshakes.isEmpty()) {
            var oldest = handshakes.iterator().next();
            if (now - oldest.begunAt() <= handshakeTicks) return;
            handshakes.remove(oldest);
            oldest.expire();
        }
    }

    void close() {
        for (var handshake : Set.copyOf(handshakes)) handshake.expire();
    }
}
