package im.parley.hub;

import java.util.Arrays;
import java.util.HexFormat;

/// A definition message that frames begin with, and what it defines. Each program sends the same
/// one in every frame, so its bytes are compared instead of being parsed again.
///
/// The list is bounded and nothing is ever removed: a client that sends ever new definitions can
/// fill it, and gains and spoils nothing, as the prefixes of the official clients are in it from
/// the start. (Two loops that learn the same prefix at once waste a place.)
record GobPrefix(byte[] bytes, GobTypes types) {
    private static final int KNOWN_MAX = 8;
    private static final int BYTES_MAX = 256;

    /// `GeneralWsReq` of the Go core with type id 64 (current Go) and 65 (websocket.md 2.2).
    private static final String FIELDS =
            """
            000106\
            010d5265714964656e74696669657201040001\
            05546f6b656e010c000106\
            53656e644944010c00010b\
            4f7065726174696f6e4944010c000107\
            4d7367496e6372010c000104\
            44617461010a000000\
            """;

    private static volatile GobPrefix[] known = {
        parsed("657f0301010c47656e6572616c577352657101ff80" + FIELDS),
        parsed("66ff810301010c47656e6572616c577352657101ff82" + FIELDS)
    };

    /// The types of a known prefix, which the cursor then has passed; else no types.
    static GobTypes passed(GobCursor in) {
        for (var prefix : known) if (in.passes(prefix.bytes)) return prefix.types;
        return GobTypes.NONE;
    }

    /// Remembers a prefix that led to a good request.
    static void learn(byte[] bytes, GobTypes types) {
        if (known.length == KNOWN_MAX || bytes.length > BYTES_MAX) return;
        synchronized (GobPrefix.class) {
            var grown = Arrays.copyOf(known, known.length + 1);
            grown[known.length] = new GobPrefix(bytes, types);
            if (grown.length <= KNOWN_MAX) known = grown;
        }
    }

    private static GobPrefix parsed(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        try {
            var in = new GobCursor(bytes, 0, bytes.length);
            in.enter(in.length());
            return new GobPrefix(bytes, GobTypes.NONE.with(-in.signed(), GobFields.define(in)));
        } catch (BadFrame bad) {
            throw new IllegalStateException("not a definition: " + hex, bad);
        }
    }
}
