package im.parley.webhook;

import im.parley.platform.BadSetting;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves to the back end who asks, and when: HMAC-SHA256 as the Standard Webhooks specification
/// has it, for which every language has a library.
///
///     webhook-signature: v1,base64(HMAC(key, id "." unix seconds "." body))
///
/// While keys are exchanged there are several, and as many signatures with a space between them.
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    /// Of a key, as that specification demands.
    private static final int BYTES_MIN = 24;

    private final List<SecretKeySpec> keys;

    private Signature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /// @param keys one a line, as `whsec_` and base64, or any text
    static Signature with(String keys) {
        return new Signature(
                keys.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(Signature::key)
                        .toList());
    }

    /// Without a file nothing is signed.
    static Signature ofFile(String file) {
        if (file.isEmpty()) return new Signature(List.of());
        try {
            var signature = with(Files.readString(Path.of(file)));
            if (signature.isThere()) return signature;
            throw new BadSetting("webhooks.secretFile: " + file + " holds no key");
        } catch (IOException e) {
            throw new BadSetting("webhooks.secretFile: " + file + " cannot be read: " + e);
        }
    }

    private static SecretKeySpec key(String line) {
        var bytes = bytes(line);
        if (bytes.length < BYTES_MIN)
            throw new BadSetting(
                    "webhooks.secretFile: a key has fewer than " + BYTES_MIN + " bytes");
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] bytes(String line) {
        if (!line.startsWith(PREFIX)) return line.getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getDecoder().decode(line.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new BadSetting("webhooks.secretFile: what follows " + PREFIX + " is no base64");
        }
    }

    boolean isThere() {
        return !keys.isEmpty();
    }

    /// The value of the header.
    String over(String id, long unixSeconds, Buffer body) {
        var signed = Buffer.buffer(id + "." + unixSeconds + ".").appendBuffer(body).getBytes();
        return keys.stream().map(key -> "v1," + mac(key, signed)).collect(Collectors.joining(" "));
    }

    private static String mac(SecretKeySpec key, byte[] signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
