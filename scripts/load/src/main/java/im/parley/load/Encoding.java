package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// How a connection's frames are written: the ways of the Go core without and with gzip, and of the
/// JavaScript SDK.
enum Encoding {
    GOB("", false),
    GOB_GZIP("&compression=gzip", false),
    JSON("&isMsgResp=true&sdkType=js", true);

    private final String query;
    private final boolean answeredInText;

    Encoding(String query, boolean answeredInText) {
        this.query = query;
        this.answeredInText = answeredInText;
    }

    /// What the connect query says about it (clients.md 1).
    String query() {
        return query;
    }

    /// Is the login's result a first text frame?
    boolean answeredInText() {
        return answeredInText;
    }

    void request(
            ByteBuf out, int request, byte[] sender, byte[] operation, byte[] incr, byte[] data) {
        switch (this) {
            case GOB -> Gob.request(out, request, sender, operation, incr, data);
            case JSON -> JsonFrames.request(out, request, sender, operation, incr, data);
            case GOB_GZIP -> {
                var plain = Unpooled.buffer(256 + data.length);
                Gob.request(plain, request, sender, operation, incr, data);
                Gzip.ofThread().deflate(plain, out);
            }
        }
    }

    Envelope reply(ByteBuf frame) {
        return switch (this) {
            case GOB -> Gob.reply(frame);
            case JSON -> JsonFrames.reply(frame);
            case GOB_GZIP -> Gob.reply(Gzip.ofThread().inflate(frame));
        };
    }
}
