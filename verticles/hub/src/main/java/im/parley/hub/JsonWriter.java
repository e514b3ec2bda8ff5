package im.parley.hub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Lays down one reply or push as JSON: always the same six keys in the same order (websocket.md
/// 2.3). Whatever is not printable ASCII is escaped, so that the reader's idea of UTF-8 does not
/// matter, and half a surrogate pair goes back as it came.
final class JsonWriter implements Bytes {
    private static final byte[] REQ_IDENTIFIER = ascii("{\"reqIdentifier\":");
    private static final byte[] MSG_INCR = ascii(",\"msgIncr\":\"");
    private static final byte[] OPERATION_ID = ascii("\",\"operationID\":\"");
    private static final byte[] ERR_CODE = ascii("\",\"errCode\":");
    private static final byte[] ERR_MSG = ascii(",\"errMsg\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] NULL = ascii("null");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] NOTHING = {};
    private static final byte[] END = ascii("}");

    private static final HexFormat HEX = HexFormat.of();

    private final byte[][] pieces;

    JsonWriter(ServerFrame frame) {
        var quote = frame.hasData() ? QUOTE : NOTHING;
        pieces =
                new byte[][] {
                    REQ_IDENTIFIER,
                    ascii(Integer.toString(frame.reqIdentifier())),
                    MSG_INCR,
                    escaped(frame.msgIncr()),
                    OPERATION_ID,
                    escaped(frame.operationID()),
                    ERR_CODE,
                    ascii(Integer.toString(frame.errCode())),
                    ERR_MSG,
                    escaped(frame.errMsg()),
                    DATA,
                    quote,
                    frame.hasData() ? Base64.getEncoder().encode(frame.data().toArray()) : NULL,
                    quote,
                    END
                };
    }

    @Override
    public int size() {
        int size = 0;
        for (var piece : pieces) size += piece.length;
        return size;
    }

    @Override
    public void write(byte[] out, int start) {
        int at = start;
        for (var piece : pieces) {
            System.arraycopy(piece, 0, out, at, piece.length);
            at += piece.length;
        }
    }

    private static byte[] escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) return ascii(escape(text));
        }
        return ascii(text);
    }

    private static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain(c)) escaped.append(c);
            else escaped.append("\\u").append(HEX.toHexDigits(c));
        }
        return escaped.toString();
    }

    private static boolean plain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
