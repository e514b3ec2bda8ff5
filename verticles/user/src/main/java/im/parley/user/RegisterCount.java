package im.parley.user;

import im.parley.bus.Page;
import im.parley.proto.user.userRegisterCountResp;
import im.parley.state.Scan;

import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// How many registered when (http-identity-and-groups.md 8.22). Whole days are counted in the
/// index; rows are read only of the days in which a bound falls.
final class RegisterCount {
    private static final Scan<UserRow> BY_TIME = Scan.of(UserRow.TABLE).by(UserRow.BY_TIME);
    private static final Page ONE = new Page(0, 1);

    private final UserStore users;

    RegisterCount(UserStore users) {
        this.users = users;
    }

    /// @param end the first millisecond that no longer counts
    userRegisterCountResp between(long start, long end) {
        var count = userRegisterCountResp.newBuilder().setTotal(users.count(BY_TIME));
        if (count.getTotal() == 0) return count.build();
        long firstDay = users.page(BY_TIME, ONE).getFirst().createDay();
        long lastDay = users.page(BY_TIME.backwards(), ONE).getFirst().createDay();
        count.setBefore(
                LongStream.rangeClosed(firstDay, Math.min(lastDay, UserRow.dayOf(start)))
                        .map(day -> countOf(day, 0, start))
                        .sum());
        long from = Math.max(firstDay, UserRow.dayOf(start));
        for (long day = from; day <= Math.min(lastDay, UserRow.dayOf(end)); day++) {
            long registered = countOf(day, start, end);
            if (registered > 0) count.putCount(LocalDate.ofEpochDay(day).toString(), registered);
        }
        return count.build();
    }

    private long countOf(long day, long start, long end) {
        var within = BY_TIME.within(day);
        if (UserRow.dayOf(start - 1) < day && UserRow.dayOf(end) > day) return users.count(within);
        Predicate<UserRow> counts = user -> user.createTime() >= start && user.createTime() < end;
        return users.search(within, counts).size();
    }
}
