package im.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.parley.auth.Jwt.Claims;
import im.parley.auth.Jwt.Defect;
import im.parley.contract.UserId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// http-identity-and-groups.md 7.1.
final class JwtTest {
    private static final String SECRET = "a secret of the tests";
    private static final long NOW = 1_700_000_000_999L;
    private static final String HS256 = "{'alg':'HS256','typ':'JWT'}";

    private final Jwt jwt = new Jwt(SECRET);

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /// Quotes are written as apostrophes.
    static String forged(String secret, String algorithm, String header, String claims) {
        var signed = b64(header.replace('\'', '"')) + "." + b64(claims.replace('\'', '"'));
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            var signature = mac.doFinal(signed.getBytes(UTF_8));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String forged(String claims) {
        return forged(SECRET, "HmacSHA256", HS256, claims);
    }

    private int codeOf(String token) {
        return switch (jwt.read(token, NOW)) {
            case Claims _ -> 0;
            case Defect(var code, var _) -> code.number();
        };
    }

    @Test
    void a_token_is_the_format_of_the_reference_byte_for_byte() {
        var token = jwt.sign(new UserId("amy"), 5, NOW, 90 * 86_400);
        assertEquals(
                forged("{'UserID':'amy','PlatformID':5,'exp':1707776000,'iat':1699999995}"), token);
        assertEquals(
                new Claims(new UserId("amy"), 5, 1_707_776_000_000L, 0, 1_699_999_995_000L),
                jwt.read(token, NOW));
    }

    @Test
    void two_tokens_of_a_second_are_the_same_text() {
        var amy = new UserId("amy");
        assertEquals(jwt.sign(amy, 5, NOW, 10), jwt.sign(amy, 5, NOW - 999, 10));
        assertNotEquals(jwt.sign(amy, 5, NOW, 10), jwt.sign(amy, 5, NOW + 1, 10));
    }

    @Test
    void any_id_survives() {
        var odd = new UserId("\"é汉\\\uD83D\uDE00<&>\u2028");
        var claims = assertInstanceOf(Claims.class, jwt.read(jwt.sign(odd, 1, NOW, 10), NOW));
        assertEquals(odd, claims.user());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'UserID':'amy','PlatformID':5,'exp':1700000001,'iat':1700000000}     | 0
                    {'UserID':'amy','PlatformID':5}                                       | 0
                    {'UserID':'amy','PlatformID':5,'exp':1700000001.5}                    | 0
                    {'exp':1700000000}                                                    | 1501
                    {'exp':1600000000,'nbf':1800000000,'iat':1800000000}                  | 1501
                    {'exp':1700000010,'nbf':1700000001}                                   | 1504
                    {'exp':1700000010,'nbf':1700000001,'iat':1700000002}                  | 1504
                    {'exp':1700000010,'iat':1700000001}                                   | 1505
                    {'UserID':5}                                                          | 1503
                    {'PlatformID':'5'}                                                    | 1503
                    {'exp':'soon'}                                                        | 1503
                    []                                                                    | 1503
                    null                                                                  | 1503
                    {'UserID':'amy'                                                       | 1503
                    """)
    void claims_are_judged(String claims, int code) {
        assertEquals(code, codeOf(forged(claims)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    ''
                    rubbish
                    a.b
                    YQ.YQ.YQ
                    ..
                    .
                    ???.???.???
                    """)
    void what_is_no_token_is_malformed(String token) {
        assertEquals(1503, codeOf(token));
    }

    @Test
    void padding_and_too_many_parts_are_malformed() {
        var good = forged("{'UserID':'amy','PlatformID':5}");
        assertEquals(1503, codeOf(good + "="));
        assertEquals(1503, codeOf(good + ".YQ"));
    }

    @Test
    void a_wrong_signature_wins_over_wrong_times() {
        var expired = "{'UserID':'amy','PlatformID':5,'exp':1}";
        var defect =
                assertInstanceOf(
                        Defect.class,
                        jwt.read(forged("x" + SECRET, "HmacSHA256", HS256, expired), NOW));
        assertEquals(1505, defect.code().number());
        assertEquals("signature is invalid", defect.text());
    }

    @Test
    void only_hmac_is_an_algorithm() {
        var claims = "{'UserID':'amy','PlatformID':5}";
        assertEquals(0, codeOf(forged(SECRET, "HmacSHA384", "{'alg':'HS384'}", claims)));
        assertEquals(0, codeOf(forged(SECRET, "HmacSHA512", "{'alg':'HS512'}", claims)));
        assertEquals(1505, codeOf(forged(SECRET, "HmacSHA256", "{'alg':'RS256'}", claims)));
        assertEquals(1505, codeOf(forged(SECRET, "HmacSHA256", "{'alg':5}", claims)));
        assertEquals(1505, codeOf(forged(SECRET, "HmacSHA256", "{}", claims)));
        assertEquals(1505, codeOf(forged(SECRET, "HmacSHA256", "{'alg':'HS512'}", claims)));
        var none = b64("{\"alg\":\"none\"}") + "." + b64(claims.replace('\'', '"')) + ".";
        assertEquals(1505, codeOf(none));
    }

    @Test
    void what_is_longer_than_any_token_is_not_even_hashed() {
        assertEquals(1503, codeOf(forged("{'UserID':'" + "a".repeat(Jwt.LENGTH_MAX) + "'}")));
    }

    @Test
    void no_changed_token_is_ever_accepted() {
        long seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var good = jwt.sign(new UserId("amy"), 5, NOW, 1000);
        for (int i = 0; i < 2_000; i++) {
            var changed = changed(good, random);
            if (changed.equals(good)) continue;
            // The last digit of a signature holds two bits that mean nothing.
            if (changed.startsWith(good.substring(0, good.length() - 1))
                    && changed.length() == good.length()) continue;
            assertInstanceOf(Defect.class, jwt.read(changed, NOW), "seed " + seed + " " + changed);
        }
    }

    private static String changed(String token, RandomGenerator random) {
        var text = new StringBuilder(token);
        int at = random.nextInt(token.length());
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            case 1 -> text.deleteCharAt(at);
            default -> text.insert(at, (char) random.nextInt(0x3000));
        }
        return text.toString();
    }
}
