package im.parley.user;

import im.parley.state.Table;

/// A setting for clients.
///
/// @param userID empty for everybody
record ConfigRow(String userID, String key, String value) {
    static final String EVERYBODY = "";
    static final String BY_NAME = "byName";

    static final Table<ConfigRow> TABLE =
            Table.of("clientConfig", ConfigRow.class).key("userID", "key").index(BY_NAME, "key");
}
