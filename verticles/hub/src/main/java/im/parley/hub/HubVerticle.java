package im.parley.hub;

import im.parley.bus.Bus;
import im.parley.bus.Changes;
import im.parley.courier.Courier;
import im.parley.platform.Clock;
import im.parley.state.Presence;
import im.parley.webhook.Webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.VertxInternal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// Opens the WebSocket port and serves the gateway's rpcs. One instance a node: its connections
/// live on all event loops anyway.
public final class HubVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HubVerticle.class);
    private static final int BACKLOG = 8_192; // a whole crowd may come back within a second
    private static final long CERTIFICATE_LOOK_MILLIS = 5_000;

    /// An adaptive one keeps 56 bytes more a connection, to guess what is nearly always small.
    private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(4_096);

    private final HubConfig config;
    private final String host;
    private final LoginPolicy policy;
    private final Bus bus;
    private final Changes changes;
    private final Presence presence;
    private final Courier courier;
    private final Webhooks webhooks;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Predicate<String> appAdmins;
    private Optional<Certificate> certificate = Optional.empty();
    private Hub hub;
    private Channel server;

    /// @param host the address to listen on
    /// @param multiLoginPolicy 0, 1, 4 or 5 (websocket.md 5.2)
    /// @param appAdmins whether a user id is an app admin's
    public HubVerticle(
            HubConfig config,
            String host,
            int multiLoginPolicy,
            Bus bus,
            Changes changes,
            Presence presence,
            Courier courier,
            Webhooks webhooks,
            Clock clock,
            MeterRegistry meters,
            Predicate<String> appAdmins) {
        this.config = config;
        this.host = host;
        this.policy =
                LoginPolicy.of(multiLoginPolicy)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no multi-login policy " + multiLoginPolicy));
        this.bus = bus;
        this.changes = changes;
        this.presence = presence;
        this.courier = courier;
        this.webhooks = webhooks;
        this.clock = clock;
        this.meters = meters;
        this.appAdmins = appAdmins;
    }

    @Override
    public Future<?> start() {
        hub =
                new Hub(
                        config,
                        policy,
                        (VertxInternal) vertx,
                        bus,
                        changes,
                        presence,
                        courier::outcomesAwaited,
                        webhooks,
                        clock,
                        meters,
                        appAdmins);
        courier.deliverTo(hub::deliver);
        vertx.setPeriodic(config.statusDelayMillis(), _ -> hub.tellNews());
        return bus.serve(HubService.RULES, new HubService(hub))
                .compose(_ -> readCertificate())
                .compose(_ -> open());
    }

    private Future<?> readCertificate() {
        if (config.tlsCertificateFile().isEmpty()) return Future.succeededFuture();
        var chain = Path.of(config.tlsCertificateFile());
        var key = Path.of(config.tlsKeyFile());
        return vertx.executeBlocking(() -> new Certificate(chain, key)).onSuccess(this::use);
    }

    private void use(Certificate read) {
        certificate = Optional.of(read);
        vertx.setPeriodic(
                CERTIFICATE_LOOK_MILLIS,
                _ ->
                        vertx.executeBlocking(read::readIfChanged)
                                .onSuccess(
                                        changed -> {
                                            if (changed) LOG.info("new certificate");
                                        })
                                .onFailure(HubVerticle::keepsOldCertificate));
    }

    private static void keepsOldCertificate(Throwable failure) {
        LOG.atWarn().setCause(failure).log("certificate cannot be read, the old one stays");
    }

    private Future<Void> open() {
        var netty = (VertxInternal) vertx;
        var bound =
                new ServerBootstrap()
                        .group(netty.acceptorEventLoopGroup(), netty.nettyEventLoopGroup())
                        .channelFactory(netty.transport().serverChannelFactory(false))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, READS)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        config.outboundBytesMax(), config.outboundBytesMax()))
                        .childHandler(new Sockets(hub, certificate))
                        .bind(new InetSocketAddress(host, config.port()));
        server = bound.channel();
        return done(bound);
    }

    /// What is put on every accepted socket.
    private static final class Sockets extends ChannelInitializer<Channel> {
        private final Hub hub;
        private final Optional<Certificate> certificate;

        Sockets(Hub hub, Optional<Certificate> certificate) {
            this.hub = hub;
            this.certificate = certificate;
        }

        @Override
        protected void initChannel(Channel channel) {
            var shard = hub.shardOf(channel.eventLoop());
            if (channel.remoteAddress() instanceof InetSocketAddress remote
                    && !shard.entrance().admits(remote.getAddress())) {
                hub.metrics().dropped("connect_rate");
                channel.close();
                return;
            }
            certificate.ifPresent(
                    read -> channel.pipeline().addLast(read.handler(channel.alloc())));
            int bytesMax = hub.config().handshakeBytesMax();
            channel.pipeline().addLast(Upgrade.decoder(bytesMax, bytesMax), new Handshake(shard));
        }
    }

    /// The port that is open, also when the configuration said any.
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /// Stops accepting, sends the clients away, and takes them out of presence.
    @Override
    public Future<?> stop() {
        return done(server.close())
                .compose(
                        _ -> {
                            courier.deliverTo(_ -> {});
                            return hub.close();
                        });
    }

    private static Future<Void> done(ChannelFuture netty) {
        Promise<Void> promise = Promise.promise();
        netty.addListener(
                done -> {
                    if (done.isSuccess()) promise.complete();
                    else promise.fail(done.cause());
                });
        return promise.future();
    }
}
