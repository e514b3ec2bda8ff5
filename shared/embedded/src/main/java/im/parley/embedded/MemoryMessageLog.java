package im.parley.embedded;

import im.parley.state.MessageLog;
import im.parley.state.Submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.ArrayList;
import java.util.List;

/// The log as a hand-over in memory. What is on it survives nothing: a message is acknowledged only
/// when its reader has stored it.
final class MemoryMessageLog implements MessageLog, AutoCloseable {
    private final Vertx vertx;
    private final List<Partition> partitions = new ArrayList<>();

    MemoryMessageLog(Vertx vertx, EmbeddedConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        for (int i = 0; i < config.partitions(); i++)
            partitions.add(
                    new Partition(i, config.partitionRecordsMax(), config.batchMax(), metrics));
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public Future<Void> append(Submission submission) {
        return partitionOf(submission).append(submission);
    }

    @Override
    public Future<Void> appendForGood(Submission submission) {
        var partition = partitionOf(submission);
        return partition.append(submission).compose(_ -> partition.settled());
    }

    private Partition partitionOf(Submission submission) {
        return partitions.get(partitionOf(submission.conversation()));
    }

    @Override
    public void read(Assignment assigned) {
        for (var partition : partitions) partition.read(vertx, assigned);
    }

    /// Succeeds when all that is on the log now has been read to the end; at once without readers.
    Future<Void> drained() {
        var read = partitions.stream().filter(Partition::hasReader);
        return Future.all(read.map(Partition::settled).toList()).mapEmpty();
    }

    /// Hands out nothing more.
    @Override
    public void close() {
        partitions.forEach(Partition::close);
    }
}
