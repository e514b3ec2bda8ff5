package im.parley.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The client's event loops and where they connect to.
///
/// Connection n lives on loop n modulo the loops and comes from one of several addresses of the
/// loopback network: an address has only 28 000 ports.
final class Network implements AutoCloseable {
    private static final int SOURCES = 8;
    private static final int CONNECT_TIMEOUT_MILLIS = 60_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop[] loops;
    private final InetSocketAddress hub;
    private final Bootstrap bootstrap;
    private final Handshake handshake;

    Network(InetSocketAddress hub, int loopCount) {
        IoHandlerFactory io =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(loopCount, io);
        loops = new EventLoop[loopCount];
        for (int i = 0; i < loopCount; i++) loops[i] = group.next();
        this.hub = hub;
        handshake = new Handshake(hub.getHostString() + ":" + hub.getPort());
        bootstrap = bootstrap(hub);
    }

    private static Bootstrap bootstrap(InetSocketAddress hub) {
        Class<? extends Channel> kind =
                Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
        var made =
                new Bootstrap()
                        .channel(kind)
                        .remoteAddress(hub)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
        // The kernel then looks for a port only at connect, where four numbers have to differ and
        // not two.
        if (Epoll.isAvailable()) made.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        return made;
    }

    int loopCount() {
        return loops.length;
    }

    EventLoop loop(int index) {
        return loops[index];
    }

    /// A way to connect to another address with the first loop.
    Bootstrap plain(InetSocketAddress address) {
        return bootstrap.clone(loops[0]).remoteAddress(address);
    }

    Connection connect(int number, Login login, Encoding encoding, Listener listener) {
        var connection = new Connection(number, login, encoding, handshake, listener);
        var ready = bootstrap.clone(loops[number % loops.length]).handler(connection);
        if (Epoll.isAvailable() && hub.getAddress().isLoopbackAddress()) {
            ready.localAddress("127.0.0." + (2 + number % SOURCES), 0);
        }
        ready.connect()
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) connection.failed(connected.cause());
                        });
        return connection;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
