package im.parley.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import im.parley.contract.ErrorCode;
import im.parley.contract.Platform;
import im.parley.contract.Refusal;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What a client says when it connects (websocket.md 1.1): in the query, or all of it in the one
/// parameter `v`. It is kept although something may be wrong with it, because how the client wants
/// to hear about that is part of it.
///
/// @param asksForResult the result of the connect is sent as a first text frame
/// @param flaw the first objection, in the order of websocket.md 1.2
record ConnectRequest(
        String userID,
        String token,
        int platformID,
        String operationID,
        Encoding encoding,
        boolean gzip,
        boolean asksForResult,
        Optional<Refusal> flaw) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NO_ENCODING = "sdkType is invalid";

    /// @param uri one char a byte, as HTTP heads are read
    /// @param compressionHeader stands in for an absent or empty parameter `compression`
    static ConnectRequest of(String uri, String compressionHeader) {
        var query = Query.of(uri);
        var packed = query.getOrDefault("v", "");
        return packed.isEmpty() ? ofQuery(query, compressionHeader) : ofPacked(packed);
    }

    private static ConnectRequest ofQuery(Map<String, String> query, String compressionHeader) {
        var said = new Said();
        said.userID = query.getOrDefault("sendID", "");
        said.token = query.getOrDefault("token", "");
        said.operationID = query.getOrDefault("operationID", "");
        said.sdkType = query.getOrDefault("sdkType", "");
        said.compression = query.getOrDefault("compression", "");
        if (said.compression.isEmpty()) said.compression = compressionHeader;

        var platform = integer(query.getOrDefault("platformID", ""));
        var result = bool(query.getOrDefault("isMsgResp", ""));
        var background = bool(query.getOrDefault("isBackground", "")); // read and then ignored
        said.platformID = platform.orElse(0);
        said.asksForResult = result.orElse(false);
        if (platform.isEmpty()) return said.refused("platformID is not int");
        if (result.isEmpty()) return said.refused("isMsgResp is not bool");
        if (background.isEmpty())
            return said.refused(new Refusal(ErrorCode.INTERNAL, "invalid syntax"));
        return said.checked();
    }

    private static Optional<Integer> integer(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notInt) {
            return Optional.empty();
        }
    }

    /// The spellings the reference reads; nothing said is false.
    private static Optional<Boolean> bool(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
            case "", "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static ConnectRequest ofPacked(String packed) {
        var said = new Said();
        byte[] json;
        try {
            json = Base64.getUrlDecoder().decode(packed);
        } catch (IllegalArgumentException notBase64) {
            return said.refused("data is not base64");
        }
        try (var parser = JSON.createParser(json)) {
            said.read(parser);
            return said.checked();
        } catch (IOException notJson) {
            return said.refused("data is not json");
        }
    }

    /// The same while it is being read.
    private static final class Said {
        String userID = "";
        String token = "";
        String operationID = "";
        String sdkType = "";
        String compression = "";
        int platformID;
        boolean asksForResult;

        void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) throw wrongType(json);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var key = json.currentName();
                json.nextToken();
                readValue(key, json);
            }
            if (json.nextToken() != null) throw wrongType(json);
        }

        private void readValue(String key, JsonParser json) throws IOException {
            switch (key) {
                case "userID" -> userID = text(json);
                case "token" -> token = text(json);
                case "operationID" -> operationID = text(json);
                case "sdkType" -> sdkType = text(json);
                case "compression" -> compression = text(json);
                case "platformID" -> platformID = number(json);
                case "sendResponse" -> asksForResult = truth(json);
                default -> json.skipChildren();
            }
        }

        private static String text(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) return "";
            if (json.currentToken() != JsonToken.VALUE_STRING) throw wrongType(json);
            return json.getText();
        }

        private static int number(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) return 0;
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) throw wrongType(json);
            return json.getIntValue();
        }

        private static boolean truth(JsonParser json) throws IOException {
            return switch (json.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE, VALUE_NULL -> false;
                default -> throw wrongType(json);
            };
        }

        private static IOException wrongType(JsonParser json) {
            return new IOException("unexpected " + json.currentToken());
        }

        ConnectRequest checked() {
            if (operationID.isEmpty()) return refused("operationID is empty");
            if (token.isEmpty()) return refused("token is empty");
            if (userID.isEmpty()) return refused("sendID is empty");
            if (Platform.of(platformID).isEmpty()) return refused("platformID is invalid");
            return switch (sdkType) {
                case "", "go" -> made(Encoding.GOB, Optional.empty());
                case "js" -> made(Encoding.JSON, Optional.empty());
                default -> refused(NO_ENCODING);
            };
        }

        ConnectRequest refused(String detail) {
            return refused(new Refusal(ErrorCode.CONNECT_ARGS, detail));
        }

        ConnectRequest refused(Refusal refusal) {
            return made(Encoding.GOB, Optional.of(refusal));
        }

        private ConnectRequest made(Encoding encoding, Optional<Refusal> flaw) {
            return new ConnectRequest(
                    userID,
                    token,
                    platformID,
                    operationID,
                    encoding,
                    "gzip".equals(compression),
                    asksForResult,
                    flaw);
        }
    }
}
