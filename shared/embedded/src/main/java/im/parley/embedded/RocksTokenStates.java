package im.parley.embedded;

import im.parley.contract.UserId;
import im.parley.state.TokenStates;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A user's tokens in one value: they are read together and replaced together.
///
///     user 00 → varint tokens, then each: platform, state, good until, token
final class RocksTokenStates implements TokenStates {
    private static final List<State> STATES = List.of(State.values());

    private final Disk disk;
    private final Writer writer;
    private final Readers readers;

    RocksTokenStates(Disk disk, Writer writer, Readers readers) {
        this.disk = disk;
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Future<List<Held>> of(UserId user) {
        var key = Order.text(user.value());
        return readers.read(() -> decode(disk.latest().get(Family.TOKENS, key)));
    }

    @Override
    public Future<Boolean> replace(UserId user, List<Held> before, List<Held> after) {
        var slot = new Slot(Family.TOKENS, Order.text(user.value()));
        var expected = List.copyOf(before);
        var value = after.isEmpty() ? Optional.<byte[]>empty() : Optional.of(encode(after));
        return writer.write(
                draft -> {
                    if (!decode(draft.get(slot.family(), slot.key())).equals(expected))
                        return false;
                    draft.put(slot, value);
                    return true;
                });
    }

    private static byte[] encode(List<Held> tokens) {
        var packer = new Packer(64 + 256 * tokens.size()).varint(tokens.size());
        for (var held : tokens)
            packer.varint(held.platformID())
                    .varint(held.state().ordinal())
                    .signed(held.goodUntil())
                    .text(held.token());
        return packer.bytes();
    }

    private static List<Held> decode(Optional<byte[]> value) {
        if (value.isEmpty()) return List.of();
        var unpacker = new Unpacker(value.get());
        int size = (int) unpacker.varint();
        var tokens = new ArrayList<Held>(size);
        for (int i = 0; i < size; i++) {
            int platform = (int) unpacker.varint();
            var state = STATES.get((int) unpacker.varint());
            long goodUntil = unpacker.signed();
            tokens.add(new Held(platform, unpacker.text(), state, goodUntil));
        }
        return List.copyOf(tokens);
    }
}
