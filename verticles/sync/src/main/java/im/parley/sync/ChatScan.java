package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageArchive;

import java.util.List;
import java.util.function.UnaryOperator;

/// Walks over the stored chat messages of a stretch of time, conversation by conversation in the
/// order of their ids, oldest message first. There is no index over all messages: what a question
/// costs is the messages it looks at, and their number is bounded.
///
///     conversations of a kind ─► which? ─► anything since then? ─► seqs of that time ─► messages
final class ChatScan {
    static final String GROUPS = "sg_";
    static final String SINGLES = "si_";

    /// A stretch of time in milliseconds.
    ///
    /// @param end left out
    record Span(long first, long end) {
        static final Span ALWAYS = new Span(0, Long.MAX_VALUE);
    }

    @FunctionalInterface
    interface Visitor {
        void visit(ConversationId conversation, MsgData message);
    }

    private static final int CONVERSATIONS_AT_ONCE = 1_000;
    private static final int MESSAGES_AT_ONCE = 500;

    private final MessageArchive store;
    private final Span span;
    private final Visitor visitor;
    private int left;

    /// @param lookedAtMax messages after which it stops
    ChatScan(MessageArchive store, Span span, int lookedAtMax, Visitor visitor) {
        this.store = store;
        this.span = span;
        this.left = lookedAtMax;
        this.visitor = visitor;
    }

    /// @param kind how the ids of the conversations start
    /// @param among those of some conversations that are to be looked at
    void run(String kind, UnaryOperator<List<ConversationId>> among) {
        var after = new ConversationId(kind);
        while (left > 0) {
            var some = store.conversations(after, CONVERSATIONS_AT_ONCE).await();
            var ofKind = some.stream().filter(id -> id.value().startsWith(kind)).toList();
            run(among.apply(ofKind));
            if (ofKind.size() < CONVERSATIONS_AT_ONCE) return;
            after = some.getLast();
        }
    }

    void run(List<ConversationId> conversations) {
        var bounds = store.bounds(conversations).await();
        for (var conversation : conversations)
            if (left > 0 && bounds.get(conversation).lastTime() >= span.first())
                run(conversation, bounds.get(conversation).maxSeq());
    }

    private void run(ConversationId conversation, long maxSeq) {
        long first = span.first() > 0 ? seqBefore(conversation, span.first()) + 1 : 1;
        long last = span.end() < Long.MAX_VALUE ? seqBefore(conversation, span.end()) : maxSeq;
        for (long from = first; from <= last && left > 0; from += MESSAGES_AT_ONCE) {
            long to = Math.min(last, from + MESSAGES_AT_ONCE - 1);
            var messages = store.range(conversation, from, to, MESSAGES_AT_ONCE).await();
            left -= messages.size();
            for (var message : messages) visitor.visit(conversation, Sight.parsed(message));
        }
    }

    private long seqBefore(ConversationId conversation, long time) {
        return store.seqAt(conversation, time - 1).await();
    }
}
