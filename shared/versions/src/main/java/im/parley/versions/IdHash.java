package im.parley.versions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The number by which a client may say which id list it has (http-identity-and-groups.md 6.5): the
/// first eight bytes of the MD5 of the list as compact JSON, written as Go writes it.
public final class IdHash {
    private static final HexFormat HEX = HexFormat.of();

    private IdHash() {}

    public static long of(List<String> ids) {
        if (ids.isEmpty()) return 0;
        var text = json(ids).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(md5().digest(text)).getLong();
    }

    static String json(List<String> ids) {
        var out = new StringBuilder(ids.size() * 16 + 2).append('[');
        for (var id : ids) {
            if (out.length() > 1) out.append(',');
            quote(id, out);
        }
        return out.append(']').toString();
    }

    private static void quote(String id, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < id.length(); i++) escape(id.charAt(i), out);
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> unicode(c, out);
            default -> {
                if (c < ' ') unicode(c, out);
                else out.append(c);
            }
        }
    }

    private static void unicode(char c, StringBuilder out) {
        out.append("\\u").append(HEX.toHexDigits(c));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
