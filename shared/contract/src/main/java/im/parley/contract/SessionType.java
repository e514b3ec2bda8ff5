package im.parley.contract;

import java.util.Optional;

/// `sessionType` of a message, `conversationType` of a conversation row. Type 2 is dead: sending it
/// is refused (http-messages-and-objects.md 1.3).
public enum SessionType {
    SINGLE(1),
    GROUP(3),
    OFFICIAL(4);

    private final int number;

    SessionType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<SessionType> of(int number) {
        return switch (number) {
            case 1 -> Optional.of(SINGLE);
            case 3 -> Optional.of(GROUP);
            case 4 -> Optional.of(OFFICIAL);
            default -> Optional.empty();
        };
    }
}
