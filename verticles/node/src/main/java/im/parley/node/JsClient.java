package im.parley.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

import im.parley.contract.ContentType;
import im.parley.contract.SessionType;
import im.parley.platform.Ids;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PushMessages;

import io.vertx.core.json.JsonObject;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A client that speaks as `@openim/client-sdk` does: JSON in binary frames (websocket.md 2.3). It
/// is as small as the rehearsal of a server needs.
final class JsClient implements AutoCloseable {
    private static final int SEND = 1003;
    private static final int PUSH = 2001;
    private static final long PATIENCE_SECONDS = 10;

    private final String userID;
    private final Map<String, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<MsgData> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> welcome = new CompletableFuture<>();
    private final WebSocket socket;

    private JsClient(HttpClient http, String address, String userID, int platform, String token) {
        this.userID = userID;
        var query =
                "/?sendID=%s&token=%s&platformID=%d&operationID=%s&isMsgResp=true&sdkType=js"
                        .formatted(userID, token, platform, Ids.messageId());
        this.socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(address + query), new Listener())
                        .join();
    }

    /// @param address such as `ws://127.0.0.1:10001`
    static JsClient connect(
            HttpClient http, String address, String userID, int platform, String token)
            throws Exception {
        var client = new JsClient(http, address, userID, platform, token);
        int code = client.welcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (code != 0) throw new IllegalStateException("login refused with " + code);
        return client;
    }

    /// @return the answer to sending, after the server has stored the message
    JsonObject sendText(String receiver, String text) throws Exception {
        var content = new JsonObject().put("content", text).encode();
        var message =
                MsgData.newBuilder()
                        .setSendID(userID)
                        .setRecvID(receiver)
                        .setClientMsgID(Ids.messageId())
                        .setSessionType(SessionType.SINGLE.number())
                        .setContentType(ContentType.TEXT)
                        .setMsgFrom(100)
                        .setContent(ByteString.copyFromUtf8(content))
                        .setCreateTime(System.currentTimeMillis())
                        .setStatus(1)
                        .build();
        return request(SEND, message);
    }

    JsonObject request(int identifier, MessageLite data) throws Exception {
        var increment = Ids.messageId();
        var answer = new CompletableFuture<JsonObject>();
        waiting.put(increment, answer);
        var frame =
                new JsonObject()
                        .put("reqIdentifier", identifier)
                        .put("msgIncr", increment)
                        .put("sendID", userID)
                        .put("operationID", Ids.messageId())
                        .put("data", Base64.getEncoder().encodeToString(data.toByteArray()));
        var bytes = frame.encode().getBytes(StandardCharsets.UTF_8);
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// The next message that was pushed.
    MsgData receive() throws Exception {
        var message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) throw new TimeoutException("nothing was pushed to " + userID);
        return message;
    }

    private void take(byte[] bytes) throws InvalidProtocolBufferException {
        var frame = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        var answered = waiting.remove(frame.getString("msgIncr"));
        if (answered != null) answered.complete(frame);
        if (frame.getInteger("reqIdentifier") != PUSH) return;
        var data = Base64.getDecoder().decode(frame.getString("data"));
        for (var messages : PushMessages.parseFrom(data).getMsgsMap().values())
            received.addAll(messages.getMsgsList());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var said = new JsonObject(text.toString());
                text.setLength(0);
                if (said.containsKey("errCode")) welcome.complete(said.getInteger("errCode"));
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            var bytes = new byte[part.remaining()];
            part.get(bytes);
            frame.writeBytes(bytes);
            if (last) {
                try {
                    take(frame.toByteArray());
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException("a push that is no PushMessages", e);
                }
                frame.reset();
            }
            return WebSocket.Listener.super.onBinary(socket, part, last);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            welcome.completeExceptionally(error);
            waiting.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }
}
