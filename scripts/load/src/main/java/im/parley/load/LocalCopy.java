package im.parley.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A client's copy of a list that it keeps right by incremental sync
/// (http-identity-and-groups.md 6.3, 6.4): rows by id, at a version.
final class LocalCopy {
    /// Where the kinds of lists differ.
    ///
    /// @param sync route of the incremental sync
    /// @param list route of the whole list, by pages
    /// @param syncKey whose list it is, in the request to `sync`
    /// @param listKey the same in the request to `list`
    /// @param rows the list in the answer of `list`
    /// @param id of a row, which `delete` speaks of
    /// @param shown the part of a row whose changes are synced: those of a joined group's own facts
    ///     come with its members
    record Kind(
            String sync,
            String list,
            String syncKey,
            String listKey,
            String rows,
            Function<Json, String> id,
            Function<Json, Object> shown) {
        static final Kind FRIENDS =
                new Kind(
                        "/friend/get_incremental_friends",
                        "/friend/get_friend_list",
                        "userID",
                        "userID",
                        "friendsInfo",
                        row -> row.object("friendUser").text("userID"),
                        row -> row);
        static final Kind JOINED_GROUPS =
                new Kind(
                        "/group/get_incremental_join_groups",
                        "/group/get_joined_group_list",
                        "userID",
                        "fromUserID",
                        "groups",
                        row -> row.text("groupID"),
                        row -> row.text("groupID"));
        static final Kind MEMBERS =
                new Kind(
                        "/group/get_incremental_group_members",
                        "/group/get_group_member_list",
                        "groupID",
                        "groupID",
                        "members",
                        row -> row.text("userID"),
                        row -> row);
        static final Kind CONVERSATIONS =
                new Kind(
                        "/conversation/get_incremental_conversations",
                        "/conversation/get_owner_conversation",
                        "userID",
                        "userID",
                        "conversations",
                        row -> row.text("conversationID"),
                        row -> row);

        String syncWish(String owner, long version, String versionId) {
            return "{\"%s\":\"%s\",\"version\":%d,\"versionID\":\"%s\"}"
                    .formatted(syncKey, owner, version, versionId);
        }

        String listWish(String owner, int page) {
            return "{\"%s\":\"%s\",\"pagination\":{\"pageNumber\":%d,\"showNumber\":%d}}"
                    .formatted(listKey, owner, page, PAGE);
        }
    }

    /// Rows a page, as clients ask for them.
    static final int PAGE = 100;

    private final Kind kind;
    private final String owner;
    private final Map<String, Object> rows = new TreeMap<>();
    private long version;
    private String versionId = "";

    LocalCopy(Kind kind, String owner) {
        this.kind = kind;
        this.owner = owner;
    }

    boolean isOf(Kind otherKind, String otherOwner) {
        return kind == otherKind && owner.equals(otherOwner);
    }

    Kind kind() {
        return kind;
    }

    String owner() {
        return owner;
    }

    String wish() {
        return kind.syncWish(owner, version, versionId);
    }

    /// Takes an answer in; false when the whole list has to be read.
    boolean apply(Json answer) {
        boolean full = answer.flag("full");
        version = answer.number("version");
        versionId = answer.text("versionID");
        if (full) return false;
        answer.texts("delete").forEach(rows::remove);
        put(answer.objects("insert"));
        put(answer.objects("update"));
        return true;
    }

    void replace(List<Json> all) {
        rows.clear();
        put(all);
    }

    private void put(List<Json> changed) {
        for (var row : changed) rows.put(kind.id.apply(row), kind.shown.apply(row));
    }

    /// The first difference to the list as it is; empty when there is none.
    String difference(List<Json> all) {
        var right = new LocalCopy(kind, owner);
        right.replace(all);
        for (var id : right.rows.keySet()) {
            var mine = rows.get(id);
            if (mine == null) return id + " is missing";
            if (!mine.equals(right.rows.get(id))) {
                return "%s is %s and should be %s".formatted(id, mine, right.rows.get(id));
            }
        }
        for (var id : rows.keySet()) {
            if (!right.rows.containsKey(id)) return id + " is still there";
        }
        return "";
    }
}
