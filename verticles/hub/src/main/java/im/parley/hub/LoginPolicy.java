package im.parley.hub;

import im.parley.contract.Platform;
import im.parley.contract.Platform.Kind;

import java.util.Optional;
import java.util.Set;

/// Which of a user's devices may be connected at the same time (websocket.md 5.2). A connection
/// with the newcomer's own token is never among those that have to go.
enum LoginPolicy {
    KICK_NOBODY(0),
    ONE_A_PLATFORM(1),
    ONE_A_KIND(4),
    PC_AND_ONE_OTHER(5);

    /// What becomes of the user's other tokens.
    enum Tokens {
        STAY,
        /// On the newcomer's platform all but his own become void.
        VOID_ON_PLATFORM,
        /// Those of the kicked connections become void.
        VOID_KICKED
    }

    private final int number;

    LoginPolicy(int number) {
        this.number = number;
    }

    static Optional<LoginPolicy> of(int number) {
        for (var policy : values()) if (policy.number == number) return Optional.of(policy);
        return Optional.empty();
    }

    /// Whether a login on `newcomer` ends connections on `other`.
    boolean kicks(Platform newcomer, Platform other) {
        return switch (this) {
            case KICK_NOBODY -> false;
            case ONE_A_PLATFORM -> newcomer == other;
            case ONE_A_KIND -> newcomer.kind() == other.kind();
            case PC_AND_ONE_OTHER -> newcomer.kind() != Kind.PC && other.kind() != Kind.PC;
        };
    }

    /// @param connected where the user is connected besides the newcomer, with whichever tokens
    Tokens tokens(Platform newcomer, Set<Platform> connected) {
        boolean voids =
                switch (this) {
                    case KICK_NOBODY, ONE_A_KIND -> false;
                    case ONE_A_PLATFORM -> connected.contains(newcomer);
                    case PC_AND_ONE_OTHER -> newcomer.kind() != Kind.PC && !connected.isEmpty();
                };
        if (voids) return Tokens.VOID_ON_PLATFORM;
        return this == ONE_A_KIND ? Tokens.VOID_KICKED : Tokens.STAY;
    }
}
