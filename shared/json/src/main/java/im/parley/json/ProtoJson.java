package im.parley.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.google.protobuf.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Messages of the contract as JSON, and back.
public final class ProtoJson {
    /// No message of the contract nests deeper than five; what is skipped may.
    private static final int DEPTH_MAX = 64;

    private static final int DIGITS_MAX = 400;

    /// Buffers are shared by all threads: most callers are virtual threads, which live too short to
    /// keep any of their own.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxNumberLength(DIGITS_MAX)
                                    .build())
                    .build();

    private ProtoJson() {}

    public static byte[] write(Message message) {
        var out = new ByteArrayBuilder(512);
        try (var json = JSON.createGenerator(out)) {
            new Writer(json).message(message);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    /// Writes the object at the generator's current place.
    public static void write(Message message, JsonGenerator json) throws IOException {
        new Writer(json).message(message);
    }

    public static String text(Message message) {
        return new String(write(message), StandardCharsets.UTF_8);
    }

    /// @param prototype says the type; its own fields do not matter
    public static <M extends Message> M read(byte[] json, M prototype) throws BadJson {
        var builder = prototype.newBuilderForType();
        parse(json, builder, Reader::new);
        return built(builder);
    }

    /// The same, and which fields the text gave a value.
    public static <M extends Message> Parsed<M> parse(byte[] json, M prototype) throws BadJson {
        var builder = prototype.newBuilderForType();
        Set<String> present = new HashSet<>();
        parse(json, builder, parser -> new Reader(parser, present));
        return new Parsed<>(built(builder), present);
    }

    private interface ReaderOf {
        Reader over(JsonParser parser);
    }

    private static void parse(byte[] json, Message.Builder into, ReaderOf reader) throws BadJson {
        try (var parser = JSON.createParser(json)) {
            reader.over(parser).document(into);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var place = at == null ? "" : " (at byte " + at.getByteOffset() + ")";
            throw new BadJson(e.getOriginalMessage() + place);
        } catch (IOException e) { // such as bytes that are no UTF-8
            throw new BadJson("unreadable text: " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // a builder made by a prototype makes its type
    private static <M extends Message> M built(Message.Builder builder) {
        return (M) builder.build();
    }
}
