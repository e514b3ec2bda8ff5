package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.Marks;
import im.parley.state.MessageArchive;
import im.parley.state.Note;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/// Messages in five column families, see [MessageFormat] and [MarkFormat].
final class RocksMessageStore implements MessageArchive {
    private final Disk disk;
    private final Writer writer;
    private final Readers readers;
    private final Heads heads = new Heads();
    private final AtomicLong appends = new AtomicLong();

    RocksMessageStore(Disk disk, Writer writer, Readers readers) {
        this.disk = disk;
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Future<Void> append(List<Entry> entries) {
        if (entries.isEmpty()) return Future.succeededFuture();
        return writer.write(new Append(heads, entries, appends.incrementAndGet()));
    }

    @Override
    public Future<Map<SendKey, Numbered>> find(Collection<SendKey> sends) {
        if (sends.isEmpty()) return Future.succeededFuture(Map.of());
        var wanted = List.copyOf(sends);
        return readers.read(() -> found(wanted));
    }

    private Map<SendKey, Numbered> found(List<SendKey> wanted) {
        var keys = wanted.stream().map(MessageFormat::sendKey).toList();
        var candidates = new ArrayList<SendKey>();
        var seqs = new ArrayList<Long>();
        disk.latest()
                .getAll(
                        Family.SENDS,
                        keys,
                        (i, seq) -> {
                            candidates.add(wanted.get(i));
                            seqs.add(MessageFormat.seq(seq));
                        });
        var found = new HashMap<SendKey, Numbered>();
        pick(found, candidates, seqs, Family.MESSAGES, RocksMessageStore::messageKey);
        if (found.size() < candidates.size())
            pick(found, candidates, seqs, Family.MARKS, MarkFormat::erasedKey);
        return found;
    }

    private void pick(
            Map<SendKey, Numbered> found,
            List<SendKey> candidates,
            List<Long> seqs,
            Family family,
            BiFunction<ConversationId, Long, byte[]> keyOf) {
        var keys = new ArrayList<byte[]>(candidates.size());
        for (int i = 0; i < candidates.size(); i++)
            keys.add(keyOf.apply(candidates.get(i).conversation(), seqs.get(i)));
        disk.latest()
                .getAll(
                        family,
                        keys,
                        (i, body) -> {
                            if (isOf(candidates.get(i), body))
                                found.put(candidates.get(i), new Numbered(seqs.get(i), body));
                        });
    }

    private static byte[] messageKey(ConversationId conversation, long seq) {
        return MessageFormat.messageKey(MessageFormat.prefix(conversation), seq);
    }

    private static boolean isOf(SendKey send, byte[] body) {
        var message = Removal.parsed(body);
        return message.getClientMsgID().equals(send.clientMsgID())
                && message.getSendID().equals(send.sender().value());
    }

    @Override
    public Future<Map<ConversationId, Bounds>> bounds(Collection<ConversationId> conversations) {
        var wanted = List.copyOf(conversations);
        return readers.read(
                () -> {
                    var keys = wanted.stream().map(MessageFormat::prefix).toList();
                    var bounds = all(wanted, Bounds.NONE);
                    disk.latest()
                            .getAll(
                                    Family.SEQS,
                                    keys,
                                    (i, value) ->
                                            bounds.put(wanted.get(i), MessageFormat.bounds(value)));
                    return bounds;
                });
    }

    @Override
    public Future<Map<ConversationId, UserBounds>> bounds(
            UserId user, Collection<ConversationId> conversations) {
        var wanted = List.copyOf(conversations);
        return readers.read(
                () -> {
                    var bounds = all(wanted, UserBounds.NONE);
                    readSent(user, wanted, bounds);
                    readOwn(user, wanted, bounds);
                    return bounds;
                });
    }

    /// First, or who drops out of a conversation's last senders meanwhile would be missed.
    private void readSent(
            UserId user, List<ConversationId> wanted, Map<ConversationId, UserBounds> bounds) {
        var keys = wanted.stream().map(MessageFormat::prefix).toList();
        disk.latest()
                .getAll(
                        Family.SEQS,
                        keys,
                        (i, seqs) -> {
                            long seq = MessageFormat.senders(seqs).readSeq(user);
                            bounds.put(wanted.get(i), UserBounds.NONE.readTo(seq));
                        });
    }

    private void readOwn(
            UserId user, List<ConversationId> wanted, Map<ConversationId, UserBounds> bounds) {
        var keys = wanted.stream().map(id -> MessageFormat.readsKey(user, id)).toList();
        disk.latest()
                .getAll(
                        Family.READS,
                        keys,
                        (i, value) -> {
                            var own = MessageFormat.userBounds(value);
                            bounds.compute(wanted.get(i), (_, sent) -> own.readTo(sent.readSeq()));
                        });
    }

    private static <V> Map<ConversationId, V> all(List<ConversationId> conversations, V value) {
        var map = HashMap.<ConversationId, V>newHashMap(conversations.size());
        for (var conversation : conversations) map.put(conversation, value);
        return map;
    }

    @Override
    public Future<List<Numbered>> range(
            ConversationId conversation, long seqFirst, long seqLast, int count) {
        if (count <= 0 || seqLast < Math.max(seqFirst, 1)) return Future.succeededFuture(List.of());
        return readers.read(() -> newest(conversation, seqFirst, seqLast, count));
    }

    // The newest are met first on the way back, so a long range costs no more than what it returns.
    private List<Numbered> newest(
            ConversationId conversation, long seqFirst, long seqLast, int count) {
        var prefix = MessageFormat.prefix(conversation);
        var first = MessageFormat.messageKey(prefix, Math.max(seqFirst, 1));
        var end = Order.behind(MessageFormat.messageKey(prefix, seqLast));
        var newest = new ArrayList<Numbered>(Math.min(count, 128));
        disk.latest()
                .walkBack(
                        Family.MESSAGES,
                        first,
                        end,
                        (key, at) -> {
                            newest.add(numbered(key, at.value()));
                            return newest.size() < count;
                        });
        return newest.reversed();
    }

    @Override
    public Future<List<Numbered>> pick(ConversationId conversation, Collection<Long> seqs) {
        if (seqs.isEmpty()) return Future.succeededFuture(List.of());
        var wanted = new TreeSet<>(seqs);
        return readers.read(
                () -> {
                    var prefix = MessageFormat.prefix(conversation);
                    var keys =
                            wanted.stream()
                                    .map(seq -> MessageFormat.messageKey(prefix, seq))
                                    .toList();
                    var picked = new ArrayList<Numbered>(keys.size());
                    disk.latest()
                            .getAll(
                                    Family.MESSAGES,
                                    keys,
                                    (i, body) -> picked.add(numbered(keys.get(i), body)));
                    return picked;
                });
    }

    @Override
    public Future<Void> note(List<Note> notes) {
        if (notes.isEmpty()) return Future.succeededFuture();
        var erased =
                notes.stream()
                        .filter(Note.Erased.class::isInstance)
                        .map(Note.Erased.class::cast)
                        .toList();
        if (erased.isEmpty()) return writer.write(new Noting(heads, notes, Map.of()));
        return readers.read(() -> removals(erased))
                .compose(removals -> writer.write(new Noting(heads, notes, removals)));
    }

    private Map<Note, Removal> removals(List<Note.Erased> notes) {
        var removals = new HashMap<Note, Removal>();
        for (var note : notes) removals.put(note, Removal.erasing(disk.latest(), note));
        return removals;
    }

    @Override
    public Future<Map<Long, Marks>> marks(
            UserId viewer, ConversationId conversation, Collection<Long> seqs) {
        if (seqs.isEmpty()) return Future.succeededFuture(Map.of());
        var wanted = new TreeSet<>(seqs);
        return readers.read(
                () -> new MarkReader(disk.latest(), viewer, conversation, wanted).read());
    }

    @Override
    public Future<Long> seqAt(ConversationId conversation, long time) {
        return readers.read(() -> lastUntil(conversation, time));
    }

    /// Halves the seqs in question; those of erased messages count as their next older one.
    private long lastUntil(ConversationId conversation, long time) {
        long found = 0;
        long first = 1;
        long last =
                disk.latest()
                        .get(Family.SEQS, MessageFormat.prefix(conversation))
                        .map(value -> MessageFormat.bounds(value).maxSeq())
                        .orElse(0L);
        while (first <= last) {
            long middle = (first + last) >>> 1;
            var nearest = newest(conversation, first, middle, 1);
            if (nearest.isEmpty()) first = middle + 1;
            else if (Removal.parsed(nearest.getFirst().body()).getSendTime() > time)
                last = nearest.getFirst().seq() - 1;
            else {
                found = nearest.getFirst().seq();
                first = middle + 1;
            }
        }
        return found;
    }

    @Override
    public Future<List<ConversationId>> conversations(ConversationId after, int count) {
        return readers.read(() -> following(after, count));
    }

    /// One leap a conversation, however many messages it holds.
    private List<ConversationId> following(ConversationId after, int count) {
        var ids = new ArrayList<ConversationId>();
        if (count <= 0) return ids;
        disk.latest()
                .walk(
                        Family.MESSAGES,
                        Order.behind(MessageFormat.prefix(after)),
                        Order.BEHIND_ALL_TEXT,
                        (key, at) -> {
                            ids.add(MessageFormat.conversation(key));
                            var prefix = MessageFormat.prefix(ids.getLast());
                            at.seekForPrev(Order.behind(prefix));
                            return ids.size() < count;
                        });
        return ids;
    }

    @Override
    public Future<Integer> retire(ConversationId conversation, long time, int count) {
        return readers.read(() -> Removal.retiring(disk.latest(), conversation, time, count))
                .compose(removal -> retire(conversation, removal));
    }

    private Future<Integer> retire(ConversationId conversation, Removal removal) {
        return removal.messages() == 0
                ? Future.succeededFuture(0)
                : writer.write(new Retiring(heads, conversation, removal));
    }

    private static Numbered numbered(byte[] key, byte[] body) {
        return new Numbered(MessageFormat.seqOf(key), body);
    }
}
