package im.parley.group;

import im.parley.bus.Changes;
import im.parley.platform.Clock;
import im.parley.platform.Moments;
import im.parley.state.Key;
import im.parley.state.Overloaded;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;
import im.parley.versions.Delta;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Groups, members, and the version logs of both kinds of list.
final class GroupStore {
    /// What copies are dropped by: a group; `<group> <user>`; who is in a group.
    static final String GROUP_CHANGED = "group";

    static final String MEMBER_CHANGED = "member";
    static final String MEMBERS_CHANGED = "members";

    private final Tables tables;
    private final Changes changes;
    private final Clock clock;
    private final VersionLog memberVersions;
    private final VersionLog joinVersions;
    private final Moments moments;

    GroupStore(Tables tables, Changes changes, Clock clock) {
        this.tables = tables;
        this.changes = changes;
        this.clock = clock;
        this.moments = new Moments(clock);
        this.memberVersions = new VersionLog(tables, "group_member");
        this.joinVersions = new VersionLog(tables, "group_join");
    }

    Tables tables() {
        return tables;
    }

    long now() {
        return clock.millis();
    }

    /// The order of joining is the order of these.
    long nextMoment() {
        return moments.next();
    }

    /// Looks, decides and writes; again from the start whenever somebody else was faster. On a
    /// virtual thread.
    <T> Committed<T> change(Function<Edit, T> attempt) {
        for (int left = Tables.ATTEMPTS_MAX; left > 0; left--) {
            var edit = new Edit(this, clock.millis());
            var value = attempt.apply(edit);
            if (edit.isEmpty()) return new Committed<>(value, Map.of());
            var members = memberVersions.bump(edit.memberSteps());
            var joins = joinVersions.bump(edit.joinSteps());
            Future.all(members, joins).await();
            var writes = new ArrayList<>(edit.writes());
            writes.addAll(members.result().writes());
            writes.addAll(joins.result().writes());
            if (written(writes, edit)) return new Committed<>(value, members.result().heads());
        }
        throw new Overloaded("a group changes too fast");
    }

    /// Copies are also dropped when it failed otherwise: the write may have happened.
    private boolean written(List<Write> writes, Edit edit) {
        return tables.write(writes)
                .map(true)
                .recover(GroupStore::overtaken)
                .onComplete(
                        outcome -> {
                            if (outcome.failed() || outcome.result()) announce(edit);
                        })
                .await();
    }

    private static Future<Boolean> overtaken(Throwable failure) {
        return failure instanceof Tables.Conflict
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    private void announce(Edit edit) {
        edit.news().forEach(news -> changes.publish(news.entity(), news.key()));
    }

    /// A change of rows that nobody else has a view of.
    Future<Void> write(List<Write> writes) {
        return tables.write(writes);
    }

    Future<GroupView> look(String groupID, Collection<String> userIDs) {
        var group = group(groupID);
        var members = members(groupID, userIDs);
        return Future.all(group, members).map(_ -> view(group.result(), members.result()));
    }

    private static GroupView view(Optional<GroupRow> group, List<MemberRow> members) {
        boolean counts = group.filter(row -> !row.isDismissed()).isPresent();
        return new GroupView(
                group,
                counts
                        ? members.stream().collect(Collectors.toMap(MemberRow::userID, row -> row))
                        : Map.of());
    }

    Future<Optional<GroupRow>> group(String groupID) {
        return tables.get(GroupRow.TABLE, groupID);
    }

    /// Those of them that exist.
    Future<List<GroupRow>> groups(Collection<String> groupIDs) {
        return tables.getAll(GroupRow.TABLE, groupIDs.stream().distinct().map(Key::of).toList());
    }

    Future<Optional<MemberRow>> memberRow(String groupID, String userID) {
        return tables.get(MemberRow.TABLE, groupID, userID);
    }

    /// Those of them who have a row, in this order.
    Future<List<MemberRow>> members(String groupID, Collection<String> userIDs) {
        return tables.getAll(
                MemberRow.TABLE,
                userIDs.stream().distinct().map(user -> Key.of(groupID, user)).toList());
    }

    /// All of them, in the order of http-identity-and-groups.md 6.5, as they were at one moment.
    Future<List<MemberRow>> everybodyIn(String groupID) {
        return tables.scan(inOrder(groupID));
    }

    /// Those of one role, in order of joining.
    Future<List<MemberRow>> withRole(String groupID, Role role) {
        return tables.scan(inOrder(groupID, role.rank()));
    }

    /// The owner, then the admins.
    Future<List<MemberRow>> leaders(String groupID) {
        var owner = withRole(groupID, Role.OWNER);
        var admins = withRole(groupID, Role.ADMIN);
        return Future.all(owner, admins)
                .map(
                        _ -> {
                            var all = new ArrayList<>(owner.result());
                            all.addAll(admins.result());
                            return all;
                        });
    }

    private static Scan<MemberRow> inOrder(Object... prefix) {
        return Scan.of(MemberRow.TABLE).by(MemberRow.IN_ORDER).within(prefix);
    }

    /// This user's row in each of his groups, dismissed ones too.
    Future<List<MemberRow>> membershipsOf(String userID) {
        return tables.scan(Scan.of(MemberRow.TABLE).by(MemberRow.BY_USER).within(userID));
    }

    /// His groups that are not dismissed, in the order of http-identity-and-groups.md 6.5.
    Future<List<GroupRow>> joinedBy(String userID) {
        return membershipsOf(userID)
                .compose(rows -> groups(rows.stream().map(MemberRow::groupID).toList()))
                .map(GroupStore::listed);
    }

    private static List<GroupRow> listed(List<GroupRow> groups) {
        return groups.stream()
                .filter(group -> !group.isDismissed())
                .sorted(GroupRow.BY_NAME)
                .toList();
    }

    Future<Version> memberVersion(String groupID) {
        return memberVersions.head(groupID);
    }

    Future<Delta> membersSince(String groupID, String versionID, long version) {
        return memberVersions.since(groupID, versionID, version);
    }

    Future<Version> joinVersion(String userID) {
        return joinVersions.head(userID);
    }

    Future<Delta> joinedSince(String userID, String versionID, long version) {
        return joinVersions.since(userID, versionID, version);
    }
}
