package im.parley.state;

import im.parley.contract.UserId;
import im.parley.state.Note.Revocation;

import java.util.Optional;
import java.util.Set;

/// What is noted of one message, as far as it concerns one user.
///
/// @param readBy who has read it so that its sender is to see it
/// @param hidden whether the user who looks does not want to see it any more
public record Marks(Set<UserId> readBy, Optional<Revocation> revocation, boolean hidden) {
    public static final Marks NONE = new Marks(Set.of(), Optional.empty(), false);

    public Marks {
        readBy = Set.copyOf(readBy);
    }
}
