package im.parley.hub;

/// A reply or a push before it is encoded (websocket.md 2.1).
///
/// `hasData` tells an empty protobuf message from no message at all: in JSON the first is `""`,
/// the second `null` (websocket.md 2.3); gob has no such difference.
record ServerFrame(
        int reqIdentifier,
        String msgIncr,
        String operationID,
        int errCode,
        String errMsg,
        Bytes data,
        boolean hasData) {
    private static final Bytes NO_DATA = Bytes.of(new byte[0]);

    /// Empty `data` means that there is none.
    ServerFrame(
            int reqIdentifier,
            String msgIncr,
            String operationID,
            int errCode,
            String errMsg,
            byte[] data) {
        this(reqIdentifier, msgIncr, operationID, errCode, errMsg, Bytes.of(data), data.length > 0);
    }

    /// Said without being asked.
    static ServerFrame unasked(int reqIdentifier, String operationID, Bytes data) {
        return new ServerFrame(reqIdentifier, "", operationID, 0, "", data, data.size() > 0);
    }

    /// The answer to a request that was served; `data` is a message even when it is empty.
    static ServerFrame answer(ClientFrame request, Bytes data) {
        return to(request, 0, "", data, true);
    }

    /// The answer to a request whose reply carries no message at all (2004).
    static ServerFrame bareAnswer(ClientFrame request) {
        return to(request, 0, "", NO_DATA, false);
    }

    static ServerFrame refusal(ClientFrame request, int errCode, String errMsg) {
        return to(request, errCode, errMsg, NO_DATA, false);
    }

    private static ServerFrame to(
            ClientFrame request, int errCode, String errMsg, Bytes data, boolean hasData) {
        return new ServerFrame(
                request.reqIdentifier(),
                request.msgIncr(),
                request.operationID(),
                errCode,
                errMsg,
                data,
                hasData);
    }
}
