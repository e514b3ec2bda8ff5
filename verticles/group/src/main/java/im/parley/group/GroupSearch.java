package im.parley.group;

import im.parley.bus.Page;
import im.parley.proto.group.GroupCreateCountResp;
import im.parley.state.DayCounts;
import im.parley.state.Scan;
import im.parley.state.Tables;

import java.util.ArrayList;
import java.util.List;

/// All groups of the server (http-identity-and-groups.md 10.16, 10.20). On a virtual thread.
final class GroupSearch {
    /// Rows that a search holds in memory at a time.
    private static final int STEP = 2_000;

    private static final Scan<GroupRow> NEWEST =
            Scan.of(GroupRow.TABLE).by(GroupRow.BY_TIME).within(true).backwards();
    private static final Scan<GroupRow> BY_DAY = Scan.of(GroupRow.TABLE).by(GroupRow.BY_DAY);

    /// @param total how many there are on all pages
    record Found(long total, List<GroupRow> page) {}

    private final Tables tables;
    private final DayCounts<GroupRow> counts;

    GroupSearch(Tables tables) {
        this.tables = tables;
        this.counts = new DayCounts<>(tables, BY_DAY, GroupRow::createTime);
    }

    /// A dismissed one too.
    Found withId(String groupID, Page page) {
        var found = tables.get(GroupRow.TABLE, groupID).await().stream().toList();
        return new Found(found.size(), page.of(found));
    }

    /// Those whose name has this part, newest first, without dismissed ones. The reference takes a
    /// regular expression; a plain part of the text is what people mean.
    Found named(String part, Page page) {
        if (part.isEmpty()) return new Found(tables.count(NEWEST).await(), page(page));
        var found = new ArrayList<GroupRow>();
        for (int skip = 0; ; skip += STEP) {
            var some = tables.scan(NEWEST.skip(skip).limit(STEP)).await();
            for (var group : some) if (group.groupName().contains(part)) found.add(group);
            if (some.size() < STEP) return new Found(found.size(), page.of(found));
        }
    }

    private List<GroupRow> page(Page page) {
        return tables.scan(NEWEST.skip(page.skip()).limit(page.limit())).await();
    }

    GroupCreateCountResp createdBetween(long start, long end) {
        var answer =
                GroupCreateCountResp.newBuilder()
                        .setTotal(counts.total())
                        .setBefore(counts.before(start));
        counts.between(start, end).forEach((day, count) -> answer.putCount(day.toString(), count));
        return answer.build();
    }
}
