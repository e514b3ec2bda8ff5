package im.parley.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Users, tokens and groups of a run, made over HTTP (http-identity-and-groups.md 7.4, 7.5, 8.1,
/// 10.1).
final class Accounts {
    private static final String ADMIN = "imAdmin";
    private static final int REGISTRATION_SIZE = 500;
    private static final int TOKENS_AT_ONCE = 64;

    private final Api api;
    private final String adminToken;

    Accounts(Api api, String secret) {
        this.api = api;
        var wish = "{\"secret\":\"%s\",\"userID\":\"%s\"}".formatted(secret, ADMIN);
        adminToken =
                api.post("/auth/get_admin_token", "", wish)
                        .join()
                        .orThrow("the admin's token")
                        .text("token");
    }

    Api api() {
        return api;
    }

    String adminToken() {
        return adminToken;
    }

    /// Registers `count` users named `prefix` and a number and logs each in.
    List<Login> people(String prefix, int count, int platform) {
        var names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        for (int from = 0; from < count; from += REGISTRATION_SIZE) {
            register(names.subList(from, Math.min(count, from + REGISTRATION_SIZE)));
        }
        return logins(names, platform);
    }

    void register(List<String> names) {
        registering(names).join().orThrow("registering " + names.size() + " users");
    }

    CompletableFuture<Answer> registering(List<String> names) {
        var users =
                names.stream()
                        .map(
                                name ->
                                        "{\"userID\":\"%1$s\",\"nickname\":\"nick %1$s\"}"
                                                .formatted(name))
                        .collect(Collectors.joining(","));
        return api.post("/user/user_register", adminToken, "{\"users\":[" + users + "]}");
    }

    List<Login> logins(List<String> names, int platform) {
        var logins = new ArrayList<Login>(names.size());
        var asked = new ArrayList<CompletableFuture<Answer>>(TOKENS_AT_ONCE);
        for (int from = 0; from < names.size(); from += TOKENS_AT_ONCE) {
            var batch = names.subList(from, Math.min(names.size(), from + TOKENS_AT_ONCE));
            asked.clear();
            for (var name : batch) asked.add(token(name, platform));
            for (int i = 0; i < batch.size(); i++) {
                var token = asked.get(i).join().orThrow("a token of " + batch.get(i)).text("token");
                logins.add(new Login(batch.get(i), platform, token));
            }
        }
        return logins;
    }

    Login login(String name, int platform) {
        return logins(List.of(name), platform).getFirst();
    }

    CompletableFuture<Answer> token(String name, int platform) {
        var wish = "{\"platformID\":%d,\"userID\":\"%s\"}".formatted(platform, name);
        return api.post("/auth/get_user_token", adminToken, wish);
    }

    CompletableFuture<Answer> found(String group, Login owner, List<String> members) {
        var wish =
                "{\"ownerUserID\":\"%s\",\"memberUserIDs\":%s,"
                    + "\"groupInfo\":{\"groupID\":\"%s\",\"groupName\":\"%s\",\"groupType\":2}}";
        return api.post(
                "/group/create_group",
                owner.token(),
                wish.formatted(owner.user(), Json.texts(members), group, group));
    }

    CompletableFuture<Answer> befriend(String user, List<String> friends) {
        var wish = "{\"ownerUserID\":\"%s\",\"friendUserIDs\":%s}";
        return api.post(
                "/friend/import_friend", adminToken, wish.formatted(user, Json.texts(friends)));
    }
}
