package im.parley.load;

import io.netty.channel.EventLoop;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Does on one event loop whatever is due by a schedule: every `step`-th thing from a first one to
/// a last one.
final class Pump {
    private final EventLoop loop;
    private final Schedule schedule;
    private final long step;
    private final long total;
    private final LongConsumer act;
    private volatile boolean stopped;
    private long next;

    Pump(EventLoop loop, Schedule schedule, long first, long step, long total, LongConsumer act) {
        this.loop = loop;
        this.schedule = schedule;
        this.next = first;
        this.step = step;
        this.total = total;
        this.act = act;
    }

    void start() {
        loop.execute(this::run);
    }

    /// What is not done yet stays undone.
    void stop() {
        stopped = true;
    }

    private void run() {
        long now = System.nanoTime();
        for (; next < total && !stopped && schedule.due(next) <= now; next += step)
            act.accept(next);
        if (next >= total || stopped) return;
        long wait = Math.max(0, schedule.due(next) - System.nanoTime());
        loop.schedule(this::run, wait, TimeUnit.NANOSECONDS);
    }
}
