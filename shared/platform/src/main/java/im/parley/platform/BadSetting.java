package im.parley.platform;

/// What an operator wrote cannot be used. The text names the key, the value and what was expected;
/// it is meant to be shown as it is.
public final class BadSetting extends RuntimeException {
    public BadSetting(String text) {
        super(text, null, false, false);
    }
}
