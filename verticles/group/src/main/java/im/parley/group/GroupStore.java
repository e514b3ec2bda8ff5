package im.parley.group;

import im.parley.bus.Page;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.versions.Delta;
import im.parley.versions.Step;
import im.parley.versions.Version;
import im.parley.versions.VersionLog;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Groups, members, and the version logs of both kinds of list.
final class GroupStore {
    static final Table<GroupRow> GROUPS =
            Table.of("group", GroupRow.class).key("groupID").index("byTime", "createTime");

    static final Table<MemberRow> MEMBERS =
            Table.of("group_member", MemberRow.class)
                    .key("groupID", "userID")
                    .index("inOrder", "groupID", "rank", "joinedMicros")
                    .index("byUser", "userID");

    private final Tables tables;
    private final VersionLog memberVersions;
    private final VersionLog joinVersions;

    GroupStore(Tables tables) {
        this.tables = tables;
        this.memberVersions = new VersionLog(tables, "group_member");
        this.joinVersions = new VersionLog(tables, "group_join");
    }

    Future<Optional<GroupRow>> group(String groupID) {
        return tables.get(GROUPS, groupID);
    }

    /// Those of them that exist.
    Future<List<GroupRow>> groups(Collection<String> groupIDs) {
        return tables.getAll(GROUPS, groupIDs.stream().distinct().map(Key::of).toList());
    }

    Future<Optional<MemberRow>> member(String groupID, String userID) {
        return tables.get(MEMBERS, groupID, userID);
    }

    /// Those of them who are members.
    Future<List<MemberRow>> members(String groupID, Collection<String> userIDs) {
        return tables.getAll(MEMBERS, userIDs.stream().map(user -> Key.of(groupID, user)).toList());
    }

    /// In the order of http-identity-and-groups.md 6.5.
    Future<List<MemberRow>> members(String groupID) {
        return tables.scan(inOrder(groupID));
    }

    Future<List<MemberRow>> members(String groupID, Page page) {
        return tables.scan(inOrder(groupID).skip(page.skip()).limit(page.limit()));
    }

    private static Scan<MemberRow> inOrder(String groupID) {
        return Scan.of(MEMBERS).by("inOrder").within(groupID);
    }

    /// This user's row in each of his groups.
    Future<List<MemberRow>> membershipsOf(String userID) {
        return tables.scan(Scan.of(MEMBERS).by("byUser").within(userID));
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

    /// Tells the group's list that what it shows of this member has changed, and gives the version
    /// that says so.
    Future<Version> memberChanged(String groupID, String userID) {
        var version = new AtomicReference<Version>();
        var step = Step.update(groupID, userID);
        return tables.transact(
                        () ->
                                memberVersions
                                        .bump(step)
                                        .map(
                                                bump -> {
                                                    version.set(bump.heads().get(groupID));
                                                    return bump.writes();
                                                }))
                .map(_ -> version.get());
    }
}
