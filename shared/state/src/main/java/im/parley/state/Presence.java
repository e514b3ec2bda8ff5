package im.parley.state;

import im.parley.contract.UserId;
import im.parley.platform.NodeId;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who is connected where. A hub registers a connection before it answers the handshake, and
/// `transfer` looks users up after it has stored: so either the push or the first sync shows the
/// message (promise 4 of ARCHITECTURE.md).
public interface Presence {
    /// One open connection.
    ///
    /// @param connection unique on its node
    record Place(NodeId node, int platformID, long connection) {}

    Future<Void> arrive(UserId user, Place place);

    Future<Void> leave(UserId user, Place place);

    /// The connections of each user, in order of arrival; users without one are left out.
    Future<Map<UserId, List<Place>>> locate(Collection<UserId> users);
}
