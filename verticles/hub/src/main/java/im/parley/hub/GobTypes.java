package im.parley.hub;

/// The types that one frame has defined so far: a chain, newest first, so that a chain of one can
/// be shared between frames.
final class GobTypes {
    static final GobTypes NONE = new GobTypes(0, GobFields.FOREIGN, 0, null);

    private static final int DEFINITIONS_MAX = 16;
    private static final int USER_TYPE_FIRST = 64;

    private final long id;
    private final GobFields fields;
    private final int count;
    private final GobTypes earlier;

    private GobTypes(long id, GobFields fields, int count, GobTypes earlier) {
        this.id = id;
        this.fields = fields;
        this.count = count;
        this.earlier = earlier;
    }

    int count() {
        return count;
    }

    GobTypes with(long newId, GobFields newFields) throws BadFrame {
        if (newId < USER_TYPE_FIRST) throw GobCursor.bad("a built-in type defined anew");
        if (count == DEFINITIONS_MAX) throw GobCursor.bad("too many definitions");
        for (var type = this; type.count > 0; type = type.earlier) {
            if (type.id == newId) throw GobCursor.bad("a type defined twice");
        }
        return new GobTypes(newId, newFields, count + 1, this);
    }

    /// The fields of a type whose values we can read.
    GobFields of(long wanted) throws BadFrame {
        for (var type = this; type.count > 0; type = type.earlier) {
            if (type.id == wanted && type.fields.size() > 0) return type.fields;
        }
        throw GobCursor.bad("a value that is no request");
    }
}
