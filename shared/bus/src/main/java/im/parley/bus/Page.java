package im.parley.bus;

import im.parley.proto.sdkws.RequestPagination;

import java.util.List;

/// The rows of a list that a request asks for (http-identity-and-groups.md 1.3). Whatever asks for
/// nothing sensible (no page, a number below 1, a size below 1) gets no rows.
public record Page(int skip, int limit) {
    public static Page of(RequestPagination pagination) {
        int size = pagination.getShowNumber();
        long skip = (pagination.getPageNumber() - 1L) * size;
        boolean beyond = size < 1 || skip < 0 || skip > Integer.MAX_VALUE;
        return beyond ? new Page(0, 0) : new Page((int) skip, size);
    }

    public boolean isEmpty() {
        return limit == 0;
    }

    /// This page of a list that is in memory.
    public <T> List<T> of(List<T> all) {
        return all.stream().skip(skip).limit(limit).toList();
    }
}
