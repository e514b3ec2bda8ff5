package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.Marks;
import im.parley.state.Note.Revocation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Gathers what is noted of some messages of one conversation.
final class MarkReader {
    /// Walking over what is not wanted is cheaper than a seek up to about here.
    private static final long GAP_MAX = 64;

    private static final class Found {
        private final Set<UserId> readBy = new HashSet<>();
        private Optional<Revocation> revocation = Optional.empty();
        private boolean hidden;

        private Marks marks() {
            return new Marks(readBy, revocation, hidden);
        }
    }

    private final View view;
    private final UserId viewer;
    private final ConversationId conversation;
    private final NavigableSet<Long> seqs;
    private final Map<Long, Found> found = new HashMap<>();

    MarkReader(View view, UserId viewer, ConversationId conversation, NavigableSet<Long> seqs) {
        this.view = view;
        this.viewer = viewer;
        this.conversation = conversation;
        this.seqs = seqs;
    }

    Map<Long, Marks> read() {
        long first = seqs.first();
        long last = first;
        for (long seq : seqs) {
            if (seq - last > GAP_MAX) {
                run(first, last);
                first = seq;
            }
            last = seq;
        }
        run(first, last);
        return found.entrySet().stream()
                .filter(entry -> seqs.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().marks()));
    }

    private void run(long first, long last) {
        walk(seq -> MarkFormat.ofMessage(conversation, seq), first, last, this::noted);
        walk(
                seq -> MarkFormat.hiddenKey(viewer, conversation, seq),
                first,
                last,
                (key, seqAt, _) -> of(MarkFormat.seq(key, seqAt)).hidden = true);
    }

    @FunctionalInterface
    private interface Entry {
        void read(byte[] key, int seqAt, byte[] value);
    }

    private void walk(Function<Long, byte[]> start, long first, long last, Entry entry) {
        var from = start.apply(first);
        view.walk(
                Family.MARKS,
                from,
                Order.behind(start.apply(last)),
                (key, at) -> {
                    entry.read(key, from.length - Long.BYTES, at.value());
                    return true;
                });
    }

    private void noted(byte[] key, int seqAt, byte[] value) {
        long seq = MarkFormat.seq(key, seqAt);
        switch (MarkFormat.kind(key, seqAt)) {
            case MarkFormat.READ -> of(seq).readBy.add(MarkFormat.reader(key, seqAt));
            case MarkFormat.REVOKED ->
                    of(seq).revocation = Optional.of(MarkFormat.revocation(value));
            default -> {} // what is left of an erased message is for those who send it again
        }
    }

    private Found of(long seq) {
        return found.computeIfAbsent(seq, _ -> new Found());
    }
}
