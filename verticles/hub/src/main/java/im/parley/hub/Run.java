package im.parley.hub;

import im.parley.proto.courier.Delivery;

import java.util.ArrayList;
import java.util.List;

/// Messages on their way to the same connections, one behind the other: in a busy group these are
/// many. Each connection is written all of them at once, which costs hardly more than writing one.
///
/// @param addressed one of the deliveries; the others go to the same connections
/// @param frames of the pushes
record Run(Delivery addressed, List<Push> pushes, List<SharedFrame> frames) {
    /// More than this in one piece would not be shared with a slow reader's other frames fairly.
    private static final int BYTES_MAX = 64 * 1024;

    /// All deliveries in their order.
    static List<Run> of(List<Delivery> deliveries) {
        var runs = new ArrayList<Run>(deliveries.size());
        for (int from = 0; from < deliveries.size(); ) {
            int to = end(deliveries, from);
            boolean alone = to == from + 1;
            runs.add(alone ? of(deliveries.get(from)) : ofMany(deliveries.subList(from, to)));
            from = to;
        }
        return runs;
    }

    private static Run of(Delivery delivery) {
        var push = Push.of(delivery);
        return new Run(delivery, List.of(push), List.of(push.frame()));
    }

    private static Run ofMany(List<Delivery> deliveries) {
        var pushes = deliveries.stream().map(Push::of).toList();
        return new Run(deliveries.getFirst(), pushes, pushes.stream().map(Push::frame).toList());
    }

    private static int end(List<Delivery> deliveries, int from) {
        var connections = deliveries.get(from).getConnectionsList();
        long bytes = deliveries.get(from).getMessage().size();
        for (int at = from + 1; at < deliveries.size(); at++) {
            var next = deliveries.get(at);
            bytes += next.getMessage().size();
            if (bytes > BYTES_MAX || !next.getConnectionsList().equals(connections)) return at;
        }
        return deliveries.size();
    }

    int connectionCount() {
        return addressed.getConnectionsCount();
    }

    long connection(int at) {
        return addressed.getConnections(at);
    }
}
