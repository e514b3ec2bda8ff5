package im.parley.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import im.parley.contract.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The form of every JSON answer (http-identity-and-groups.md 1.2).
final class Envelope {
    private static final JsonFactory JSON =
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(16)).build();
    private static final SerializedString CODE = new SerializedString("errCode");
    private static final SerializedString TEXT = new SerializedString("errMsg");
    private static final SerializedString DETAIL = new SerializedString("errDlt");
    private static final SerializedString DATA = new SerializedString("data");

    private Envelope() {}

    static byte[] of(Data data) {
        return write(0, "", "", data);
    }

    static byte[] of(Refusal refusal) {
        return write(refusal.code(), refusal.text(), refusal.detail(), Data.NONE);
    }

    private static byte[] write(int code, String text, String detail, Data data) {
        var out = new ByteArrayBuilder(512);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeFieldName(CODE);
            json.writeNumber(code);
            json.writeFieldName(TEXT);
            json.writeString(text);
            json.writeFieldName(DETAIL);
            json.writeString(detail);
            if (data != Data.NONE) {
                json.writeFieldName(DATA);
                data.write(json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }
}
