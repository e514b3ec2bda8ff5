package im.parley.load;

import im.parley.load.Message.Form;
import im.parley.load.Violation.Kind;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What became of marks, revocations and deletions: what was granted is done, what got no answer
/// may be done, and nothing else is.
final class Wishes {
    private final List<Event> events;
    private final Found found;
    private final Report report;
    private final Set<Wish> wished = new HashSet<>();
    private final Map<Wish, Event> granted = new HashMap<>();

    private Wishes(List<Event> events, Found found, Report report) {
        this.events = events;
        this.found = found;
        this.report = report;
    }

    static void check(List<Event> events, Found found, Report report) {
        var wishes = new Wishes(events, found, report);
        wishes.collect();
        wishes.granted.forEach(wishes::revoked);
        found.stored().forEach(wishes::untouched);
        found.readings().forEach(wishes::reading);
        found.positions().forEach(wishes::position);
    }

    private void collect() {
        for (var event : events) {
            switch (event) {
                case Event.Wished(_, var wish) -> wished.add(wish);
                case Event.Granted(_, var wish) -> granted.put(wish, event);
                case Event.Denied denied ->
                        report.addAt(denied, Kind.WRONG, "lawful and yet denied: %s", denied);
                default -> {}
            }
        }
    }

    /// I-34: the text is gone for good, and there is one notice of it.
    private void revoked(Wish wish, Event granting) {
        if (!(wish instanceof Wish.Revoke revoke)) return;
        var messages = found.stored().getOrDefault(revoke.conversation(), List.of());
        if (revoke.seq() > messages.size()) return; // told as lost already
        var message = messages.get((int) revoke.seq() - 1);
        if (message.form() != Form.REVOKED) {
            report.addAt(granting, Kind.LOST, "revoked and yet shown: %s", message);
        }
        var notices = found.stored().get(Room.notices(revoke.conversation()));
        if (notices == null) return;
        long count = notices.stream().filter(one -> tells(one, message)).count();
        if (count != 1) {
            var kind = count == 0 ? Kind.LOST : Kind.DUPLICATED;
            report.addAt(granting, kind, "%d notices of the revocation of %s", count, message);
        }
    }

    private static boolean tells(Message notice, Message revoked) {
        return notice.text().contains("revokerUserID") && notice.text().contains(revoked.id());
    }

    /// Who deletes nothing is shown everything that nobody wished to revoke.
    private void untouched(String conversation, List<Message> messages) {
        for (var message : messages) {
            boolean fine =
                    switch (message.form()) {
                        case WHOLE -> true;
                        case DELETED -> false;
                        case REVOKED ->
                                wished.contains(
                                        new Wish.Revoke(
                                                message.sender(), conversation, message.seq()));
                    };
            if (!fine) report.add(Kind.LOST, "%s: nobody wished this: %s", conversation, message);
        }
    }

    /// I-25, I-37: everybody reads the same but for what he deleted himself.
    private void reading(Found.Reading reading) {
        var conversation = reading.conversation();
        var stored = found.stored().get(conversation);
        if (stored.size() != reading.messages().size()) {
            report.add(
                    Kind.WRONG,
                    "%s: %s is told of %d messages and not of %d",
                    conversation,
                    reading.user(),
                    reading.messages().size(),
                    stored.size());
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            read(reading.user(), conversation, stored.get(i), reading.messages().get(i));
        }
    }

    private void read(String user, String conversation, Message stored, Message read) {
        var delete = new Wish.Delete(user, conversation, stored.seq());
        boolean gone = read.form() == Form.DELETED && read.isSameAs(stored);
        boolean fine = gone ? wished.contains(delete) : read.equals(stored);
        if (!fine) {
            var format = "%s: %s reads %s, stored is %s";
            report.add(Kind.WRONG, format, conversation, user, read, stored);
        }
        if (!gone && granted.containsKey(delete)) {
            var granting = granted.get(delete);
            report.addAt(granting, Kind.LOST, "deleted and yet shown to %s: %s", user, read);
        }
    }

    /// I-27, I-28, I-31: a user has read what he marked and wrote, and nothing else.
    private void position(Found.Position position) {
        var conversation = position.conversation();
        var messages = found.stored().getOrDefault(conversation, List.of());
        if (position.maxSeq() != messages.size()) {
            var format = "%s: %d messages, and the newest seq told to %s is %d";
            report.add(
                    Kind.WRONG,
                    format,
                    conversation,
                    messages.size(),
                    position.user(),
                    position.maxSeq());
        }
        long written = 0;
        for (var message : messages) {
            if (message.sender().equals(position.user())) written = message.seq();
        }
        long least = Math.max(written, marked(granted.keySet(), position));
        long most = Math.max(written, marked(wished, position));
        if (position.hasReadSeq() >= least && position.hasReadSeq() <= most) return;
        report.add(
                position.hasReadSeq() < least ? Kind.LOST : Kind.WRONG,
                "%s: %s has read up to %d and should have up to %s: %d unread",
                conversation,
                position.user(),
                position.hasReadSeq(),
                least == most ? least : least + " to " + most,
                position.maxSeq() - position.hasReadSeq());
    }

    private static long marked(Set<Wish> wishes, Found.Position position) {
        return wishes.stream()
                .filter(Wish.Mark.class::isInstance)
                .filter(wish -> wish.user().equals(position.user()))
                .filter(wish -> wish.conversation().equals(position.conversation()))
                .mapToLong(Wish::seq)
                .max()
                .orElse(0);
    }
}
