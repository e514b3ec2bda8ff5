package im.parley.schedule;

/// @param everySeconds from the end of one round to the beginning of the next
/// @param retainDays what is older is deleted for everybody; 0 keeps all for ever
/// @param batchMax of conversations that one step of a job takes
public record ScheduleConfig(int everySeconds, int retainDays, int batchMax) {
    /// The reference deletes after 365 days by default. What a server deletes unasked is lost, so
    /// here somebody has to ask.
    public static final ScheduleConfig DEFAULTS = new ScheduleConfig(600, 0, 500);

    public ScheduleConfig {
        if (everySeconds < 1)
            throw new IllegalArgumentException(
                    "schedule.everySeconds: at least 1, not " + everySeconds);
        if (retainDays < 0)
            throw new IllegalArgumentException("schedule.retainDays: 0 or more, not " + retainDays);
        if (batchMax < 1 || batchMax > 1_000)
            throw new IllegalArgumentException("schedule.batchMax: 1 to 1000, not " + batchMax);
    }
}
