package im.parley.hub;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Gob bytes by hand, right or wrong, written from websocket.md 2.2 alone and not from the code
/// under test.
final class GobDraft {
    static final int INT = 2;
    static final int BYTES = 5;
    static final int STRING = 6;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    record Field(String name, long kind) {}

    /// A definition message of a struct.
    static byte[] definition(long id, String name, Field... fields) {
        var body = new GobDraft().signed(-id).raw(3, 1, 1).text(name).raw(1).signed(id).raw(0);
        body.raw(1).unsigned(fields.length);
        for (var field : fields) body.raw(1).text(field.name).raw(1).signed(field.kind).raw(0);
        return body.raw(0, 0).message();
    }

    /// These bytes behind their length.
    byte[] message() {
        return new GobDraft().unsigned(bytes.size()).raw(bytes()).bytes();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    GobDraft raw(int... octets) {
        for (int octet : octets) bytes.write(octet);
        return this;
    }

    GobDraft raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    GobDraft text(String text) {
        return data(text.getBytes(StandardCharsets.UTF_8));
    }

    GobDraft data(byte[] data) {
        return unsigned(data.length).raw(data);
    }

    GobDraft signed(long value) {
        return unsigned(value >= 0 ? 2 * value : 2 * (-value - 1) + 1);
    }

    GobDraft unsigned(long value) {
        if (value >= 0 && value <= 127) return raw((int) value);
        int size = 8;
        while (size > 1 && value >>> 8 * (size - 1) == 0) size--;
        raw(256 - size);
        for (int i = size - 1; i >= 0; i--) raw((int) (value >>> 8 * i));
        return this;
    }
}
