package im.parley.webhook;

import im.parley.state.Table;

/// An event that was tried often enough. It is kept until an operator replays or drops it, or until
/// newer ones need its place.
///
/// @param died Unix milliseconds
/// @param reason of the last failure
record DeadLetter(
        String id,
        String hook,
        int lane,
        String path,
        String operationID,
        String body,
        long since,
        long died,
        int attempts,
        String reason) {
    static final String BY_AGE = "byAge";
    static final String BY_HOOK = "byHook";

    static final Table<DeadLetter> TABLE =
            Table.of("webhookDeadLetter", DeadLetter.class)
                    .key("id")
                    .index(BY_AGE, "died")
                    .index(BY_HOOK, "hook", "died");

    static DeadLetter of(Event event, long died, int attempts, String reason) {
        return new DeadLetter(
                event.id(),
                event.hook(),
                event.lane(),
                event.path(),
                event.operationID(),
                event.body(),
                event.since(),
                died,
                attempts,
                reason);
    }

    /// The same event again, behind those that wait.
    Event replayed(long number) {
        return new Event(hook, lane, number, id, path, operationID, body, since);
    }
}
