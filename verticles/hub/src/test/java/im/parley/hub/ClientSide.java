package im.parley.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import im.parley.hub.GobDraft.Field;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The other end of the wire, as the official clients write and read it (websocket.md 2.2 - 2.4),
/// with nothing of the server's codec inside.
record ClientSide(Encoding encoding, boolean gzip) {
    private static final byte[] DEFINITION =
            GobDraft.definition(
                    64,
                    "GeneralWsReq",
                    new Field("ReqIdentifier", GobDraft.INT),
                    new Field("Token", GobDraft.STRING),
                    new Field("SendID", GobDraft.STRING),
                    new Field("OperationID", GobDraft.STRING),
                    new Field("MsgIncr", GobDraft.STRING),
                    new Field("Data", GobDraft.BYTES));

    /// A complete binary frame.
    byte[] request(int id, String sendID, String operationID, String msgIncr, byte[] data) {
        var frame = new ClientFrame(id, sendID, operationID, msgIncr, data);
        var plain =
                switch (encoding) {
                    case GOB -> gob(frame);
                    case JSON -> json(frame);
                };
        return gzip ? zip(plain) : plain;
    }

    ServerFrame reply(byte[] payload) {
        var plain = gzip ? unzip(payload) : payload;
        return switch (encoding) {
            case GOB -> fromGob(plain);
            case JSON -> fromJson(plain);
        };
    }

    static byte[] zip(byte[] plain) {
        try (var zipped = new ByteArrayOutputStream()) {
            try (var zip = new GZIPOutputStream(zipped)) {
                zip.write(plain);
            }
            return zipped.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unzip(byte[] zipped) {
        try (var unzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return unzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) joined.writeBytes(part);
        return joined.toByteArray();
    }

    private static byte[] gob(ClientFrame frame) {
        var value = new GobDraft().signed(64);
        int last = -1;
        if (frame.reqIdentifier() != 0) {
            value.unsigned(-last).signed(frame.reqIdentifier());
            last = 0;
        }
        var fields =
                List.of(
                        frame.sendID().getBytes(UTF_8),
                        frame.operationID().getBytes(UTF_8),
                        frame.msgIncr().getBytes(UTF_8),
                        frame.data());
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).length == 0) continue;
            value.unsigned(i + 2 - last).data(fields.get(i));
            last = i + 2;
        }
        return join(DEFINITION, value.raw(0).message());
    }

    private static byte[] json(ClientFrame frame) {
        return "{\"reqIdentifier\":%d,\"msgIncr\":%s,\"sendID\":%s,\"operationID\":%s,\"data\":%s}"
                .formatted(
                        frame.reqIdentifier(),
                        quoted(frame.msgIncr()),
                        quoted(frame.sendID()),
                        quoted(frame.operationID()),
                        quoted(Base64.getEncoder().encodeToString(frame.data())))
                .getBytes(UTF_8);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ') quoted.append("\\u%04x".formatted((int) c));
            else if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /// Reads what any gob reader would: the definition first, then the value by its names.
    private static ServerFrame fromGob(byte[] plain) {
        var in = ByteBuffer.wrap(plain);
        var names = names(message(in));
        var value = message(in);
        if (signed(value) <= 0) throw new IllegalArgumentException("a second definition");
        Map<String, Long> numbers = new HashMap<>();
        Map<String, byte[]> texts = new HashMap<>();
        int index = -1;
        for (int delta = length(value); delta != 0; delta = length(value)) {
            index += delta;
            var field = names.get(index);
            if (field.kind() == GobDraft.INT) numbers.put(field.name(), signed(value));
            else texts.put(field.name(), bytes(value));
        }
        if (value.hasRemaining() || in.hasRemaining()) {
            throw new IllegalArgumentException("bytes behind the value");
        }
        return new ServerFrame(
                numbers.getOrDefault("ReqIdentifier", 0L).intValue(),
                new String(texts.getOrDefault("MsgIncr", new byte[0]), UTF_8),
                new String(texts.getOrDefault("OperationID", new byte[0]), UTF_8),
                numbers.getOrDefault("ErrCode", 0L).intValue(),
                new String(texts.getOrDefault("ErrMsg", new byte[0]), UTF_8),
                texts.getOrDefault("Data", new byte[0]));
    }

    private static List<Field> names(ByteBuffer definition) {
        if (signed(definition) >= 0) throw new IllegalArgumentException("no definition");
        for (int octet : new int[] {3, 1, 1}) expect(octet, definition);
        bytes(definition);
        expect(1, definition);
        signed(definition);
        expect(0, definition);
        expect(1, definition);
        List<Field> fields = new ArrayList<>();
        for (int count = length(definition); count > 0; count--) {
            expect(1, definition);
            var name = new String(bytes(definition), UTF_8);
            expect(1, definition);
            fields.add(new Field(name, signed(definition)));
            expect(0, definition);
        }
        expect(0, definition);
        expect(0, definition);
        return fields;
    }

    private static void expect(int octet, ByteBuffer in) {
        if (in.get() != octet) throw new IllegalArgumentException("not a struct definition");
    }

    private static ByteBuffer message(ByteBuffer in) {
        return ByteBuffer.wrap(bytes(in));
    }

    private static byte[] bytes(ByteBuffer in) {
        var bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    private static int length(ByteBuffer in) {
        return Math.toIntExact(unsigned(in));
    }

    private static long signed(ByteBuffer in) {
        long folded = unsigned(in);
        return (folded & 1) == 0 ? folded >> 1 : ~(folded >> 1);
    }

    private static long unsigned(ByteBuffer in) {
        int first = in.get();
        if (first >= 0) return first;
        long value = 0;
        for (int i = first; i < 0; i++) value = value << 8 | in.get() & 0xff;
        return value;
    }

    /// Insists on the shape of websocket.md 2.3: six keys, in order.
    private static ServerFrame fromJson(byte[] plain) {
        var keys = List.of("reqIdentifier", "msgIncr", "operationID", "errCode", "errMsg", "data");
        List<String> values = new ArrayList<>();
        boolean hasData = false;
        try (var in = new JsonFactory().createParser(plain)) {
            if (in.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
            for (var key : keys) {
                if (!key.equals(in.nextFieldName())) throw new IOException("no " + key);
                hasData = in.nextToken() != JsonToken.VALUE_NULL;
                values.add(hasData ? in.getText() : "");
            }
            if (in.nextToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw new IOException("more than six keys");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerFrame(
                Integer.parseInt(values.get(0)),
                values.get(1),
                values.get(2),
                Integer.parseInt(values.get(3)),
                values.get(4),
                Bytes.of(Base64.getDecoder().decode(values.get(5))),
                hasData);
    }
}
