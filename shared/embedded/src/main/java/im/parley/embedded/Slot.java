package im.parley.embedded;

import java.util.Arrays;

/// Where a value is stored.
record Slot(Family family, byte[] key) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Slot slot && slot.family == family && Arrays.equals(slot.key, key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key) * 31 + family.ordinal();
    }
}
