package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;
import im.parley.testkit.MessageLogContract;
import im.parley.testkit.Messages;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class MemoryMessageLogTest extends MessageLogContract {
    private MemoryMessageLog log;

    @Override
    protected MessageLog log() {
        return log = with(vertx, 2, 1_000, 50);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_full_partition_refuses_until_its_reader_has_caught_up() {
        log.close();
        log = with(vertx, 1, 3, 2);
        for (int i = 0; i < 3; i++) log.append(submission()).await();
        assertInstanceOf(Overloaded.class, log.append(submission()).cause());

        var done = Promise.<Void>promise();
        log.read(_ -> _ -> done.future());
        assertInstanceOf(Overloaded.class, log.append(submission()).cause());
        done.complete();
        log.drained().await();
        log.append(submission()).await();
    }

    @Test
    void a_batch_holds_no_more_than_it_may() {
        log.close();
        log = with(vertx, 1, 100, 7);
        for (int i = 0; i < 20; i++) log.append(submission()).await();
        var sizes = Collections.synchronizedList(new ArrayList<Integer>());
        log.read(
                _ ->
                        batch -> {
                            sizes.add(batch.size());
                            return Future.succeededFuture();
                        });

        log.drained().await();
        assertEquals(List.of(7, 7, 6), sizes);
    }

    @Test
    void it_is_drained_when_the_last_batch_is_done() {
        var done = Promise.<Void>promise();
        log.read(_ -> _ -> done.future());
        log.append(submission()).await();

        var drained = log.drained();
        assertFalse(drained.isComplete());
        done.complete();
        drained.await();
    }

    @Test
    void a_log_that_nobody_reads_is_drained_and_keeps_nothing_for_good() {
        log.append(submission()).await();
        log.drained().await();
        assertInstanceOf(IllegalStateException.class, log.appendForGood(submission()).cause());
    }

    static MemoryMessageLog with(Vertx vertx, int partitions, int recordsMax, int batchMax) {
        var defaults = EmbeddedConfig.DEFAULTS;
        var config =
                new EmbeddedConfig(
                        defaults.blockCacheMiB(),
                        defaults.writeBufferMiB(),
                        partitions,
                        recordsMax,
                        batchMax,
                        defaults.writesWaitingMax(),
                        defaults.readsWaitingMax(),
                        defaults.readerThreads());
        return new MemoryMessageLog(vertx, config, new SimpleMeterRegistry());
    }

    private static Submission submission() {
        return Messages.submission(Messages.text("amy", "bob", "hello"));
    }
}
