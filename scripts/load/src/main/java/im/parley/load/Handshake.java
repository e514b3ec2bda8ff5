package im.parley.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The upgrade (websocket.md 1.1 and 1.3), as text. The key is constant: it proves nothing but that
/// the peer read it.
record Handshake(String host) {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="; // RFC 6455 section 1.3
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern ERR_CODE = Pattern.compile("\"errCode\":(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final AtomicLong OPERATIONS = new AtomicLong();

    sealed interface Answer {}

    record Incomplete() implements Answer {}

    record Accepted() implements Answer {}

    record Refused(String code) implements Answer {}

    ByteBuf request(ByteBufAllocator alloc, Login login, Encoding encoding) {
        var text =
                "GET /?sendID=%s&token=%s&platformID=%d&operationID=connect%d&isBackground=false%s"
                        + " HTTP/1.1\r\n"
                        + "Host: %s\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: %s\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n";
        var filled =
                text.formatted(
                        login.user(),
                        login.token(),
                        login.platform(),
                        OPERATIONS.incrementAndGet(),
                        encoding.query(),
                        host,
                        KEY);
        return ByteBufUtil.writeUtf8(alloc, filled);
    }

    /// Takes the whole answer from `in`, or nothing while some of it is missing.
    Answer answer(ByteBuf in) {
        int size = headSize(in);
        if (size == 0) return new Incomplete();
        var head = in.toString(in.readerIndex(), size, StandardCharsets.ISO_8859_1);
        if (head.startsWith("HTTP/1.1 101 ")) {
            in.skipBytes(size);
            return head.contains(ACCEPT) ? new Accepted() : new Refused("no proof of the upgrade");
        }
        var length = LENGTH.matcher(head);
        int whole = size + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (in.readableBytes() < whole) return new Incomplete();
        var body = in.readString(whole, StandardCharsets.UTF_8).substring(size);
        return new Refused(body.isEmpty() ? head.lines().findFirst().orElse("") : errCode(body));
    }

    static String errCode(String body) {
        var code = ERR_CODE.matcher(body);
        return code.find() ? code.group(1) : "unreadable: " + body;
    }

    private static int headSize(ByteBuf in) {
        int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(HEAD_END), in);
        return end < 0 ? 0 : end - in.readerIndex() + HEAD_END.length;
    }
}
