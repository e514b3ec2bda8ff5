package im.parley.versions;

/// What last happened to an element; the numbers are the stored ones (http-identity-and-groups.md
/// 6.1).
public enum State {
    INSERT(1),
    DELETE(2),
    UPDATE(3);

    private final int number;

    State(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static State of(int number) {
        return switch (number) {
            case 1 -> INSERT;
            case 2 -> DELETE;
            case 3 -> UPDATE;
            default -> throw new IllegalStateException("no state " + number);
        };
    }
}
