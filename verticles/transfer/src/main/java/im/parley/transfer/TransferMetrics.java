package im.parley.transfer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.concurrent.TimeUnit;

/// What an operator sees of the workers.
final class TransferMetrics {
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter repeated;

    TransferMetrics(MeterRegistry registry) {
        batchSize =
                DistributionSummary.builder("parley_transfer_batch_messages")
                        .description("messages in a batch; grows with the load")
                        .register(registry);
        batchTime =
                Timer.builder("parley_transfer_batch")
                        .description("from reading a batch to having it handed out")
                        .register(registry);
        repeated =
                Counter.builder("parley_transfer_repeated")
                        .description("sends that were stored already and got their first outcome")
                        .register(registry);
    }

    void batch(int messages, long nanos) {
        batchSize.record(messages);
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    void repeated(int messages) {
        if (messages > 0) repeated.increment(messages);
    }
}
