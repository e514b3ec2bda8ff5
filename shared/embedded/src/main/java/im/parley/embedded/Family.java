package im.parley.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A column family for each kind of record, so that each has its own order, filter and files. Their
/// names and what is in them are format: see [Format].
enum Family {
    /// What the data folder says about itself. RocksDB insists on a family of this name.
    META("default", false, false),
    /// Rows of tables by table and key.
    ROWS("rows", false, false),
    /// Their other orders: index columns and key, so that a prefix scan answers.
    INDEXES("indexes", false, false),
    /// Bodies of messages by conversation and seq.
    MESSAGES("messages", true, false),
    /// Time and hash of (conversation, sender, clientMsgID) to seq.
    SENDS("sends", true, true),
    /// Conversation to its bounds.
    SEQS("seqs", true, true),
    /// User and conversation to the user's bounds.
    READS("reads", true, true),
    /// What is noted of messages after they were stored.
    MARKS("marks", false, false),
    /// User to the tokens held.
    TOKENS("tokens", false, false);

    private final String label;
    private final boolean ofMessages;
    private final boolean lookedUp;

    Family(String label, boolean ofMessages, boolean lookedUp) {
        this.label = label;
        this.ofMessages = ofMessages;
        this.lookedUp = lookedUp;
    }

    /// Written to with every message.
    boolean ofMessages() {
        return ofMessages;
    }

    /// Only ever asked for whole keys, never walked.
    boolean lookedUp() {
        return lookedUp;
    }

    byte[] id() {
        return label.getBytes(UTF_8);
    }
}
