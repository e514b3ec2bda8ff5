package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// http-messages-and-objects.md 9.2.
class ContentFormsTest {
    private static final String IMAGE =
            "{\"type\":\"image/png\",\"width\":1,\"height\":1,\"url\":\"u\"}";
    private static final String VIDEO =
            """
            {"videoUrl":"u","videoType":"mp4","videoSize":1,"duration":1,"snapshotUrl":"s",\
            "snapshotWidth":1,"snapshotHeight":1}\
            """;

    private static Optional<String> complaint(int type, String content) {
        return complaint(type, new JsonObject(content));
    }

    private static Optional<String> complaint(int type, JsonObject content) {
        return ContentForms.of(type).orElseThrow().complaint(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "101|{\"content\":\"hi\"}",
                "103|{\"sourceUrl\":\"u\",\"duration\":1}",
                "105|{\"sourceUrl\":\"u\",\"fileName\":\"f\",\"fileSize\":1}",
                "110|{\"data\":\"d\"}",
                "118|{\"content\":\"# md\"}",
                "104|" + VIDEO,
                "106|{\"atUserList\":[\"x\"]}",
                "1400|{\"notificationName\":\"n\",\"notificationType\":1,\"text\":\"t\"}"
            })
    void every_listed_key_is_required_and_not_empty(int type, String content) {
        assertEquals(Optional.empty(), complaint(type, content));
        for (var key : new JsonObject(content).fieldNames()) {
            var without = new JsonObject(content);
            without.remove(key);
            assertTrue(complaint(type, without).isPresent(), key);
            assertTrue(complaint(type, without.putNull(key)).isPresent(), key);
            var value = new JsonObject(content).getValue(key);
            var empty = value instanceof Number ? (Object) 0 : "";
            assertTrue(complaint(type, without.put(key, empty)).isPresent(), key);
        }
    }

    @Test
    void a_picture_needs_three_whole_images() {
        var picture = new JsonObject();
        for (var size : List.of("sourcePicture", "bigPicture", "snapshotPicture")) {
            assertTrue(complaint(102, picture).isPresent());
            picture.put(size, new JsonObject(IMAGE));
        }
        assertEquals(Optional.empty(), complaint(102, picture));
        picture.getJsonObject("bigPicture").put("width", 0);
        assertEquals(Optional.of("bigPicture.width is required"), complaint(102, picture));
        assertEquals(
                Optional.of("bigPicture is no object"),
                complaint(102, picture.put("bigPicture", "x")));
    }

    @Test
    void values_are_read_weakly_and_keys_in_any_case() {
        assertEquals(Optional.empty(), complaint(103, "{\"SOURCEURL\":\"u\",\"duration\":\"5\"}"));
        assertEquals(Optional.empty(), complaint(103, "{\"sourceUrl\":7,\"duration\":true}"));
        assertTrue(complaint(103, "{\"sourceUrl\":\"u\",\"duration\":\"long\"}").isPresent());
        assertTrue(complaint(103, "{\"sourceUrl\":{},\"duration\":1}").isPresent());
        assertTrue(complaint(103, "{\"sourceUrl\":\"u\",\"duration\":-1}").isPresent());
    }

    @Test
    void a_mention_lists_at_most_a_thousand() {
        var list = new JsonArray(new ArrayList<>(Collections.nCopies(1_000, "x")));
        var mention = new JsonObject().put("atUserList", list);
        assertEquals(Optional.empty(), complaint(106, mention));
        assertEquals(Optional.empty(), complaint(106, "{\"atUserList\":[]}"));
        list.add("y");
        assertEquals(Optional.of("atUserList is too long"), complaint(106, mention));
    }

    @Test
    void what_a_quote_quotes_is_checked_as_what_it_is() {
        assertEquals(Optional.empty(), complaint(114, "{}"));
        assertEquals(Optional.empty(), complaint(114, "{\"quoteMessage\":{\"seq\":3}}"));
        var quote = "{\"quoteMessage\":{\"videoElem\":%s,\"textElem\":null}}";
        assertEquals(Optional.empty(), complaint(114, quote.formatted(VIDEO)));
        assertEquals(
                Optional.of("quoteMessage.videoElem.videoUrl is required"),
                complaint(114, quote.formatted("{}")));
    }

    @Test
    void a_notice_has_one_of_six_mixtures() {
        var notice =
                "{\"notificationName\":\"n\",\"notificationType\":1,\"text\":\"t\",\"mixType\":";
        assertEquals(Optional.empty(), complaint(1400, notice + "5}"));
        assertTrue(complaint(1400, notice + "6}").isPresent());
        assertTrue(complaint(1400, notice + "-1}").isPresent());
        assertTrue(complaint(1400, notice + "1,\"fileElem\":{}}").isPresent());
    }
}
