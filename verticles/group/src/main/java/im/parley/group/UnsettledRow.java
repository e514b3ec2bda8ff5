package im.parley.group;

import im.parley.state.Table;

import java.util.List;

/// That members came or went and what they may read of the group's messages is still to be set.
/// Written together with their coming or going, gone when it is done: a crash in between leaves the
/// row, and whoever finds it sets things right.
///
/// @param since Unix milliseconds
record UnsettledRow(String id, String groupID, List<String> userIDs, long since) {
    static final String BY_TIME = "byTime";

    static final Table<UnsettledRow> TABLE =
            Table.of("group_unsettled", UnsettledRow.class).key("id").index(BY_TIME, "since");
}
