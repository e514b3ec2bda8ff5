package im.parley.schedule;

import im.parley.bus.Call;
import im.parley.platform.Clock;
import im.parley.platform.Ids;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Does every job until nothing more is due. For virtual threads.
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /// A job that never comes to an end must not keep the others from theirs.
    static final int STEPS_MAX = 10_000;

    static final long STEP_MILLIS = 60_000;

    private final List<Job> jobs;
    private final Lease lease;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final int batchMax;
    private volatile boolean stopped;

    Round(List<Job> jobs, Lease lease, Clock clock, MeterRegistry metrics, int batchMax) {
        this.jobs = jobs;
        this.lease = lease;
        this.clock = clock;
        this.metrics = metrics;
        this.batchMax = batchMax;
    }

    /// Ends it behind the step at hand.
    void stop() {
        stopped = true;
    }

    void run() {
        for (var job : jobs) attempt(job);
    }

    /// What fails now is due in the next round again, and keeps no other job waiting.
    private void attempt(Job job) {
        try {
            if (!stopped && lease.hold(job.name()).await()) work(job);
        } catch (RuntimeException e) {
            metrics.counter("parley.schedule.failures", "job", job.name()).increment();
            LOG.atWarn().setCause(e).addKeyValue("job", job.name()).log("job failed");
        }
    }

    private void work(Job job) {
        long start = clock.millis();
        int taken = 0;
        for (int step = 0; step < STEPS_MAX && !stopped; step++) {
            int found = job.step().take(call(job), batchMax).await();
            metrics.counter("parley.schedule.taken", "job", job.name()).increment(found);
            taken += found;
            if (found < batchMax || !lease.hold(job.name()).await()) break;
        }
        lease.giveUp(job.name()).await();
        if (taken > 0)
            LOG.atInfo()
                    .addKeyValue("job", job.name())
                    .addKeyValue("taken", taken)
                    .addKeyValue("millis", clock.millis() - start)
                    .log("job done");
    }

    private Call call(Job job) {
        return Call.ofServer(job.name() + "_" + Ids.messageId(), clock.millis() + STEP_MILLIS);
    }
}
