package im.parley.hub;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/// The hub's TLS certificate, read from files and read again when they change; connections that are
/// open keep the one they began with. Reading blocks.
final class Certificate {
    private final Path chain;
    private final Path key;
    private volatile SslContext context;
    private List<FileTime> readAt;

    /// @throws IOException when the files cannot be read or do not fit together
    Certificate(Path chain, Path key) throws IOException {
        this.chain = chain;
        this.key = key;
        this.readAt = changedAt();
        this.context = read(chain.toFile(), key.toFile());
    }

    SslHandler handler(ByteBufAllocator alloc) {
        return context.newHandler(alloc);
    }

    /// Says whether there was a new one. A broken one is not taken, the old one stays, and it is
    /// not tried again until the files change again.
    synchronized boolean readIfChanged() throws IOException {
        var now = changedAt();
        if (now.equals(readAt)) return false;
        readAt = now;
        context = read(chain.toFile(), key.toFile());
        return true;
    }

    private static SslContext read(File chain, File key) throws IOException {
        try {
            return SslContextBuilder.forServer(chain, key).build();
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("no certificate and key: " + unreadable.getMessage(), unreadable);
        }
    }

    private List<FileTime> changedAt() throws IOException {
        return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
    }
}
