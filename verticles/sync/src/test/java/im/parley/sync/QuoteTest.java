package im.parley.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import im.parley.contract.ContentType;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// message-pipeline.md 6.4.
class QuoteTest {
    private static final MsgData KEPT = MsgData.newBuilder().setContentType(101).build();
    private static final MsgData TAKEN_BACK =
            MsgData.newBuilder()
                    .setContentType(ContentType.MSG_REVOKED)
                    .setContent(ByteString.copyFromUtf8("{\"detail\":\"by amy\"}"))
                    .build();

    @Test
    void a_quote_of_what_is_still_there_stays_byte_for_byte() {
        var message = quoting("{\"text\":\"q\",\"quoteMessage\":{\"seq\":3,\"content\":\"c\"}}");
        assertEquals(message, adjusted(message, Optional.of(KEPT)));
    }

    @Test
    void a_quote_of_what_was_taken_back_shows_that_and_nothing_of_the_original() {
        var message =
                quoting(
                        """
                        {"text":"q","quoteMessage":{"clientMsgID":"x","contentType":101,"seq":3,
                         "content":"secret","textElem":{"content":"secret"}},"messageEntityList":[1]}
                        """);
        var expected =
                """
                {"text":"q","quoteMessage":{"clientMsgID":"x","contentType":2101,"seq":3,
                 "content":"{\\"detail\\":\\"by amy\\"}"},"messageEntityList":[1]}
                """;
        assertEquals(new JsonObject(expected), content(adjusted(message, Optional.of(TAKEN_BACK))));
    }

    @Test
    void a_quote_of_what_is_gone_is_empty() {
        var message =
                quoting("{\"quoteMessage\":{\"contentType\":101,\"seq\":3,\"content\":\"s\"}}");
        assertEquals(
                new JsonObject(
                        "{\"quoteMessage\":{\"contentType\":2101,\"seq\":3,\"content\":\"{}\"}}"),
                content(adjusted(message, Optional.empty())));
    }

    /// message-pipeline.md 10.2, I-42.
    @Test
    void a_quote_whose_sender_did_not_know_the_seq_is_left_as_sent() {
        for (var text :
                new String[] {
                    "{\"quoteMessage\":{\"seq\":0,\"content\":\"kept\"}}",
                    "{\"quoteMessage\":{\"seq\":\"3\",\"content\":\"kept\"}}",
                    "{\"quoteMessage\":{\"content\":\"kept\"}}"
                }) assertEquals(quoting(text), adjusted(quoting(text), Optional.empty()));
    }

    @Test
    void an_empty_object_in_base64_becomes_one_in_text() {
        var message = quoting("{\"quoteMessage\":{\"seq\":2,\"content\":\"e30=\"}}");
        assertEquals(
                new JsonObject("{\"quoteMessage\":{\"seq\":2,\"content\":\"{}\"}}"),
                content(adjusted(message, Optional.of(KEPT))));
    }

    @Test
    void what_is_no_quote_is_none() {
        for (var text : new String[] {"", "not json", "[1]", "{}", "{\"quoteMessage\":7}"})
            assertEquals(Optional.empty(), Quote.in(quoting(text)), text);
        var text = quoting("{\"quoteMessage\":{}}").toBuilder().setContentType(101).build();
        assertEquals(Optional.empty(), Quote.in(text));
    }

    private static MsgData adjusted(MsgData message, Optional<MsgData> original) {
        return Quote.in(message).orElseThrow().adjusted(message, original);
    }

    private static MsgData quoting(String content) {
        return MsgData.newBuilder()
                .setContentType(ContentType.QUOTE)
                .setContent(ByteString.copyFromUtf8(content))
                .build();
    }

    private static JsonObject content(MsgData message) {
        return new JsonObject(message.getContent().toStringUtf8());
    }
}
