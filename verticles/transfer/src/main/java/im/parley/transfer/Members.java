package im.parley.transfer;

import im.parley.contract.UserId;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// The members of a group, as a set that is asked as often as it is walked. Beside the ids, which
/// the group service has as well where it runs on this node, a member takes 12 to 20 bytes.
final class Members extends AbstractSet<UserId> {
    static final Members NONE = Members.of(List.of());

    private final String[] ids;

    /// Open addressing: where an id may stand in `ids`, plus one; 0 ends the search.
    private final int[] slots;

    private Members(String[] ids) {
        this.ids = ids;
        this.slots = new int[Integer.highestOneBit(ids.length + 1) * 4];
        for (int i = 0; i < ids.length; i++) slots[freeSlot(ids[i])] = i + 1;
    }

    /// @param ids each once
    static Members of(List<String> ids) {
        return new Members(ids.toArray(String[]::new));
    }

    private int freeSlot(String id) {
        int slot = firstSlot(id);
        while (slots[slot] != 0) slot = next(slot);
        return slot;
    }

    private int firstSlot(String id) {
        int hash = id.hashCode();
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    @Override
    public boolean contains(Object user) {
        return user instanceof UserId(var id) && contains(id);
    }

    private boolean contains(String id) {
        for (int slot = firstSlot(id); slots[slot] != 0; slot = next(slot))
            if (ids[slots[slot] - 1].equals(id)) return true;
        return false;
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public Iterator<UserId> iterator() {
        return Arrays.stream(ids).map(UserId::new).iterator();
    }
}
