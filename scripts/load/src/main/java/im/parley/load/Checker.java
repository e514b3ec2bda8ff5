package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what clients saw against what is stored: the promises of the server and the invariants I-1
/// to I-14 of message-pipeline.md 10.2 as far as single chats can show them. A pure function of its
/// two inputs.
final class Checker {
    private final List<Event> events;
    private final Map<String, List<Message>> stored;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Message> byId = new HashMap<>();
    private final Map<String, Event.Acked> acks = new HashMap<>();
    private final Map<String, List<Event.Sent>> sends = new HashMap<>();

    private Checker(List<Event> events, Map<String, List<Message>> stored) {
        this.events = events;
        this.stored = stored;
    }

    /// @param stored all messages of each conversation, as pulled once everything was quiet
    static List<Violation> check(List<Event> events, Map<String, List<Message>> stored) {
        var checker = new Checker(events, stored);
        stored.forEach(checker::conversation);
        checker.collect();
        checker.acknowledged();
        checker.refused();
        checker.order();
        checker.connections();
        return checker.violations;
    }

    /// I-2, I-3, I-6: seqs without holes, no message twice, time does not run back.
    private void conversation(String conversation, List<Message> messages) {
        long seq = 0;
        long time = 0;
        for (var message : messages) {
            seq++;
            if (message.isPlaceholder() || message.seq() != seq) {
                add(Kind.HOLE, "%s: seq %d is %s", conversation, seq, message);
            }
            if (message.sendTime() < time)
                add(Kind.REORDERED, "%s: time runs back at %s", conversation, message);
            time = message.sendTime();
            var twin = byId.put(message.id(), message);
            if (twin != null)
                add(Kind.DUPLICATED, "%s: %s is also %s", conversation, message, twin);
        }
    }

    private void collect() {
        for (var event : events) {
            switch (event) {
                case Event.Acked ack -> acked(ack);
                case Event.Sent sent ->
                        sends.computeIfAbsent(sent.id(), _ -> new ArrayList<>()).add(sent);
                case Event.Closed(var connection, var why) when !why.isEmpty() ->
                        add(Kind.WRONG, "connection %d ended by %s", connection, why);
                default -> {}
            }
        }
    }

    /// I-4: every answer to the same message is the same.
    private void acked(Event.Acked ack) {
        var first = acks.putIfAbsent(ack.id(), ack);
        boolean same =
                first == null
                        || first.serverMsgId().equals(ack.serverMsgId())
                                && first.sendTime() == ack.sendTime();
        if (!same) add(Kind.WRONG, "a retry got another answer: %s, first %s", ack, first);
    }

    /// I-1, I-6: what was acknowledged is stored, as it was acknowledged.
    private void acknowledged() {
        for (var ack : acks.values()) {
            var message = byId.get(ack.id());
            if (message == null) {
                add(Kind.LOST, "acknowledged and not stored: %s", ack);
            } else if (!message.serverMsgId().equals(ack.serverMsgId())
                    || message.sendTime() != ack.sendTime()) {
                add(Kind.WRONG, "stored otherwise than acknowledged: %s, %s", message, ack);
            }
        }
    }

    /// I-7: a refusal means that nothing is stored.
    private void refused() {
        for (var event : events) {
            if (event instanceof Event.Refused refused && byId.containsKey(refused.id())) {
                add(Kind.WRONG, "refused and yet stored: %s", refused);
            }
        }
    }

    /// I-5: whatever a sender wrote after an acknowledgement stands behind the acknowledged
    /// message, and what was written on one connection stands in the order of writing.
    private void order() {
        record Place(String sender, String conversation) {}
        record Line(String sender, String conversation, int connection) {}
        var ackedUpTo = new HashMap<Place, Long>();
        var writtenUpTo = new HashMap<Line, Long>();
        var conversations = new HashMap<String, Place>();
        var opened = new HashSet<String>();
        for (var event : events) {
            switch (event) {
                case Event.Sent sent -> {
                    var message = byId.get(sent.id());
                    if (message == null || !opened.add(sent.id())) continue;
                    var place = new Place(sent.sender(), sent.conversation());
                    conversations.put(sent.id(), place);
                    behind(
                            message,
                            ackedUpTo.getOrDefault(place, 0L),
                            "acknowledged before it was sent");
                    if (sends.get(sent.id()).size() > 1) continue;
                    var line = new Line(sent.sender(), sent.conversation(), sent.connection());
                    behind(
                            message,
                            writtenUpTo.getOrDefault(line, 0L),
                            "written before it on its connection");
                    writtenUpTo.merge(line, message.seq(), Math::max);
                }
                case Event.Acked ack -> {
                    var message = byId.get(ack.id());
                    var place = conversations.get(ack.id());
                    if (message != null && place != null)
                        ackedUpTo.merge(place, message.seq(), Math::max);
                }
                default -> {}
            }
        }
    }

    private void behind(Message message, long seq, String what) {
        if (message.seq() < seq)
            add(Kind.REORDERED, "%s stands before seq %d, which was %s", message, seq, what);
    }

    private void connections() {
        var views = new HashMap<Integer, View>();
        for (var event : events) {
            var view = views.computeIfAbsent(event.connection(), View::new);
            switch (event) {
                case Event.Opened opened -> view.user = opened.user();
                case Event.Synced synced -> view.synced(synced.newest());
                case Event.Acked ack -> view.acked.add(ack.id());
                case Event.Sent sent -> view.sent.add(sent.id());
                case Event.Pushed pushed -> view.pushed(pushed);
                case Event.Settled settled -> view.settled(settled.stored());
                case Event.Refused _, Event.Closed _ -> {}
            }
        }
        views.values().forEach(View::end);
    }

    /// What one connection was shown.
    private final class View {
        private final int connection;
        private final Set<String> acked = new HashSet<>();
        private final Set<String> sent = new HashSet<>();
        private final Map<String, Long> first = new HashMap<>();
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

        /// I-9 to I-12: each message once, in the order of seqs, none left out, all of them stored.
        void pushed(Event.Pushed pushed) {
            var message = pushed.message();
            var conversation = pushed.conversation();
            var known = stored.getOrDefault(conversation, List.of());
            boolean there = message.seq() > 0 && message.seq() <= known.size();
            if (!there) add(Kind.LOST, "shown and not stored: %s", pushed);
            else if (!known.get((int) message.seq() - 1).equals(message)) {
                add(Kind.WRONG, "shown %s, stored %s", pushed, known.get((int) message.seq() - 1));
            }
            first.putIfAbsent(conversation, message.seq());
            long before = last.getOrDefault(conversation, message.seq() - 1);
            if (message.seq() == before) add(Kind.DUPLICATED, "shown twice: %s", pushed);
            else if (message.seq() < before)
                add(Kind.REORDERED, "shown after seq %d: %s", before, pushed);
            else if (message.seq() > before + 1)
                add(Kind.LOST, "shown after seq %d: %s", before, pushed);
            last.merge(conversation, message.seq(), Math::max);
            replyFirst(pushed);
        }

        /// Reply before echo. A message that was sent again may be shown before the second reply.
        private void replyFirst(Event.Pushed pushed) {
            var id = pushed.message().id();
            if (sent.contains(id) && !acked.contains(id) && sends.get(id).size() == 1) {
                add(Kind.REORDERED, "shown before its reply: %s", pushed);
            }
        }

        /// I-12, I-13: all that was stored since the sync has been shown by now, the user's own
        /// messages too.
        void settled(Map<String, Long> newestStored) {
            newestStored.forEach(
                    (conversation, seq) -> {
                        long shown =
                                Math.max(seen(conversation), newest.getOrDefault(conversation, 0L));
                        if (shown < seq && Conversations.has(conversation, user)) {
                            add(
                                    Kind.LOST,
                                    "connection %d of %s was shown %s up to %d of %d",
                                    connection,
                                    user,
                                    conversation,
                                    shown,
                                    seq);
                        }
                    });
        }

        private long seen(String conversation) {
            return last.getOrDefault(conversation, 0L);
        }

        /// What was stored before the first push must have been in the answer to the sync.
        void end() {
            first.forEach(
                    (conversation, seq) -> {
                        if (synced && seq > newest.getOrDefault(conversation, 0L) + 1) {
                            add(
                                    Kind.LOST,
                                    "connection %d of %s synced %s to %d and was shown from %d on",
                                    connection,
                                    user,
                                    conversation,
                                    newest.getOrDefault(conversation, 0L),
                                    seq);
                        }
                    });
        }
    }

    private void add(Kind kind, String format, Object... values) {
        violations.add(new Violation(kind, format.formatted(values)));
    }
}
