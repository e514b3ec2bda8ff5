package im.parley.user;

import im.parley.state.Table;

/// An entry of a user's own little store; several may have the same type and uuid.
///
/// @param entry tells entries of the same type and uuid apart, in the order they were added
/// @param createTime Unix milliseconds
record CommandRow(
        String userID,
        int type,
        String uuid,
        String entry,
        long createTime,
        String value,
        String ex) {
    static final Table<CommandRow> TABLE =
            Table.of("userCommand", CommandRow.class).key("userID", "type", "uuid", "entry");

    CommandRow with(String newValue, String newEx) {
        return new CommandRow(userID, type, uuid, entry, createTime, newValue, newEx);
    }
}
