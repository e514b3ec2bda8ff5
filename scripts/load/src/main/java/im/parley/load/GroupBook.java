package im.parley.load;

import im.parley.load.Ledger.Step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Users who found groups, invite, kick, quit, change roles, hand over and dismiss. Several books
/// share their users, so that writers meet in the lists of joined groups.
final class GroupBook extends Book {
    static final int PEOPLE = 8;
    private static final int LINUX = 7;
    private static final int ALIVE_MAX = 4;
    private static final double FORGOTTEN = 0.3;

    private final Accounts accounts;
    private final Random random;
    private final String prefix;
    private final Map<String, Login> people;
    private final Ledger<GroupState> ledger = new Ledger<>();
    private final Mirror mirror;
    private int count;

    /// @param prefix begins the ids of this book's groups
    GroupBook(Accounts accounts, List<Login> people, String prefix, long seed) {
        this.accounts = accounts;
        this.prefix = prefix;
        random = new Random(seed);
        this.people = people.stream().collect(Collectors.toMap(Login::user, login -> login));
        mirror = new Mirror(accounts.api(), random);
        for (var login : people) mirror.follow(LocalCopy.Kind.JOINED_GROUPS, login.user());
    }

    static List<Login> people(Accounts accounts, String prefix) {
        return accounts.people(prefix + "member", PEOPLE, LINUX);
    }

    @Override
    void act() {
        var groups = ledger.subjects();
        var doubtful = groups.stream().filter(group -> !ledger.isCertain(group)).findFirst();
        if (doubtful.isPresent()) {
            look(doubtful.get()).ifPresent(seen -> found(doubtful.get(), seen));
            return;
        }
        var alive = groups.stream().filter(group -> ledger.certain(group).alive()).toList();
        if (alive.size() < ALIVE_MAX) found();
        else change(alive.get(random.nextInt(alive.size())));
    }

    private void found() {
        var group = prefix + count++;
        ledger.open(group, GroupState.ABSENT);
        var chosen = shuffled(people.keySet());
        var owner = people.get(chosen.getFirst());
        var members = chosen.subList(1, 2 + random.nextInt(PEOPLE - 2));
        var answer = accounts.found(group, owner, members).join();
        ledger.answered(
                group,
                "create_group",
                answer,
                _ -> GroupState.founded(group, owner.user(), members));
    }

    private void change(String group) {
        var state = ledger.certain(group);
        var owner = state.owner();
        var others = shuffled(state.roles().keySet());
        others.remove(owner);
        var strangers = shuffled(people.keySet());
        strangers.removeAll(state.roles().keySet());
        var id = "\"groupID\":\"" + group + "\"";
        int choice = random.nextInt(20);
        if (choice < 6 && !strangers.isEmpty()) take(group, invite(id, state, strangers));
        else if (choice == 19) take(group, dismiss(id, owner));
        else if (choice > 16 || others.isEmpty()) take(group, rename(id, owner));
        else if (choice < 9) take(group, kick(id, owner, others));
        else if (choice < 11) take(group, quit(id, others.getFirst()));
        else if (choice < 15) take(group, role(id, group, state, others.getFirst()));
        else take(group, transfer(id, owner, others.getFirst()));
    }

    private Step<GroupState> invite(String id, GroupState state, List<String> strangers) {
        var guests = strangers.subList(0, 1 + random.nextInt(Math.min(3, strangers.size())));
        var host = shuffled(state.roles().keySet()).getFirst();
        return step(
                "/group/invite_user_to_group",
                host,
                "{%s,\"invitedUserIDs\":%s}".formatted(id, Json.texts(guests)),
                guests,
                true);
    }

    private Step<GroupState> kick(String id, String owner, List<String> others) {
        var kicked = others.subList(0, 1 + random.nextInt(Math.min(2, others.size())));
        return step(
                "/group/kick_group",
                owner,
                "{%s,\"kickedUserIDs\":%s}".formatted(id, Json.texts(kicked)),
                kicked,
                false);
    }

    private Step<GroupState> quit(String id, String user) {
        var wish = "{%s,\"userID\":\"%s\"}".formatted(id, user);
        return step("/group/quit_group", user, wish, List.of(user), false);
    }

    private Step<GroupState> step(
            String path, String operator, String wish, List<String> users, boolean come) {
        return new Step<>(
                path,
                people.get(operator).token(),
                wish,
                come ? before -> before.with(users) : before -> before.without(users));
    }

    private Step<GroupState> role(String id, String group, GroupState state, String user) {
        int role =
                state.roles().get(user) == GroupState.ADMIN
                        ? GroupState.ORDINARY
                        : GroupState.ADMIN;
        return new Step<>(
                "/group/set_group_member_info",
                people.get(state.owner()).token(),
                "{\"members\":[{%s,\"userID\":\"%s\",\"roleLevel\":%d}]}".formatted(id, user, role),
                before -> before.withRole(user, role));
    }

    private Step<GroupState> rename(String id, String owner) {
        var name = "name" + count++;
        return new Step<>(
                "/group/set_group_info_ex",
                people.get(owner).token(),
                "{%s,\"groupName\":\"%s\"}".formatted(id, name),
                before -> before.named(name));
    }

    private Step<GroupState> transfer(String id, String owner, String heir) {
        return new Step<>(
                "/group/transfer_group",
                people.get(owner).token(),
                "{%s,\"oldOwnerUserID\":\"%s\",\"newOwnerUserID\":\"%s\"}"
                        .formatted(id, owner, heir),
                before -> before.transferred(heir));
    }

    private Step<GroupState> dismiss(String id, String owner) {
        return new Step<>(
                "/group/dismiss_group",
                people.get(owner).token(),
                "{%s,\"deleteMember\":false}".formatted(id),
                GroupState::dismissed);
    }

    private void take(String group, Step<GroupState> step) {
        var answer = accounts.api().post(step.path(), step.token(), step.json()).join();
        ledger.answered(group, step, answer);
    }

    @Override
    List<Violation> check() {
        for (var group : ledger.subjects()) {
            var seen =
                    look(group)
                            .orElseThrow(() -> new IllegalStateException("no answer of " + group));
            found(group, seen);
            boolean alive = seen.state().alive();
            if (alive) mirror.follow(LocalCopy.Kind.MEMBERS, group);
            else mirror.leave(LocalCopy.Kind.MEMBERS, group);
            if (!alive && random.nextDouble() < FORGOTTEN) ledger.close(group);
        }
        var violations = new ArrayList<>(ledger.broken());
        violations.addAll(mirror.check(accounts.adminToken()));
        return violations;
    }

    private void found(String group, GroupSeen seen) {
        ledger.found(group, seen.state());
        seen.disagreements(group).forEach(ledger::wrong);
    }

    @Override
    int acknowledged() {
        return ledger.acknowledged();
    }

    private Optional<GroupSeen> look(String group) {
        var id = "\"groupID\":\"" + group + "\"";
        var infos = ask("/group/get_groups_info", "{\"groupIDs\":[\"" + group + "\"]}");
        var joined = joined(group);
        if (infos.isEmpty() || joined.isEmpty()) return Optional.empty();
        var rows = infos.get().objects("groupInfos");
        if (rows.isEmpty()) return Optional.of(GroupSeen.nothing(joined.get()));
        var page = "{" + id + ",\"pagination\":{\"pageNumber\":1,\"showNumber\":100}}";
        var members = ask("/group/get_group_member_list", page);
        var ids = ask("/group/get_full_group_member_user_ids", "{" + id + "}");
        if (members.isEmpty() || ids.isEmpty()) return Optional.empty();
        return Optional.of(
                GroupSeen.of(
                        rows.getFirst(),
                        members.get().objects("members"),
                        Set.copyOf(ids.get().texts("userIDs")),
                        joined.get()));
    }

    /// Who has the group in his list.
    private Optional<Set<String>> joined(String group) {
        var joined = new HashSet<String>();
        for (var user : people.keySet()) {
            var ids =
                    ask(
                            "/group/get_full_join_group_ids",
                            "{\"userID\":\"%s\",\"idHash\":0}".formatted(user));
            if (ids.isEmpty()) return Optional.empty();
            if (ids.get().texts("groupIDs").contains(group)) joined.add(user);
        }
        return Optional.of(joined);
    }

    private Optional<Json> ask(String path, String wish) {
        return accounts.api().ask(path, accounts.adminToken(), wish);
    }

    private List<String> shuffled(Set<String> users) {
        var list = new ArrayList<>(users.stream().sorted().toList());
        Collections.shuffle(list, random);
        return list;
    }
}
