package im.parley.state;

import im.parley.contract.ConversationId;

import io.vertx.core.Future;

import java.util.List;

/// The way from `send` to `transfer`: a few partitions, each in order and with one reader.
public interface MessageLog {
    int partitions();

    /// Puts a message at the end of its partition. Fails with [Overloaded] when the partition is
    /// full: then the message was not taken.
    Future<Void> append(Submission submission);

    /// The same for a message without a ticket that must not be lost: succeeds when it survives a
    /// crash, be it on the log or as what its reader has made of it.
    default Future<Void> appendForGood(Submission submission) {
        return append(submission);
    }

    /// Has the partitions of this node read by what `assigned` makes for each of them. The next
    /// batch of a partition comes when the future of the one before has succeeded; if it fails, the
    /// same batch comes again.
    void read(Assignment assigned);

    @FunctionalInterface
    interface Assignment {
        Reader readerOf(int partition);
    }

    /// Called on event loops, which may be another for each batch. But a partition has one batch at
    /// a time, and its reader sees what it has left behind at the one before: it needs no locks.
    @FunctionalInterface
    interface Reader {
        Future<Void> read(List<Submission> batch);
    }

    /// All conversations of the same people or group share a partition.
    default int partitionOf(ConversationId conversation) {
        return Math.floorMod(conversation.peersHash(), partitions());
    }
}
