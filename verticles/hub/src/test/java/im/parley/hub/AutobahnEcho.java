package im.parley.hub;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;

import java.net.InetSocketAddress;

/// The hub's own WebSocket, handshake to close, on the event loops it runs on, with an echo in the
/// place of the requests: what Autobahn's fuzzing client talks to (scripts/autobahn). Prints the
/// port it took and runs until it is killed.
final class AutobahnEcho extends SocketPipeline {
    /// The largest message of Autobahn's cases 9.*; the hub's own limit would answer 1009.
    private static final int MESSAGE_BYTES_MAX = 16 << 20;

    private static final int HEAD_BYTES_MAX = 16_384;

    public static void main(String[] args) throws InterruptedException {
        var options = new VertxOptions().setPreferNativeTransport(true);
        var vertx = (VertxInternal) Vertx.vertx(options);
        var server =
                new ServerBootstrap()
                        .group(vertx.acceptorEventLoopGroup(), vertx.nettyEventLoopGroup())
                        .channelFactory(vertx.transport().serverChannelFactory(false))
                        .childHandler(new Sockets())
                        .bind(new InetSocketAddress("127.0.0.1", 0))
                        .sync()
                        .channel();
        System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    private static final class Sockets extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(Upgrade.decoder(HEAD_BYTES_MAX, HEAD_BYTES_MAX), new Asker());
        }
    }

    /// Accepts every proper upgrade, as late as the hub does: what the client sent ahead waits.
    private static final class Asker extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                context.channel().config().setAutoRead(false);
                context.executor().execute(() -> answer(context, request));
            }
            ReferenceCountUtil.release(message);
        }

        private void answer(ChannelHandlerContext context, HttpRequest request) {
            int objection = Upgrade.objection(request);
            if (objection != 0) {
                Upgrade.refuse(context.pipeline(), objection, "");
                return;
            }
            context.writeAndFlush(Upgrade.accept(context.alloc(), request));
            Upgrade.switchTo(new AutobahnEcho(), context.pipeline(), this);
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    int messageBytesMax() {
        return MESSAGE_BYTES_MAX;
    }

    @Override
    void onText(ByteBuf message) {
        send(frame(context().alloc(), TEXT, Bytes.of(ByteBufUtil.getBytes(message))));
    }

    @Override
    void onBinary(ByteBuf message) {
        send(frame(context().alloc(), BINARY, Bytes.of(ByteBufUtil.getBytes(message))));
    }

    @Override
    void onGone(String reason) {}

    @Override
    void onFailure(Throwable failure) {
        failure.printStackTrace();
    }
}
