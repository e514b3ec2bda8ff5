package im.parley.embedded;

import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.state.MessageStore;
import im.parley.state.Note;
import im.parley.state.Table;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;
import im.parley.state.Write;
import im.parley.testkit.Messages;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.nio.file.Path;
import java.util.List;

/// A process that stores as fast as it can, says after each acknowledgement how far it has come,
/// and waits to be killed.
final class Victim {
    record Row(String id, long seq) {}

    static final Table<Row> ROWS = Table.of("row", Row.class).key("id").index("bySeq", "seq");
    static final UserId AMY = new UserId("amy");
    static final UserId BOB = new UserId("bob");
    static final ConversationId CHAT = ConversationId.single(AMY, BOB);

    private Victim() {}

    /// @param arguments the folder
    public static void main(String[] arguments) {
        var state = open(Path.of(arguments[0]), Vertx.vertx());
        long last = state.messages().bounds(List.of(CHAT)).await().get(CHAT).maxSeq();
        completeLast(state, last);
        for (long seq = last + 1; ; seq++) {
            var writes =
                    List.of(
                            state.messages().append(List.of(entry(seq))),
                            state.messages().note(notes(seq)),
                            state.tables().write(List.of(Write.insert(ROWS, row(seq)))),
                            state.tokens().replace(AMY, tokens(seq - 1), tokens(seq)));
            Future.all(writes).await();
            System.out.println(seq);
        }
    }

    // The writes of a seq are not one: a kill may have come between them.
    private static void completeLast(EmbeddedState state, long last) {
        if (last == 0) return;
        state.messages().note(notes(last)).await();
        state.tables().write(List.of(Write.put(ROWS, row(last)))).await();
        var held = state.tokens().of(AMY).await();
        state.tokens().replace(AMY, held, tokens(last)).await();
    }

    static EmbeddedState open(Path folder, Vertx vertx) {
        return EmbeddedState.open(
                vertx, folder, EmbeddedConfig.DEFAULTS, new SimpleMeterRegistry());
    }

    static Row row(long seq) {
        return new Row("row" + seq, seq);
    }

    static List<Held> tokens(long seq) {
        return seq == 0 ? List.of() : List.of(new Held(1, "token" + seq, State.NORMAL, seq));
    }

    static List<Note> notes(long seq) {
        return List.of(
                new Note.ReadTo(BOB, CHAT, seq),
                new Note.ReadBy(BOB, CHAT, List.of(seq)),
                new Note.Hidden(BOB, CHAT, List.of(seq)),
                new Note.OpenFrom(BOB, CHAT, seq));
    }

    private static MessageStore.Entry entry(long seq) {
        var message =
                Messages.text("amy", "bob", "number " + seq).toBuilder()
                        .setClientMsgID("id" + seq)
                        .build();
        return Messages.entry(message, seq);
    }
}
