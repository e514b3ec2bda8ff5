package im.parley.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PushMessages;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A server that holds nothing and does little: it lets in whoever has the token `good`, answers
/// every message and pushes it to both sides, in the encoding of the JavaScript SDK. Built on
/// Netty's own WebSocket code, so it shares none of the client's. Its seed of evil: it can lose or
/// double the push of one message.
final class FakeServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Channel> users = new ConcurrentHashMap<>();
    private final Channel listening;
    volatile long lose = -1;
    volatile long twice = -1;
    private long messages;

    FakeServer() {
        listening =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpServerCodec(),
                                                        new HttpObjectAggregator(1 << 20),
                                                        new Http());
                                    }
                                })
                        .bind(new InetSocketAddress("127.0.0.1", 0))
                        .syncUninterruptibly()
                        .channel();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                "127.0.0.1", ((InetSocketAddress) listening.localAddress()).getPort());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            var query = new QueryStringDecoder(request.uri());
            if (!request.headers().contains("Upgrade")) {
                answer(ctx, route(query.path()));
            } else if (!query.parameters().get("token").getFirst().equals("good")) {
                answer(
                        ctx,
                        "{\"errCode\":1503,\"errMsg\":\"TokenMalformedError\",\"errDlt\":\"\"}");
            } else {
                upgrade(ctx, request, query.parameters().get("sendID").getFirst());
            }
        }

        private static String route(String path) {
            return switch (path) {
                case "/auth/get_admin_token", "/auth/get_user_token" ->
                        "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\",\"data\":{\"token\":\"good\"}}";
                case "/user/user_register" -> "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}";
                default ->
                        "{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":\"" + path + "\"}";
            };
        }

        private static void answer(ChannelHandlerContext ctx, String json) {
            var body = Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
            var response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
            response.headers().set("Content-Length", body.readableBytes());
            ctx.writeAndFlush(response);
        }

        private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, String user) {
            var handshaker =
                    new WebSocketServerHandshakerFactory("ws://x/", null, false, 1 << 20)
                            .newHandshaker(request);
            ctx.pipeline().addLast(new Socket());
            handshaker
                    .handshake(ctx.channel(), request)
                    .addListener(
                            _ -> {
                                users.put(user, ctx.channel());
                                ctx.writeAndFlush(
                                        new TextWebSocketFrame(
                                                "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}"));
                            });
            ctx.pipeline().remove(this);
        }
    }

    private final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame)
                throws InvalidProtocolBufferException {
            if (!(frame instanceof BinaryWebSocketFrame)) return;
            var request = fields(frame.content());
            var message = MsgData.parseFrom(Base64.getDecoder().decode(request.get("data")));
            var number = messages++;
            var ack =
                    SendMsgResp.newBuilder()
                            .setClientMsgID(message.getClientMsgID())
                            .setServerMsgID("s" + number);
            send(ctx.channel(), 1003, request.get("msgIncr"), ack.build().toByteArray());
            var pushed = message.toBuilder().setSeq(number + 1);
            var push =
                    PushMessages.newBuilder()
                            .putMsgs("si", PullMsgs.newBuilder().addMsgs(pushed).build())
                            .build();
            for (int i = number == lose ? 1 : 0; i < (number == twice ? 2 : 1); i++) {
                send(users.get(message.getRecvID()), 2001, "", push.toByteArray());
            }
            send(ctx.channel(), 2001, "", push.toByteArray());
        }

        private static void send(Channel to, int request, String incr, byte[] data) {
            var json =
                    "{\"reqIdentifier\":%d,\"msgIncr\":\"%s\",\"operationID\":\"\",\"errCode\":0,\"errMsg\":\"\",\"data\":\"%s\"}"
                            .formatted(request, incr, Base64.getEncoder().encodeToString(data));
            to.writeAndFlush(
                    new BinaryWebSocketFrame(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)));
        }

        private static Map<String, String> fields(ByteBuf content) {
            var fields = new HashMap<String, String>();
            try (var json =
                    new JsonFactory().createParser(content.toString(StandardCharsets.UTF_8))) {
                json.nextToken();
                for (String name; (name = json.nextFieldName()) != null; ) {
                    json.nextToken();
                    fields.put(name, json.getText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return fields;
        }
    }
}
