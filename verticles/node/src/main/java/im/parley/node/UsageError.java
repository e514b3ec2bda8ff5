package im.parley.node;

/// The command line makes no sense; the text says why.
final class UsageError extends RuntimeException {
    UsageError(String text) {
        super(text, null, false, false);
    }
}
