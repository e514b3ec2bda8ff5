package im.parley.embedded;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageStore;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/// Messages in four column families, see [MessageFormat].
final class RocksMessageStore implements MessageStore {
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
        var hashes = new ArrayList<byte[]>(wanted.size());
        for (var send : wanted)
            hashes.add(
                    MessageFormat.sendKey(
                            MessageFormat.prefix(send.conversation()),
                            send.sender(),
                            send.clientMsgID()));
        var candidates = new ArrayList<SendKey>();
        var keys = new ArrayList<byte[]>();
        disk.latest()
                .getAll(
                        Family.SENDS,
                        hashes,
                        (i, seq) -> {
                            var send = wanted.get(i);
                            candidates.add(send);
                            var prefix = MessageFormat.prefix(send.conversation());
                            keys.add(MessageFormat.messageKey(prefix, MessageFormat.seq(seq)));
                        });
        var found = new HashMap<SendKey, Numbered>();
        disk.latest()
                .getAll(
                        Family.MESSAGES,
                        keys,
                        (i, body) -> {
                            if (isOf(candidates.get(i), body))
                                found.put(candidates.get(i), numbered(keys.get(i), body));
                        });
        return found;
    }

    private static boolean isOf(SendKey send, byte[] body) {
        try {
            var message = MsgData.parseFrom(body);
            return message.getClientMsgID().equals(send.clientMsgID())
                    && message.getSendID().equals(send.sender().value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored message of " + send + " is unreadable", e);
        }
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
                    var keys = wanted.stream().map(id -> MessageFormat.readsKey(user, id)).toList();
                    var bounds = all(wanted, UserBounds.NONE);
                    disk.latest()
                            .getAll(
                                    Family.READS,
                                    keys,
                                    (i, value) ->
                                            bounds.put(
                                                    wanted.get(i),
                                                    MessageFormat.userBounds(value)));
                    return bounds;
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

    private static Numbered numbered(byte[] key, byte[] body) {
        return new Numbered(MessageFormat.seqOf(key), body);
    }
}
