package im.parley.load;

import im.parley.load.Violation.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Holds what clients saw against what is stored: the promises of the server and the invariants of
/// message-pipeline.md 10.2 that chats can show. A pure function of its two inputs.
final class Checker {
    private final List<Event> events;
    private final Found found;
    private final Report report;
    private final Map<String, Message> byId = new HashMap<>();
    private final Map<String, Event.Acked> acks = new HashMap<>();
    private final Map<String, List<Event.Sent>> sends = new HashMap<>();

    private Checker(List<Event> events, Found found) {
        this.events = events;
        this.found = found;
        report = new Report(events);
    }

    static List<Violation> check(List<Event> events, Found found) {
        var checker = new Checker(events, found);
        found.stored().forEach(checker::conversation);
        checker.collect();
        checker.acknowledged();
        checker.refused();
        checker.order();
        Views.check(events, found.stored(), checker.sends, checker.report);
        Wishes.check(events, found, checker.report);
        return checker.report.violations();
    }

    /// I-2, I-3, I-6: seqs without holes, no message twice, time does not run back.
    private void conversation(String conversation, List<Message> messages) {
        long seq = 0;
        long time = 0;
        for (var message : messages) {
            seq++;
            if (message.isPlaceholder() || message.seq() != seq) {
                report.add(Kind.HOLE, "%s: seq %d is %s", conversation, seq, message);
            }
            if (message.sendTime() < time)
                report.add(Kind.REORDERED, "%s: time runs back at %s", conversation, message);
            time = message.sendTime();
            var twin = byId.put(message.id(), message);
            if (twin != null)
                report.add(Kind.DUPLICATED, "%s: %s is also %s", conversation, message, twin);
        }
    }

    private void collect() {
        for (var event : events) {
            switch (event) {
                case Event.Acked ack -> acked(ack);
                case Event.Sent sent ->
                        sends.computeIfAbsent(sent.id(), _ -> new ArrayList<>()).add(sent);
                case Event.Closed closed when !closed.why().isEmpty() ->
                        report.addAt(
                                closed,
                                Kind.WRONG,
                                "connection %d ended by %s",
                                closed.connection(),
                                closed.why());
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
        if (!same)
            report.addAt(ack, Kind.WRONG, "a retry got another answer: %s, first %s", ack, first);
    }

    /// I-1, I-6: what was acknowledged is stored, as it was acknowledged.
    private void acknowledged() {
        for (var ack : acks.values()) {
            var message = byId.get(ack.id());
            if (message == null) {
                report.addAt(ack, Kind.LOST, "acknowledged and not stored: %s", ack);
            } else if (!message.serverMsgId().equals(ack.serverMsgId())
                    || message.sendTime() != ack.sendTime()) {
                report.addAt(
                        ack,
                        Kind.WRONG,
                        "stored otherwise than acknowledged: %s, %s",
                        message,
                        ack);
            }
        }
    }

    /// I-7: a refusal means that nothing is stored. Whatever is sent here is lawful.
    private void refused() {
        for (var event : events) {
            if (!(event instanceof Event.Refused refused)) continue;
            boolean stored = byId.containsKey(refused.id());
            var what = stored ? "refused and yet stored: %s" : "lawful and yet refused: %s";
            report.addAt(refused, Kind.WRONG, what, refused);
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
                            sent,
                            message,
                            ackedUpTo.getOrDefault(place, 0L),
                            "acknowledged before it was sent");
                    if (sends.get(sent.id()).size() > 1) continue;
                    var line = new Line(sent.sender(), sent.conversation(), sent.connection());
                    behind(
                            sent,
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

    private void behind(Event.Sent sent, Message message, long seq, String what) {
        if (message.seq() >= seq) return;
        var format = "%s stands before seq %d, which was %s";
        report.addAt(sent, Kind.REORDERED, format, message, seq, what);
    }
}
