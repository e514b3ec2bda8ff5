package im.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;

import im.parley.json.ProtoJson;

import java.io.IOException;

/// What stands under the key `data` of an answer.
@FunctionalInterface
interface Data {
    /// The key itself is absent (http-identity-and-groups.md 1.2).
    Data NONE = _ -> {};

    void write(JsonGenerator json) throws IOException;

    static Data of(Message response) {
        return response.getDescriptorForType().getFields().isEmpty()
                ? NONE
                : json -> ProtoJson.write(response, json);
    }
}
