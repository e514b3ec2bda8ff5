package im.parley.relation;

import java.util.Arrays;
import java.util.Optional;

/// What became of an application; the numbers are wire contract (http-identity-and-groups.md 4.1).
enum Decision {
    PENDING(0),
    AGREED(1),
    REFUSED(-1);

    private final int number;

    Decision(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<Decision> of(int number) {
        return Arrays.stream(values()).filter(decision -> decision.number == number).findFirst();
    }
}
