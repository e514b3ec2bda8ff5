package im.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.security.MessageDigest;

/// The password of get_admin_token. Comparing takes as long for a near miss as for a far one, and
/// every miss is counted: somebody may be guessing.
final class AdminSecret {
    private final byte[] secret;
    private final Counter misses;

    AdminSecret(String secret, MeterRegistry metrics) {
        this.secret = secret.getBytes(UTF_8);
        this.misses = Counter.builder("parley.auth.secret.misses").register(metrics);
    }

    boolean equalTo(String guess) {
        boolean equal = MessageDigest.isEqual(secret, guess.getBytes(UTF_8));
        if (!equal) misses.increment();
        return equal;
    }
}
