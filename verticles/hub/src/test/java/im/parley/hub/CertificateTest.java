package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// TLS with a certificate that changes while the server runs.
final class CertificateTest {
    @TempDir Path folder;
    private Path chain;
    private Path key;

    @BeforeEach
    void lay() throws IOException {
        chain = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        lay("first", 1);
    }

    private void lay(String name, int second) throws IOException {
        copy(name + ".cert.pem", chain, second);
        copy(name + ".key.pem", key, second);
    }

    private static void copy(String name, Path to, int second) throws IOException {
        try (var in = CertificateTest.class.getResourceAsStream(name)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setLastModifiedTime(to, FileTime.fromMillis(second * 1000L));
    }

    /// Who the server says it is, after a TLS handshake in memory.
    private static String shown(Certificate certificate) throws Exception {
        var server = new EmbeddedChannel(certificate.handler(ByteBufAllocator.DEFAULT));
        var trusting =
                SslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .build();
        var client = new EmbeddedChannel(trusting.newHandler(ByteBufAllocator.DEFAULT));
        var handshake = client.pipeline().get(SslHandler.class).handshakeFuture();
        while (!handshake.isDone()) {
            pass(client, server);
            pass(server, client);
        }
        var session = client.pipeline().get(SslHandler.class).engine().getSession();
        client.finishAndReleaseAll();
        server.finishAndReleaseAll();
        return session.getPeerPrincipal().getName();
    }

    private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        for (var bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound())
            to.writeInbound(bytes);
    }

    @Test
    void a_changed_file_is_read_again_and_a_broken_one_is_not_taken() throws Exception {
        var certificate = new Certificate(chain, key);
        assertEquals("CN=first", shown(certificate));
        assertFalse(certificate.readIfChanged());

        Files.writeString(key, "no key");
        assertThrows(IOException.class, certificate::readIfChanged);
        assertEquals("CN=first", shown(certificate));

        lay("second", 2);
        assertTrue(certificate.readIfChanged());
        assertEquals("CN=second", shown(certificate));
    }

    @Test
    void a_missing_file_is_an_error_at_the_start() {
        assertThrows(IOException.class, () -> new Certificate(folder.resolve("none"), key));
    }

    @Test
    void clients_connect_over_tls() throws Exception {
        try (var world = new World(TestConfig.tls(chain.toString(), key.toString()))) {
            var socket = new RawSocket(trustingSocket(world.port()));
            socket.write(RawSocket.upgrade(World.uri("amy", 2, "t", Encoding.GOB, true)));
            var amy = new Device(socket.upgraded(), "amy", Encoding.GOB, true);
            amy.askMaxSeq("i");
            assertEquals("i=0", amy.nextInShort());
            socket.sendText("bad");
            socket.assertClosed(1008);

            var plain = world.knock();
            plain.write(RawSocket.upgrade(World.uri("amy", 2, "t", Encoding.GOB, true)));
            plain.rest(); // an alert, and the end
            World.eventually("counted", () -> world.dropped("bad_handshake") == 1);
        }
    }

    private static SSLSocket trustingSocket(int port) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        var loopback = InetAddress.getLoopbackAddress();
        return (SSLSocket) context.getSocketFactory().createSocket(loopback, port);
    }
}
