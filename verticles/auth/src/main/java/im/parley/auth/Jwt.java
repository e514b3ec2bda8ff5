package im.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.parley.contract.ErrorCode;
import im.parley.contract.UserId;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and reads tokens (http-identity-and-groups.md 7.1). The secret stays in here.
final class Jwt {
    /// Longer ones are refused unread, so that nobody makes us hash megabytes.
    static final int LENGTH_MAX = 8192;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    private static final long ISSUED_EARLIER_SECONDS = 5;
    private static final Map<String, String> ALGORITHMS =
            Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");
    private static final Defect MALFORMED = new Defect(ErrorCode.TOKEN_MALFORMED);

    /// Keyed and never used themselves: a computation works on a clone, from any thread.
    private final Map<String, Mac> keyed = new HashMap<>();

    /// What a token says, or why it says nothing.
    sealed interface Reading {}

    /// @param expiresAt and the others: Unix milliseconds
    record Claims(UserId user, int platformID, long expiresAt, long notBefore, long issuedAt)
            implements Reading {
        /// These claims, or what is wrong with their times; of several wrongs the first.
        Reading at(long now) {
            if (now >= expiresAt) return new Defect(ErrorCode.TOKEN_EXPIRED);
            if (now < notBefore) return new Defect(ErrorCode.TOKEN_NOT_VALID_YET);
            if (now < issuedAt) return new Defect(ErrorCode.TOKEN_UNKNOWN);
            return this;
        }
    }

    /// @param text what the caller is told; for a wrong signature it is not the code's own
    record Defect(ErrorCode code, String text) implements Reading {
        Defect(ErrorCode code) {
            this(code, code.text());
        }
    }

    Jwt(String secret) {
        ALGORITHMS.forEach((name, algorithm) -> keyed.put(name, keyed(algorithm, secret)));
    }

    private static Mac keyed(String algorithm, String secret) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /// Times are whole seconds: two tokens of one second are the same text.
    String sign(UserId user, int platformID, long now, long lifeSeconds) {
        long second = now / 1000;
        var claims = // this order is part of the format
                new JsonObject()
                        .put("UserID", user.value())
                        .put("PlatformID", platformID)
                        .put("exp", second + lifeSeconds)
                        .put("iat", second - ISSUED_EARLIER_SECONDS);
        var signed = HEADER + "." + encoded(claims.encode());
        return signed + "." + ENCODER.encodeToString(signature("HS256", signed));
    }

    /// Reads a token of ours that is good at this time.
    Reading read(String token, long now) {
        return switch (read(token)) {
            case Claims claims -> claims.at(now);
            case Defect defect -> defect;
        };
    }

    /// Reads a token of ours, whatever the time: a wrong signature wins over wrong times.
    Reading read(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (token.length() > LENGTH_MAX || first < 0 || second < 0) return MALFORMED;
        var header = object(token.substring(0, first));
        var claims = object(token.substring(first + 1, second)).flatMap(Jwt::claims);
        var signature = decoded(token.substring(second + 1));
        if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) return MALFORMED;
        if (!(header.get().getValue("alg") instanceof String algorithm)
                || !keyed.containsKey(algorithm)) return new Defect(ErrorCode.TOKEN_UNKNOWN);
        var expected = signature(algorithm, token.substring(0, second));
        return MessageDigest.isEqual(expected, signature.get())
                ? claims.get()
                : new Defect(ErrorCode.TOKEN_UNKNOWN, "signature is invalid");
    }

    private byte[] signature(String algorithm, String signed) {
        try {
            return ((Mac) keyed.get(algorithm).clone()).doFinal(signed.getBytes(UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC of this JDK cannot be cloned", e);
        }
    }

    private static Optional<Claims> claims(JsonObject json) {
        var user = json.getValue("UserID", "");
        var platform = json.getValue("PlatformID", 0);
        var expires = json.getValue("exp", Long.MAX_VALUE / 1000);
        var notBefore = json.getValue("nbf", 0);
        var issued = json.getValue("iat", 0);
        if (user instanceof String id
                && platform instanceof Number platformID
                && expires instanceof Number exp
                && notBefore instanceof Number nbf
                && issued instanceof Number iat)
            return Optional.of(
                    new Claims(
                            new UserId(id),
                            platformID.intValue(),
                            millis(exp),
                            millis(nbf),
                            millis(iat)));
        return Optional.empty();
    }

    /// Other makers of tokens may write fractions of a second.
    private static long millis(Number seconds) {
        return Math.round(seconds.doubleValue() * 1000);
    }

    private static Optional<JsonObject> object(String part) {
        return decoded(part)
                .flatMap(
                        bytes -> {
                            try {
                                return Json.decodeValue(Buffer.buffer(bytes))
                                                instanceof JsonObject o
                                        ? Optional.of(o)
                                        : Optional.empty();
                            } catch (DecodeException notJson) {
                                return Optional.empty();
                            }
                        });
    }

    /// The format has no padding.
    private static Optional<byte[]> decoded(String part) {
        if (part.indexOf('=') >= 0) return Optional.empty();
        try {
            return Optional.of(DECODER.decode(part));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(UTF_8));
    }
}
