package im.parley.group;

import im.parley.state.Table;

/// A dismissed group whose member rows are still there: they no longer make anybody a member, but
/// say who is to be told of the dismissal.
///
/// @param since Unix milliseconds
/// @param told how many of the members, as they are listed, have lost the group from their list of
///     groups
/// @param toldAll whether all of them have
record DismissalRow(String groupID, long since, int told, boolean toldAll) {
    static final String BY_TIME = "byTime";

    static final Table<DismissalRow> TABLE =
            Table.of("group_dismissal", DismissalRow.class).key("groupID").index(BY_TIME, "since");
}
