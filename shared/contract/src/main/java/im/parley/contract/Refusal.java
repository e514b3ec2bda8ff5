package im.parley.contract;

/// An expected "no": the caller is told a code, the code's text and a detail. It carries no stack,
/// is not logged as an error, and travels between nodes as these three values.
public final class Refusal extends RuntimeException {
    private final int code;
    private final String text;
    private final String detail;

    public Refusal(ErrorCode code) {
        this(code, "");
    }

    public Refusal(ErrorCode code, String detail) {
        this(code.number(), code.text(), detail);
    }

    /// For texts that are not the code's own: a token library's, a webhook's.
    public Refusal(int code, String text, String detail) {
        super(code + " " + text + (detail.isEmpty() ? "" : ": " + detail), null, false, false);
        this.code = code;
        this.text = text;
        this.detail = detail;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    public String detail() {
        return detail;
    }

    public boolean is(ErrorCode other) {
        return code == other.number();
    }
}
