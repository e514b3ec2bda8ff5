package im.parley.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// The HTTP routes over a few kept connections, each with one call at a time; further calls wait in
/// a queue. All state belongs to one event loop.
final class Api {
    private static final int ANSWER_MAX = 16 << 20;
    private static final AtomicLong OPERATIONS = new AtomicLong();

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final String host;
    private final int connectionsMax;
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final ArrayDeque<Channel> idle = new ArrayDeque<>();
    private int open;

    private record Call(String path, String token, String json, CompletableFuture<Answer> answer) {}

    Api(Network network, InetSocketAddress api, int connectionsMax) {
        loop = network.loop(0);
        host = api.getHostString() + ":" + api.getPort();
        this.connectionsMax = connectionsMax;
        bootstrap = network.plain(api).handler(new Pipeline());
    }

    /// Completes normally in every case; a broken connection is an answer with status 0.
    CompletableFuture<Answer> post(String path, String token, String json) {
        var call = new Call(path, token, json, new CompletableFuture<>());
        loop.execute(() -> enter(call));
        return call.answer;
    }

    /// What a lawful question is answered; nothing when there is no server to answer.
    Optional<Json> ask(String path, String token, String json) {
        var answer = post(path, token, json).join();
        return answer.status() == 0 ? Optional.empty() : Optional.of(answer.orThrow(path).data());
    }

    private void enter(Call call) {
        var channel = idle.poll();
        if (channel != null) {
            start(channel, call);
            return;
        }
        waiting.add(call);
        if (open < connectionsMax) {
            open++;
            bootstrap
                    .connect()
                    .addListener(
                            connected -> {
                                if (!connected.isSuccess()) gone(String.valueOf(connected.cause()));
                            });
        }
    }

    private void start(Channel channel, Call call) {
        channel.pipeline().get(Exchange.class).call = call;
        channel.writeAndFlush(request(call), channel.voidPromise());
    }

    private FullHttpRequest request(Call call) {
        var body = Unpooled.wrappedBuffer(call.json.getBytes(StandardCharsets.UTF_8));
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, call.path, body);
        request.headers()
                .add("Host", host)
                .add("Content-Type", "application/json")
                .add("Content-Length", body.readableBytes())
                .add("operationID", "load" + OPERATIONS.incrementAndGet());
        if (!call.token.isEmpty()) request.headers().add("token", call.token);
        return request;
    }

    private void free(Channel channel) {
        var call = waiting.poll();
        if (call == null) idle.add(channel);
        else start(channel, call);
    }

    /// A connection is gone. When none is left nobody would ever take the waiting calls.
    private void gone(String why) {
        open--;
        if (open > 0) return;
        for (Call call; (call = waiting.poll()) != null; ) call.answer.complete(new Answer(0, why));
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(ANSWER_MAX),
                            new Exchange());
        }
    }

    private final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
        private Call call;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            free(ctx.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            var done = call;
            call = null;
            var answer =
                    new Answer(
                            response.status().code(),
                            response.content().toString(StandardCharsets.UTF_8));
            free(ctx.channel());
            done.answer.complete(answer);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            idle.remove(ctx.channel());
            if (call != null) call.answer.complete(new Answer(0, "connection closed"));
            gone("connection closed");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
