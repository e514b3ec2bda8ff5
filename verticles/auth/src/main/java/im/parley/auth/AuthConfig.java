package im.parley.auth;

/// What an operator may change of logins; defaults are the reference's
/// (http-identity-and-groups.md 7.1, 7.2).
///
/// @param expireDays how long a token lives
/// @param multiLoginPolicy 0, 1, 4 or 5: which older tokens a login makes void
/// @param maxNumOneEnd tokens a platform keeps under policy 0
public record AuthConfig(int expireDays, int multiLoginPolicy, int maxNumOneEnd) {
    public static final AuthConfig DEFAULTS = new AuthConfig(90, 1, 30);

    public AuthConfig {
        if (expireDays < 1 || expireDays > 36_500)
            throw new IllegalArgumentException("expireDays must be 1 … 36500");
        if (MultiLogin.of(multiLoginPolicy).isEmpty())
            throw new IllegalArgumentException("multiLoginPolicy must be 0, 1, 4 or 5");
        if (maxNumOneEnd < 1) throw new IllegalArgumentException("maxNumOneEnd must be at least 1");
    }
}
