package im.parley.send;

import static im.parley.contract.ErrorCode.ARGS;
import static im.parley.contract.ErrorCode.BLOCKED_BY_PEER;
import static im.parley.contract.ErrorCode.DISMISSED;
import static im.parley.contract.ErrorCode.MUTED_GROUP;
import static im.parley.contract.ErrorCode.MUTED_IN_GROUP;
import static im.parley.contract.ErrorCode.NOT_IN_GROUP;
import static im.parley.contract.ErrorCode.NOT_PEERS_FRIEND;
import static im.parley.contract.ErrorCode.NO_PERMISSION;
import static im.parley.contract.ErrorCode.RECORD_NOT_FOUND;
import static im.parley.send.Verdict.ALLOWED;
import static im.parley.send.Verdict.QUIETLY;

import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;

import java.util.List;
import java.util.function.Predicate;

/// Who may send what to whom: every check of the server, as tables from facts to a verdict. The
/// first line that applies decides, so their order is what clients observe; where none applies the
/// message may be sent.
final class SendRules {
    /// From this level on an account belongs to the system (http-identity-and-groups.md 3).
    static final int SYSTEM_LEVEL = 2;

    private static final int DO_NOT_RECEIVE = 1;
    private static final int DO_NOT_NOTIFY = 2;

    private record Line<F>(Predicate<F> applies, Verdict verdict) {}

    /// What only the server, app admins and notification accounts may put into a message. The
    /// reference lets anybody forge system events (message-pipeline.md 10.1 W17, 10.2 I-46, I-47);
    /// no official SDK ever sends these.
    private static final List<Line<KindFacts>> KIND =
            List.of(
                    allow(KindFacts::forAll),
                    allow(f -> f.isOfficial() && f.isOfSystemAccount()),
                    refuse(KindFacts::isOfficial, NO_PERMISSION, "for notification accounts only"),
                    refuse(
                            KindFacts::isNotice,
                            NO_PERMISSION,
                            "only the server sends notifications"));

    /// message-pipeline.md 1.3; what the receiver wants (from the fifth line on) holds for app
    /// admins too.
    private static final List<Line<SingleFacts>> SINGLE =
            List.of(
                    refuse(
                            f -> !f.ofSystem() && f.sender().isEmpty(),
                            RECORD_NOT_FOUND,
                            "sender is not registered"),
                    refuse(f -> f.isOfPerson() && f.blocked(), BLOCKED_BY_PEER, ""),
                    refuse(f -> f.isOfPerson() && !f.befriended(), NOT_PEERS_FRIEND, ""),
                    allow(SingleFacts::isNotice),
                    refuse(
                            f -> f.receiver().isEmpty(),
                            RECORD_NOT_FOUND,
                            "receiver is not registered"),
                    refuse(f -> f.receiverOption() == DO_NOT_RECEIVE, ARGS, "message is not sent"),
                    quietly(f -> f.receiverOption() == DO_NOT_NOTIFY),
                    allow(f -> f.message().getContentType() == ContentType.HAS_READ_RECEIPT),
                    refuse(
                            f -> f.conversationOption() == DO_NOT_RECEIVE,
                            ARGS,
                            "message is not sent"),
                    quietly(f -> f.conversationOption() == DO_NOT_NOTIFY));

    /// message-pipeline.md 1.4. Neither block lists nor receive options count in a group.
    private static final List<Line<GroupFacts>> GROUP =
            List.of(
                    refuse(f -> f.group().isEmpty(), RECORD_NOT_FOUND, "group does not exist"),
                    refuse(f -> f.isDismissed() && !tellsOfTheEnd(f), DISMISSED, ""),
                    allow(GroupFacts::isOldSuperGroup),
                    allow(GroupFacts::ofSystem),
                    refuse(f -> f.sender().isEmpty(), NOT_IN_GROUP, ""),
                    allow(GroupFacts::isOfOwner),
                    refuse(GroupFacts::isOfMutedMember, MUTED_IN_GROUP, ""),
                    refuse(f -> f.isMuted() && !f.isOfAdmin(), MUTED_GROUP, ""));

    private SendRules() {}

    static Verdict judge(KindFacts facts) {
        return judge(KIND, facts);
    }

    static Verdict judge(SingleFacts facts) {
        return judge(SINGLE, facts);
    }

    static Verdict judge(GroupFacts facts) {
        return judge(GROUP, facts);
    }

    private static <F> Verdict judge(List<Line<F>> table, F facts) {
        for (var line : table) if (line.applies.test(facts)) return line.verdict;
        return ALLOWED;
    }

    private static boolean tellsOfTheEnd(GroupFacts facts) {
        return facts.message().getContentType() == ContentType.GROUP_DISMISSED;
    }

    private static <F> Line<F> allow(Predicate<F> applies) {
        return new Line<>(applies, ALLOWED);
    }

    private static <F> Line<F> quietly(Predicate<F> applies) {
        return new Line<>(applies, QUIETLY);
    }

    private static <F> Line<F> refuse(Predicate<F> applies, ErrorCode code, String detail) {
        return new Line<>(applies, new Verdict.Refused(code, detail));
    }
}
