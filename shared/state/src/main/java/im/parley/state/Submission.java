package im.parley.state;

import im.parley.contract.ConversationId;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;

/// A verified message on its way to its seq.
///
/// @param conversation where the message belongs; who numbers it follows from that
/// @param operationID of the request that caused it; pushes carry it
/// @param origin the node that waits for the outcome
/// @param ticket what the outcome is answered to; 0 when nobody waits
public record Submission(
        MsgData message,
        ConversationId conversation,
        String operationID,
        NodeId origin,
        long ticket) {
    public Submission(MsgData message, String operationID, NodeId origin, long ticket) {
        this(message, ConversationId.of(message), operationID, origin, ticket);
    }
}
