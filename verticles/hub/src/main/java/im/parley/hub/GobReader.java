package im.parley.hub;

/// Reads one request from a self-contained gob stream: definitions, then one value; what follows
/// the value is ignored (websocket.md 2.2).
///
///     frame ──► known prefix ──────────────────────────┐
///          └──► else definitions, at most 16 ──► value, walked by the fields of its type
///
/// Nothing here calls itself, and no byte is visited twice.
final class GobReader {
    /// Far above every real id; texts are repeated in replies, headers and logs.
    static final int TEXT_BYTES_MAX = 4096;

    private static final byte[] NO_DATA = {};

    private final GobCursor in;
    private int reqIdentifier;
    private String sendID = "";
    private String operationID = "";
    private String msgIncr = "";
    private byte[] data = NO_DATA;

    GobReader(byte[] bytes, int from, int to) {
        in = new GobCursor(bytes, from, to);
    }

    ClientFrame frame() throws BadFrame {
        int start = in.at();
        var types = GobPrefix.passed(in);
        boolean recognised = types.count() > 0;
        while (true) {
            int message = in.at();
            int outer = in.enter(in.length());
            long id = in.signed();
            if (id > 0) {
                readValue(types.of(id));
                if (!recognised && types.count() == 1) {
                    GobPrefix.learn(in.copy(start, message), types);
                }
                return new ClientFrame(reqIdentifier, sendID, operationID, msgIncr, data);
            }
            types = types.with(-id, GobFields.define(in));
            in.leave(outer);
        }
    }

    private void readValue(GobFields fields) throws BadFrame {
        long index = -1;
        for (long delta = in.unsigned(); delta != 0; delta = in.unsigned()) {
            index = GobFields.next(index, delta, fields.size());
            readField(fields.slot((int) index));
        }
    }

    private void readField(GobFields.Slot slot) throws BadFrame {
        switch (slot) {
            case REQ_IDENTIFIER -> reqIdentifier = in.int32();
            case SEND_ID -> sendID = in.text(TEXT_BYTES_MAX);
            case OPERATION_ID -> operationID = in.text(TEXT_BYTES_MAX);
            case MSG_INCR -> msgIncr = in.text(TEXT_BYTES_MAX);
            case DATA -> data = in.data();
            case SKIP_NUMBER -> in.unsigned();
            case SKIP_BYTES -> in.skipBytes();
            case SKIP_COMPLEX -> {
                in.unsigned();
                in.unsigned();
            }
            case UNREADABLE -> throw GobCursor.bad("an unknown field of a composite kind");
        }
    }
}
