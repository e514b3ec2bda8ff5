package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;

/// A frame from the server (websocket.md 2.1), as a view on the received bytes: the hot scenarios
/// look at two fields of it and must not pay for the rest. It is valid only while its listener
/// runs.
final class Envelope {
    static final int NEWEST_SEQ = 1001;
    static final int PULL_RANGE = 1002;
    static final int SEND = 1003;
    static final int PULL_SEQS = 1005;
    static final int POSITIONS = 1006;
    static final int PUSH = 2001;
    static final int KICK = 2002;

    /// The fields in the order of the reply's definition.
    static final String[] FIELDS = {
        "ReqIdentifier", "MsgIncr", "OperationID", "ErrCode", "ErrMsg", "Data"
    };

    private static final int REQUEST = 0;
    private static final int MSG_INCR = 1;
    private static final int OPERATION = 2;
    private static final int ERR_CODE = 3;
    private static final int ERR_MSG = 4;
    private static final int DATA = 5;

    private final ByteBuf bytes;
    private final int[] from = new int[FIELDS.length];
    private final int[] length = new int[FIELDS.length];
    private int request;
    private int errCode;

    Envelope(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /// An envelope whose fields were decoded already.
    static Envelope of(
            int request,
            String msgIncr,
            String operation,
            int errCode,
            String errMsg,
            byte[] data) {
        var parts = new byte[][] {utf8(msgIncr), utf8(operation), utf8(errMsg), data};
        var whole = Unpooled.wrappedBuffer(parts);
        var envelope = new Envelope(whole);
        int at = 0;
        int[] fields = {MSG_INCR, OPERATION, ERR_MSG, DATA};
        for (int i = 0; i < fields.length; i++) {
            envelope.field(fields[i], at, parts[i].length);
            at += parts[i].length;
        }
        envelope.number(REQUEST, request);
        envelope.number(ERR_CODE, errCode);
        return envelope;
    }

    static boolean isNumber(int field) {
        return field == REQUEST || field == ERR_CODE;
    }

    void field(int field, int at, int size) {
        from[field] = at;
        length[field] = size;
    }

    void number(int field, long value) {
        switch (field) {
            case REQUEST -> request = Math.toIntExact(value);
            case ERR_CODE -> errCode = Math.toIntExact(value);
            default -> throw new IllegalStateException(FIELDS[field] + " is not a number");
        }
    }

    int request() {
        return request;
    }

    int errCode() {
        return errCode;
    }

    boolean isReply() {
        return length[MSG_INCR] > 0;
    }

    String msgIncr() {
        return text(MSG_INCR);
    }

    String operationId() {
        return text(OPERATION);
    }

    String errMsg() {
        return text(ERR_MSG);
    }

    byte[] data() {
        return ByteBufUtil.getBytes(bytes, from[DATA], length[DATA]);
    }

    /// The number at the end of the msgIncr that this client chose.
    long numberOfReply() {
        return Numbers.read(bytes, from[MSG_INCR] + length[MSG_INCR] - Numbers.DIGITS);
    }

    ProtoCursor cursor() {
        return new ProtoCursor(bytes, from[DATA], from[DATA] + length[DATA]);
    }

    private String text(int field) {
        return bytes.toString(from[field], length[field], StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
