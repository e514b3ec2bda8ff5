package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Registers users, hands out and supersedes tokens and renames a user, over HTTP and without
/// pause, and writes down what the server acknowledged: all of it must outlive every crash.
final class AccountBook extends Book {
    private static final int LINUX = 7;
    private static final int CHECKED_MAX = 40;
    private static final int KICKED = 1506;

    private final Accounts accounts;
    private final Network network;
    private final String prefix;
    private final Random random;
    private final List<String> registered = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> superseded = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Login renamed;
    private int count;

    AccountBook(Accounts accounts, Network network, String prefix, long seed) {
        this.accounts = accounts;
        this.network = network;
        this.prefix = prefix;
        this.random = new Random(seed);
        this.renamed = accounts.people(prefix + "renamed", 1, LINUX).getFirst();
        names.add("nick " + renamed.user());
    }

    @Override
    void act() {
        var name = prefix + count++;
        if (!accounts.registering(List.of(name)).join().accepted()) return;
        registered.add(name);
        var token = accounts.token(name, LINUX).join();
        if (token.accepted()) {
            tokens.put(name, token.text("token"));
            if (random.nextInt(3) == 0) supersede(oneOf(tokens));
        }
        rename("name" + count);
    }

    /// A new token for the same platform puts an end to the first. Without an answer either may be
    /// the valid one.
    private void supersede(String name) {
        // With a third token the server forgets the first, and it is unknown and not kicked any
        // more.
        if (superseded.containsKey(name)) return;
        var first = tokens.remove(name);
        var second = accounts.token(name, LINUX).join();
        if (!second.accepted()) return;
        tokens.put(name, second.text("token"));
        // Tokens of the same second are the same token.
        if (!second.text("token").equals(first)) superseded.put(name, first);
    }

    private void rename(String name) {
        var wish =
                "{\"userInfo\":{\"userID\":\"%s\",\"nickname\":\"%s\"}}"
                        .formatted(renamed.user(), name);
        var answer = accounts.api().post("/user/update_user_info_ex", renamed.token(), wish).join();
        if (answer.accepted()) names.clear();
        names.add(name);
    }

    @Override
    List<Violation> check() {
        var violations = new ArrayList<Violation>();
        checkRegistered(violations);
        checkName(violations);
        some(tokens, CHECKED_MAX).forEach((name, token) -> checkLogin(violations, name, token, ""));
        some(superseded, CHECKED_MAX)
                .forEach((name, token) -> checkLogin(violations, name, token, KICKED + ""));
        return violations;
    }

    @Override
    int acknowledged() {
        return registered.size();
    }

    private void checkRegistered(List<Violation> violations) {
        if (registered.isEmpty()) return;
        var known = new HashSet<>(info(registered).texts("userID"));
        for (var name : registered) {
            if (!known.contains(name))
                violations.add(new Violation(Kind.LOST, "registered user " + name));
        }
    }

    private void checkName(List<Violation> violations) {
        var name = info(List.of(renamed.user())).text("nickname");
        if (!names.contains(name)) {
            violations.add(
                    new Violation(
                            Kind.LOST, "new name: it is " + name + " and should be of " + names));
        }
    }

    private Answer info(List<String> users) {
        var ids = users.stream().map(user -> "\"" + user + "\"").collect(Collectors.joining(","));
        return accounts.api()
                .post("/user/get_users_info", accounts.adminToken(), "{\"userIDs\":[" + ids + "]}")
                .join()
                .orThrow("get_users_info");
    }

    private String oneOf(Map<String, String> all) {
        return some(all, 1).keySet().iterator().next();
    }

    private Map<String, String> some(Map<String, String> all, int max) {
        var names = new ArrayList<>(all.keySet());
        Collections.shuffle(names, random);
        return names.stream().limit(max).collect(Collectors.toMap(name -> name, all::get));
    }

    private void checkLogin(
            List<Violation> violations, String name, String token, String expected) {
        var result = new CompletableFuture<String>();
        var connection =
                network.connect(
                        0, new Login(name, LINUX, token), Encoding.GOB, new FirstWord(result));
        var code = result.join();
        connection.drop();
        if (!code.equals(expected)) {
            var what = "login of %s: '%s' and not '%s'".formatted(name, code, expected);
            violations.add(new Violation(Kind.LOST, what));
        }
    }

    private record FirstWord(CompletableFuture<String> result) implements Listener {
        @Override
        public void opened(Connection connection) {
            result.complete("");
        }

        @Override
        public void closed(Connection connection, String why) {
            result.complete(why);
        }
    }
}
