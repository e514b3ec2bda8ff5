package im.parley.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The WebSocket handshake proper (RFC 6455 section 4, version 13): no subprotocol and no extension
/// is ever selected. Answers are written as bytes, so no HTTP encoder is in the pipeline.
///
///     [decoder, whoever asks for the upgrade]  ──►  [SocketPipeline]
final class Upgrade {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String JSON = "application/json; charset=utf-8";

    private Upgrade() {}

    /// Reads one request head of bounded size; what follows it is kept for the WebSocket.
    static ChannelHandler decoder(int requestLineBytesMax, int headersBytesMax) {
        var decoder =
                new HttpRequestDecoder(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(requestLineBytesMax)
                                .setMaxHeaderSize(headersBytesMax)
                                .setInitialBufferSize(1024));
        decoder.setSingleDecode(true);
        return decoder;
    }

    /// 0 when this is a proper upgrade, else the HTTP status of the refusal.
    static int objection(HttpRequest request) {
        var headers = request.headers();
        boolean asks =
                headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                        && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
        if (!asks) return 400;
        if (!HttpMethod.GET.equals(request.method())) return 405;
        boolean proper =
                HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                        && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                        && isNonce(headers);
        return proper ? 0 : 400;
    }

    private static boolean isNonce(HttpHeaders headers) {
        var key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    static ByteBuf accept(ByteBufAllocator alloc, HttpRequest request) {
        var head =
                """
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: %s\r
                \r
                """;
        var key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return ascii(alloc, head.replace("%s", acceptKey(key)));
    }

    static String acceptKey(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1"); // says RFC 6455; it protects nothing
            var hash = sha1.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /// Puts the socket in the place of the HTTP handlers; bytes the client sent ahead reach it.
    static void switchTo(SocketPipeline socket, ChannelPipeline pipeline, ChannelHandler asker) {
        pipeline.addLast(socket);
        pipeline.remove(asker);
        pipeline.remove(HttpRequestDecoder.class);
    }

    /// Answers in HTTP and ends the connection.
    static void refuse(ChannelPipeline pipeline, int status, String json) {
        var answer = status == 200 ? answer("200 OK", JSON, json) : refusal(status);
        pipeline.writeAndFlush(ascii(pipeline.channel().alloc(), answer))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static String refusal(int status) {
        return switch (status) {
            case 405 -> answer("405 Method Not Allowed", "text/plain", "Method Not Allowed\n");
            case 431 -> answer("431 Request Header Fields Too Large", "text/plain", "Too Large\n");
            default -> answer("400 Bad Request", "text/plain", "Bad Request\n");
        };
    }

    /// @param body in ASCII
    private static String answer(String status, String type, String body) {
        return "HTTP/1.1 "
                + status
                + "\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length()
                + "\r\nSec-Websocket-Version: 13\r\nConnection: close\r\n\r\n"
                + body;
    }

    private static ByteBuf ascii(ByteBufAllocator alloc, String text) {
        var bytes = alloc.directBuffer(text.length());
        bytes.writeCharSequence(text, StandardCharsets.US_ASCII);
        return bytes;
    }
}
