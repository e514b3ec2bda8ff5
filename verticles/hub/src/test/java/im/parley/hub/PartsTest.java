package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PushMessages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/// The hub's small pure parts.
final class PartsTest {
    @Test
    void a_query_is_read_as_the_reference_reads_it() {
        var query = "/p?a=1&a=2&bad=%zz&cut=%4&b=x%20y+z&sem=1;2&flag&=empty&c=%e7%94%a8#&d=1";
        assertEquals(
                Map.of("a", "1", "b", "x y z", "flag", "", "", "empty", "c", "用"), Query.of(query));
        assertEquals(Map.of(), Query.of("/no/query"));
        assertEquals(Map.of("v", "a=b"), Query.of("?v=a=b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'ping','body':'123'}            | {'type':'pong','body':'123'}",
                "{'type':'ping'}                         | {'type':'pong','body':null}",
                "{'type':'ping','body':null}             | {'type':'pong','body':null}",
                "{'type':'ping','body':''}               | {'type':'pong','body':''}",
                "{'body':{'a':[1,'b']},'type':'ping'}    | {'type':'pong','body':{'a':[1,'b']}}",
                "{'type':'ping','body':7,'x':1}          | {'type':'pong','body':7}",
                "{'type':'ping','body': -1.5e3 }         | {'type':'pong','body':-1.5e3}",
                "{'x':[{}],'type':'ping','body':'用 \\n'} | {'type':'pong','body':'用 \\n'}",
            },
            quoteCharacter = '"')
    void a_text_ping_is_answered_with_its_body_as_it_came(String ping, String pong)
            throws IOException {
        var answer = TextPing.read(ping.replace('\'', '"').getBytes(UTF_8)).answer();
        assertEquals(pong.replace('\'', '"'), new String(answer.orElseThrow(), UTF_8));
    }

    @Test
    void a_text_pong_is_not_answered_and_anything_else_is_refused() throws IOException {
        assertTrue(
                TextPing.read("{\"type\":\"pong\",\"body\":1}".getBytes(UTF_8)).answer().isEmpty());
        for (var text : new String[] {"", "x", "[]", "{}", "{\"type\":\"ping\"} {}"})
            assertThrows(IOException.class, () -> TextPing.read(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "amy.2.t",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
                "用户",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJh.x.y",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..abcd",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.QR.QQ", // QR and QQ are the same byte
            })
    void any_token_comes_back_as_it_was(String token) {
        assertEquals(token, PackedToken.unpack(PackedToken.pack(token)));
    }

    @Test
    void a_real_token_is_kept_in_fewer_bytes() {
        var claims =
                """
                {"UserID":"5021743396","PlatformID":5,"exp":1800000000,"iat":1700000000}\
                """;
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var token =
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                        + encoder.encodeToString(claims.getBytes(UTF_8))
                        + "."
                        + encoder.encodeToString(new byte[32]);
        var packed = PackedToken.pack(token);
        assertEquals(token, PackedToken.unpack(packed));
        assertEquals(1 + claims.length() + 32, packed.length);
    }

    @Test
    void a_result_is_cut_to_what_a_native_client_reads_and_stays_json() {
        var refusal = new Refusal(ErrorCode.TOKEN_INVALID, "\"用\n".repeat(1000));
        var json = ConnectResult.of(refusal);
        assertTrue(json.length() <= ConnectResult.BYTES_MAX && json.length() > 1000, json);
        assertTrue(json.startsWith("{\"errCode\":1502,\"errMsg\":\"TokenInvalidError\","), json);
        assertTrue(json.endsWith("\"}") && json.chars().allMatch(c -> c < 0x7f), json);
    }

    @Test
    void a_push_laid_by_hand_is_what_protobuf_writes() {
        for (int size : new int[] {0, 1, 100, 127, 128, 300, 20_000}) {
            var message =
                    MsgData.newBuilder().setContent(ByteString.copyFrom(new byte[size])).build();
            var list = PullMsgs.newBuilder().addMsgs(message).build();
            assertArrayEquals(
                    PushMessages.newBuilder().putMsgs("sg_用", list).build().toByteArray(),
                    new Push.Body("sg_用", message.toByteString()).toArray());
            assertArrayEquals(
                    PushMessages.newBuilder()
                            .putNotificationMsgs("n_1", list)
                            .build()
                            .toByteArray(),
                    new Push.Body("n_1", message.toByteString()).toArray());
        }
    }

    @Test
    void a_recent_kick_is_found_by_who_began_before_it() {
        var kicks = new RecentKicks();
        kicks.note("amy", 2, 10);
        int between = kicks.count();
        kicks.note("bob", 2, 11);
        assertTrue(kicks.since(0, "amy", 2));
        assertFalse(kicks.since(0, "amy", 3));
        assertFalse(kicks.since(between, "amy", 2));
        assertTrue(kicks.since(between, "bob", 2));
        kicks.forget(10);
        assertFalse(kicks.since(0, "amy", 2));
        assertTrue(kicks.since(0, "bob", 2));
    }

    @Test
    void the_accept_key_is_that_of_the_rfc() {
        assertEquals( // RFC 6455 1.3
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Upgrade.acceptKey("dGhlIHNhbXBsZSBub25jZQ=="));
    }
}
