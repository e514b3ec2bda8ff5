package im.parley.hub;

import java.util.ArrayDeque;

/// Kicks of the last seconds. A handshake whose token was found good before a kick, and which is
/// finished after it, would be missed by it: this is how the handshake finds out.
final class RecentKicks {
    private final ArrayDeque<Kick> recent = new ArrayDeque<>(); // oldest first
    private int count;

    private record Kick(int number, String userID, int platformID, int tick) {}

    /// How many there have been; what a handshake remembers when it begins.
    int count() {
        return count;
    }

    void note(String userID, int platformID, int tick) {
        recent.add(new Kick(++count, userID, platformID, tick));
    }

    void forget(int upToTick) {
        while (!recent.isEmpty() && recent.peek().tick() <= upToTick) recent.remove();
    }

    /// Whether the user was kicked from this platform since there had been so many kicks.
    boolean since(int number, String userID, int platformID) {
        if (number == count) return false;
        return recent.stream()
                .anyMatch(
                        kick ->
                                kick.number() > number
                                        && kick.platformID() == platformID
                                        && kick.userID().equals(userID));
    }
}
