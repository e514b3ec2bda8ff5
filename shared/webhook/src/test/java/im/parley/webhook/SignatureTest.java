package im.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.platform.BadSetting;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SignatureTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Buffer BODY = Buffer.buffer("{\"test\": 2432232314}");

    /// The vector that the libraries of Standard Webhooks are tested with.
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @TempDir Path folder;

    @Test
    void signs_as_standard_webhooks_libraries_verify() {
        assertEquals(SIGNED, Signature.with(KEY).over(ID, 1_614_265_330, BODY));
    }

    @Test
    void two_keys_give_two_signatures_while_they_are_exchanged() {
        var both = Signature.with("a text of more than 24 bytes\n\n " + KEY + "\n");
        var signed = both.over(ID, 1_614_265_330, BODY).split(" ");
        assertEquals(2, signed.length);
        assertEquals(SIGNED, signed[1]);
    }

    @Test
    void without_a_file_nothing_is_signed() {
        assertFalse(Signature.ofFile("").isThere());
    }

    @Test
    void the_file_is_read() throws IOException {
        var file = Files.writeString(folder.resolve("keys"), KEY + "\n");
        assertEquals(SIGNED, Signature.ofFile(file.toString()).over(ID, 1_614_265_330, BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "too short",
                "whsec_c2hvcnQ=",
                "whsec_***************************"
            })
    void a_key_that_protects_nothing_is_refused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("keys"), text).toString();
        var bad = assertThrows(BadSetting.class, () -> Signature.ofFile(file));
        assertTrue(bad.getMessage().startsWith("webhooks.secretFile: "), bad.getMessage());
    }

    @Test
    void a_missing_file_is_told() {
        var none = folder.resolve("none").toString();
        assertThrows(BadSetting.class, () -> Signature.ofFile(none));
    }
}
