package im.parley.hub;

/// A request as a client sent it, in whichever encoding (websocket.md 2.1). What the client left
/// out is zero or empty; `data` belongs to whoever holds the frame. The `token` of the envelope is
/// always empty and not read.
record ClientFrame(
        int reqIdentifier, String sendID, String operationID, String msgIncr, byte[] data) {}
