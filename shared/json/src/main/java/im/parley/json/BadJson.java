package im.parley.json;

/// The text is not JSON of the wanted shape. The message is meant for the client that sent it; it
/// names the place and repeats no value.
public final class BadJson extends Exception {
    BadJson(String message) {
        super(message, null, false, false);
    }
}
