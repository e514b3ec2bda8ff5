package im.parley.relation;

import im.parley.bus.Page;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.relation.RequestRow.Answer;
import im.parley.state.Key;
import im.parley.state.Scan;
import im.parley.state.Table;
import im.parley.state.Tables;
import im.parley.state.Write;

import io.vertx.core.Future;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applications, found from either side. Methods that give no future wait, on a virtual thread.
///
/// Being friends, applying and answering meet in the rows they write, so of two at the same moment
/// the later one starts again: an answer replaces the row as it read it; who applies while the
/// other's application is pending moves that row too.
final class RequestStore {
    /// Whose list of applications it is.
    enum Side {
        RECEIVED("received", "receivedByResult"),
        SENT("sent", "sentByResult");

        private final String byTime;
        private final String byResult;

        Side(String byTime, String byResult) {
            this.byTime = byTime;
            this.byResult = byResult;
        }

        Scan<RequestRow> scan(String user) {
            return Scan.of(TABLE).by(byTime).within(user).backwards();
        }

        Scan<RequestRow> scan(String user, Decision decision) {
            return Scan.of(TABLE).by(byResult).within(user, decision.number()).backwards();
        }
    }

    static final Table<RequestRow> TABLE =
            Table.of("friendRequest", RequestRow.class)
                    .key("fromUserID", "toUserID")
                    .index("received", "toUserID", "createTime")
                    .index("receivedByResult", "toUserID", "handleResult", "createTime")
                    .index("sent", "fromUserID", "createTime")
                    .index("sentByResult", "fromUserID", "handleResult", "createTime");

    private static final Set<Decision> ALL = Set.of(Decision.values());

    /// Rows that a count holds in memory at a time.
    private static final int COUNT_STEP = 500;

    private final Tables tables;
    private final FriendStore friends;

    RequestStore(Tables tables, FriendStore friends) {
        this.tables = tables;
        this.friends = friends;
    }

    /// An application that was agreed to, and who thereby became whose friend.
    record Agreed(RequestRow request, List<FriendRow> made) {}

    /// Those of these two directions that exist, in this order.
    Future<List<RequestRow>> bothWays(String from, String to) {
        return tables.getAll(TABLE, List.of(Key.of(from, to), Key.of(to, from)));
    }

    /// Newest first.
    List<RequestRow> page(Side side, String user, Set<Decision> wanted, Page page) {
        var scans = scans(side, user, wanted);
        if (scans.size() == 1)
            return tables.scan(scans.getFirst().skip(page.skip()).limit(page.limit())).await();
        return page.of(merged(scans, page));
    }

    /// Each part is in order, so as many rows of each as lie before the end of the page suffice.
    private List<RequestRow> merged(List<Scan<RequestRow>> scans, Page page) {
        int enough = (int) Math.min((long) page.skip() + page.limit(), Integer.MAX_VALUE);
        return scans.stream()
                .flatMap(scan -> tables.scan(scan.limit(enough)).await().stream())
                .sorted(Comparator.comparingLong(RequestRow::createTime).reversed())
                .toList();
    }

    long count(Side side, String user, Set<Decision> wanted) {
        return scans(side, user, wanted).stream()
                .mapToLong(scan -> tables.count(scan).await())
                .sum();
    }

    private static List<Scan<RequestRow>> scans(Side side, String user, Set<Decision> wanted) {
        return wanted.equals(ALL)
                ? List.of(side.scan(user))
                : wanted.stream().map(decision -> side.scan(user, decision)).toList();
    }

    /// Received, unanswered and made after this time; 0 is any time.
    long pendingSince(String user, long millis) {
        var pending = Side.RECEIVED.scan(user, Decision.PENDING);
        if (millis == 0) return tables.count(pending).await();
        for (int seen = 0; ; seen += COUNT_STEP) {
            var rows = tables.scan(pending.skip(seen).limit(COUNT_STEP)).await();
            long newer = rows.stream().takeWhile(row -> row.createTime() > millis).count();
            if (newer < COUNT_STEP) return seen + newer;
        }
    }

    /// Stores the application or renews the earlier one.
    RequestRow ask(RequestRow wish) {
        return Plan.carryOut(tables, () -> asking(wish));
    }

    private Future<Plan<RequestRow>> asking(RequestRow wish) {
        var from = wish.fromUserID();
        var to = wish.toUserID();
        // The applications come first: an answer after this reading of them makes the plan
        // conflict, one before it is seen in the friends.
        return bothWays(from, to)
                .compose(two -> friends.areFriends(from, to).map(yes -> asking(wish, two, yes)));
    }

    private static Plan<RequestRow> asking(RequestRow wish, List<RequestRow> two, boolean friends) {
        if (friends) throw new Refusal(ErrorCode.RELATIONSHIP_ALREADY);
        var plan =
                sentBy(wish.fromUserID(), two)
                        .map(before -> replacing(before, before.renewed(wish)))
                        .orElseGet(() -> new Plan<>(wish, List.of(Write.insert(TABLE, wish))));
        return plan.and(
                sentBy(wish.toUserID(), two)
                        .filter(RequestRow::isPending)
                        .map(crossing -> replacing(crossing, crossing.crossedAgain()).writes())
                        .orElse(List.of()));
    }

    /// Marks the application, and one in the other direction too, and makes both friends of each
    /// other, all in one write.
    Agreed agree(String from, String to, Answer answer, long createdMicros) {
        var rows =
                List.of(
                        FriendRow.made(to, from, createdMicros, FriendRow.APPLIED, from),
                        FriendRow.made(from, to, createdMicros, FriendRow.APPLIED, from));
        var agreed =
                Plan.carryOut(
                        tables,
                        () ->
                                bothWays(from, to)
                                        .map(two -> agreeing(from, two, answer))
                                        .compose(request -> befriending(request, rows)));
        friends.announce(agreed.made());
        return agreed;
    }

    private static Plan<RequestRow> agreeing(String from, List<RequestRow> two, Answer answer) {
        var asked = pending(from, two, ErrorCode.ARGS);
        var plan = replacing(asked, asked.answered(Decision.AGREED, answer));
        return plan.and(
                sentBy(asked.toUserID(), two)
                        .filter(RequestRow::isPending)
                        .map(row -> agreedAlong(row, answer))
                        .orElse(List.of()));
    }

    private static List<Write> agreedAlong(RequestRow crossing, Answer answer) {
        var after = crossing.answered(Decision.AGREED, answer.withoutWords());
        return replacing(crossing, after).writes();
    }

    private Future<Plan<Agreed>> befriending(Plan<RequestRow> request, List<FriendRow> rows) {
        return friends.making(rows)
                .map(
                        made ->
                                new Plan<>(
                                                new Agreed(request.outcome(), made.outcome()),
                                                request.writes())
                                        .and(made.writes()));
    }

    RequestRow refuse(String from, String to, Answer answer) {
        return Plan.carryOut(
                tables, () -> bothWays(from, to).map(two -> refusing(from, two, answer)));
    }

    private static Plan<RequestRow> refusing(String from, List<RequestRow> two, Answer answer) {
        var asked = pending(from, two, ErrorCode.FRIEND_REQUEST_HANDLED);
        return replacing(asked, asked.answered(Decision.REFUSED, answer));
    }

    private static RequestRow pending(String from, List<RequestRow> two, ErrorCode ifAnswered) {
        var asked = sentBy(from, two).orElseThrow(() -> new Refusal(ErrorCode.RECORD_NOT_FOUND));
        if (!asked.isPending()) throw new Refusal(ifAnswered, "the application is answered");
        return asked;
    }

    private static Optional<RequestRow> sentBy(String user, List<RequestRow> two) {
        return two.stream().filter(row -> row.fromUserID().equals(user)).findFirst();
    }

    private static Plan<RequestRow> replacing(RequestRow before, RequestRow after) {
        return new Plan<>(after, List.of(Write.replace(TABLE, before, after)));
    }
}
