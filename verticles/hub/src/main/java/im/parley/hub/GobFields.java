package im.parley.hub;

import java.util.Arrays;

/// What one struct definition says about the fields of its values, in index order. Gob matches by
/// name alone: ids, type names and the order of fields carry no meaning (websocket.md 2.2).
final class GobFields {
    static final int FIELDS_MAX = 64;
    static final int NAME_BYTES_MAX = 64;

    private static final int INT = 2;
    private static final int COMPLEX = 7;
    private static final int BYTES = 5;
    private static final int STRING = 6;

    /// What to do with a field of a value.
    enum Slot {
        REQ_IDENTIFIER,
        SEND_ID,
        OPERATION_ID,
        MSG_INCR,
        DATA,
        SKIP_NUMBER,
        SKIP_BYTES,
        SKIP_COMPLEX,
        UNREADABLE
    }

    /// A type that is no struct, or one that has nothing we know: its values are refused.
    static final GobFields FOREIGN = new GobFields(new Slot[0]);

    private final Slot[] slots;

    private GobFields(Slot[] slots) {
        this.slots = slots;
    }

    int size() {
        return slots.length;
    }

    Slot slot(int index) {
        return slots[index];
    }

    /// Reads the payload of a definition message, whose window the cursor has entered.
    static GobFields define(GobCursor in) throws BadFrame {
        if (in.unsigned() != 3) return FOREIGN; // wireType field 2, StructT; the rest is skipped
        var fields = struct(in);
        if (in.unsigned() != 0 || in.remaining() > 0) throw GobCursor.bad("a crooked definition");
        return fields;
    }

    private static GobFields struct(GobCursor in) throws BadFrame {
        var fields = FOREIGN;
        long index = -1;
        for (long delta = in.unsigned(); delta != 0; delta = in.unsigned()) {
            index = next(index, delta, 2);
            if (index == 0) common(in);
            else fields = fields(in);
        }
        return fields;
    }

    /// The type's own name and id.
    private static void common(GobCursor in) throws BadFrame {
        long index = -1;
        for (long delta = in.unsigned(); delta != 0; delta = in.unsigned()) {
            index = next(index, delta, 2);
            if (index == 0) in.text(NAME_BYTES_MAX);
            else in.signed();
        }
    }

    private static GobFields fields(GobCursor in) throws BadFrame {
        long count = in.unsigned();
        if (count < 0 || count > FIELDS_MAX) throw GobCursor.bad("too many fields");
        var slots = new Slot[(int) count];
        for (int i = 0; i < slots.length; i++) slots[i] = field(in);
        boolean known = Arrays.stream(slots).anyMatch(slot -> slot.compareTo(Slot.DATA) <= 0);
        return known ? new GobFields(slots) : FOREIGN;
    }

    private static Slot field(GobCursor in) throws BadFrame {
        var name = "";
        long kind = 0;
        long index = -1;
        for (long delta = in.unsigned(); delta != 0; delta = in.unsigned()) {
            index = next(index, delta, 2);
            if (index == 0) name = in.text(NAME_BYTES_MAX);
            else kind = in.signed();
        }
        return slot(name, kind);
    }

    private static Slot slot(String name, long kind) throws BadFrame {
        return switch (name) {
            case "ReqIdentifier" -> known(Slot.REQ_IDENTIFIER, INT, kind);
            case "SendID" -> known(Slot.SEND_ID, STRING, kind);
            case "OperationID" -> known(Slot.OPERATION_ID, STRING, kind);
            case "MsgIncr" -> known(Slot.MSG_INCR, STRING, kind);
            case "Data" -> known(Slot.DATA, BYTES, kind);
            default -> unknown(kind);
        };
    }

    private static Slot known(Slot slot, int expected, long kind) throws BadFrame {
        if (kind != expected) throw GobCursor.bad("a field of another kind");
        return slot;
    }

    private static Slot unknown(long kind) {
        if (kind == BYTES || kind == STRING) return Slot.SKIP_BYTES;
        if (kind == COMPLEX) return Slot.SKIP_COMPLEX;
        return kind >= 1 && kind <= 4 ? Slot.SKIP_NUMBER : Slot.UNREADABLE;
    }

    /// The index that a delta leads to, below `size`.
    static long next(long index, long delta, int size) throws BadFrame {
        if (delta < 0 || delta >= size - index) throw GobCursor.bad("a field past the last one");
        return index + delta;
    }
}
