package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each connection was shown: every message once, in the order of seqs, none left out.
final class Views {
    private final Map<String, List<Message>> stored;
    private final Map<String, List<Event.Sent>> sends;
    private final Report report;
    private final Map<Integer, View> views = new HashMap<>();

    private Views(
            Map<String, List<Message>> stored, Map<String, List<Event.Sent>> sends, Report report) {
        this.stored = stored;
        this.sends = sends;
        this.report = report;
    }

    static void check(
            List<Event> events,
            Map<String, List<Message>> stored,
            Map<String, List<Event.Sent>> sends,
            Report report) {
        var views = new Views(stored, sends, report);
        events.forEach(views::take);
        views.views.values().forEach(View::end);
    }

    private void take(Event event) {
        var view = views.computeIfAbsent(event.connection(), View::new);
        switch (event) {
            case Event.Opened opened -> view.user = opened.user();
            case Event.Synced synced -> view.synced(synced.newest());
            case Event.Acked ack -> view.acked.add(ack.id());
            case Event.Sent sent -> view.sent.add(sent.id());
            case Event.Pushed pushed -> view.pushed(pushed);
            case Event.Settled settled -> view.settled(settled);
            case Event.Refused _,
                    Event.Closed _,
                    Event.Wished _,
                    Event.Granted _,
                    Event.Denied _ -> {}
        }
    }

    private final class View {
        private final int connection;
        private final Set<String> acked = new HashSet<>();
        private final Set<String> sent = new HashSet<>();
        private final Map<String, Event.Pushed> first = new HashMap<>();
        private final Map<String, Long> last = new HashMap<>();
        private Map<String, Long> newest = Map.of();
        private boolean synced;
        private String user = "";

        View(int connection) {
            this.connection = connection;
        }

        void synced(Map<String, Long> seqs) {
            synced = true;
            newest = seqs;
        }

        /// I-9 to I-12, and all of it is stored.
        void pushed(Event.Pushed pushed) {
            var message = pushed.message();
            var conversation = pushed.conversation();
            var known = stored.getOrDefault(conversation, List.of());
            boolean there = message.seq() > 0 && message.seq() <= known.size();
            if (!there) report.addAt(pushed, Kind.LOST, "shown and not stored: %s", pushed);
            else asStored(pushed, known.get((int) message.seq() - 1));
            first.putIfAbsent(conversation, pushed);
            long before = last.getOrDefault(conversation, message.seq() - 1);
            if (message.seq() == before)
                report.addAt(pushed, Kind.DUPLICATED, "shown twice: %s", pushed);
            else if (message.seq() < before)
                report.addAt(pushed, Kind.REORDERED, "shown after seq %d: %s", before, pushed);
            else if (message.seq() > before + 1)
                report.addAt(pushed, Kind.LOST, "shown after seq %d: %s", before, pushed);
            last.merge(conversation, message.seq(), Math::max);
            replyFirst(pushed);
        }

        private void asStored(Event.Pushed pushed, Message known) {
            if (!known.mayHaveBeen(pushed.message()))
                report.addAt(pushed, Kind.WRONG, "shown %s, stored %s", pushed, known);
        }

        /// Reply before echo. A message that was sent again may be shown before the second reply.
        private void replyFirst(Event.Pushed pushed) {
            var id = pushed.message().id();
            if (sent.contains(id) && !acked.contains(id) && sends.get(id).size() == 1) {
                report.addAt(pushed, Kind.REORDERED, "shown before its reply: %s", pushed);
            }
        }

        /// I-12, I-13: all that was stored since the sync has been shown by now, the user's own
        /// messages too.
        void settled(Event.Settled settled) {
            settled.stored()
                    .forEach(
                            (conversation, seq) -> {
                                long shown =
                                        Math.max(
                                                last.getOrDefault(conversation, 0L),
                                                newest.getOrDefault(conversation, 0L));
                                if (shown >= seq) return;
                                report.addAt(
                                        settled,
                                        Kind.LOST,
                                        "connection %d of %s was shown %s up to %d of %d",
                                        connection,
                                        user,
                                        conversation,
                                        shown,
                                        seq);
                            });
        }

        /// What was stored before the first push must have been in the answer to the sync.
        void end() {
            first.forEach(
                    (conversation, pushed) -> {
                        long told = newest.getOrDefault(conversation, 0L);
                        if (!synced || pushed.message().seq() <= told + 1) return;
                        report.addAt(
                                pushed,
                                Kind.LOST,
                                "connection %d of %s synced %s to %d and was shown from %d on",
                                connection,
                                user,
                                conversation,
                                told,
                                pushed.message().seq());
                    });
        }
    }
}
