package im.parley.load;

import java.nio.charset.StandardCharsets;

/// Who connects: a user on a platform with a token for it.
record Login(String user, int platform, String token) {
    byte[] userBytes() {
        return user.getBytes(StandardCharsets.UTF_8);
    }
}
