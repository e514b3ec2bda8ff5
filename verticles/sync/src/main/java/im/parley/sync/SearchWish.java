package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.contract.SessionType;
import im.parley.contract.UserId;
import im.parley.proto.msg.SearchMessageReq;
import im.parley.proto.sdkws.MsgData;
import im.parley.sync.ChatScan.Span;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Which messages somebody searches for: empty and zero fields ask for anything.
record SearchWish(SearchMessageReq asked) {
    static boolean isDay(String text) {
        return text.isEmpty() || day(text).isPresent();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The day in UTC.
    Span span() {
        return day(asked.getSendTime())
                .map(day -> new Span(startOf(day), startOf(day.plusDays(1))))
                .orElse(Span.ALWAYS);
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    boolean wantsGroups() {
        return wants(SessionType.GROUP);
    }

    boolean wantsSingles() {
        return wants(SessionType.SINGLE);
    }

    private boolean wants(SessionType session) {
        return asked.getSessionType() == 0 || asked.getSessionType() == session.number();
    }

    /// The one group that can hold what is searched for.
    Optional<ConversationId> group() {
        return asked.getRecvID().isEmpty()
                ? Optional.empty()
                : Optional.of(ConversationId.group(asked.getRecvID()));
    }

    Optional<UserId> sender() {
        return asked.getSendID().isEmpty()
                ? Optional.empty()
                : Optional.of(new UserId(asked.getSendID()));
    }

    /// The one chat of two that can hold what is searched for.
    Optional<ConversationId> pair() {
        return asked.getRecvID().isEmpty()
                ? Optional.empty()
                : sender().map(s -> ConversationId.single(s, new UserId(asked.getRecvID())));
    }

    /// Whether a chat of two may hold it. Ids may contain the separator, so this only says which
    /// chats to look at; of each message its own fields decide.
    boolean mayBeIn(ConversationId single) {
        return names(single, asked.getSendID()) && names(single, asked.getRecvID());
    }

    private static boolean names(ConversationId single, String userID) {
        return userID.isEmpty() || (single.value() + "_").contains("_" + userID + "_");
    }

    boolean fits(MsgData message) {
        return isOrAny(asked.getSendID(), message.getSendID())
                && (isOrAny(asked.getRecvID(), message.getRecvID())
                        || asked.getRecvID().equals(message.getGroupID()))
                && isOrAny(asked.getContentType(), message.getContentType())
                && isOrAny(asked.getSessionType(), message.getSessionType());
    }

    private static boolean isOrAny(String wanted, String found) {
        return wanted.isEmpty() || wanted.equals(found);
    }

    private static boolean isOrAny(int wanted, int found) {
        return wanted == 0 || wanted == found;
    }
}
