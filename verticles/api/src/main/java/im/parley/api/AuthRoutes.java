package im.parley.api;

import static im.parley.api.Route.row;

import java.util.List;

/// http-identity-and-groups.md 7.4-7.7.
final class AuthRoutes {
    /// On paths that begin so the token is not looked at (http-identity-and-groups.md 1.1).
    private static final List<String> WITHOUT_TOKEN =
            List.of("/auth/get_admin_token", "/auth/parse_token");

    private AuthRoutes() {}

    static boolean needToken(String path) {
        for (var open : WITHOUT_TOKEN) if (path.startsWith(open)) return false;
        return true;
    }

    static List<Route> all() {
        return List.of(
                row("/auth/get_admin_token", "openim.auth.Auth/getAdminToken"),
                row("/auth/get_user_token", "openim.auth.Auth/getUserToken"),
                row("/auth/parse_token", "openim.auth.Auth/parseToken"),
                row("/auth/force_logout", "openim.auth.Auth/forceLogout"));
    }
}
