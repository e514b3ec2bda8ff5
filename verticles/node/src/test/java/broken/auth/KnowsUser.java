package broken.auth;

import broken.user.User;

public final class KnowsUser {
    public User user() {
        return new User();
    }
}
