package im.parley.group;

import im.parley.bus.Page;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.versions.Version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The members of a group in the order in which they are listed. It does not change; safe to use
/// from every thread.
final class MemberList {
    /// Where a member stands.
    private record Place(String userID, int rank, long joinedMicros) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::rank)
                        .thenComparingLong(Place::joinedMicros)
                        .thenComparing(Place::userID);

        static Place of(MemberRow row) {
            return new Place(row.userID(), row.rank(), row.joinedMicros());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final Version version;
    private final List<Place> places;

    /// Made when it is asked for first: most changes of a big group are not followed by a message.
    private volatile GetGroupMemberUserIDsResp userIDs;

    private MemberList(Version version, List<Place> places) {
        this.version = version;
        this.places = places;
    }

    /// @param rows in order
    static MemberList of(Version version, List<MemberRow> rows) {
        return new MemberList(version, rows.stream().map(Place::of).toList());
    }

    /// @param touched who came, went or moved since
    /// @param rows of those of them who are members now
    MemberList with(Version later, Set<String> touched, List<MemberRow> rows) {
        if (touched.isEmpty()) return new MemberList(later, places);
        var now = new ArrayList<Place>(places.size() + rows.size());
        for (var place : places) if (!touched.contains(place.userID)) now.add(place);
        for (var row : rows) now.add(Place.of(row));
        now.sort(null);
        return new MemberList(later, now);
    }

    /// The members may be newer than that.
    Version version() {
        return version;
    }

    int size() {
        return places.size();
    }

    List<String> ids() {
        return userIDs().getUserIDsList();
    }

    List<String> ids(Page page) {
        int from = Math.min(page.skip(), size());
        int to = (int) Math.min((long) from + page.limit(), size());
        return places.subList(from, to).stream().map(Place::userID).toList();
    }

    /// The ids as others are given them, made once for all who ask.
    GetGroupMemberUserIDsResp userIDs() {
        var made = userIDs;
        if (made != null) return made;
        var ids = GetGroupMemberUserIDsResp.newBuilder();
        for (var place : places) ids.addUserIDs(place.userID);
        made = ids.build();
        userIDs = made;
        return made;
    }
}
