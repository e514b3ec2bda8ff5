package im.parley.group;

import static im.parley.contract.ErrorCode.ARGS;
import static im.parley.contract.ErrorCode.NO_PERMISSION;
import static im.parley.contract.ErrorCode.RECORD_NOT_FOUND;

import im.parley.group.Verdict.Refused;

/// Who may do what to whom: the table of roles of http-identity-and-groups.md 10. That outsiders
/// are told now 1002, now 1004, is what clients observe.
final class Permissions {
    private static final String NOT_IN_GROUP = "op user not in group";
    private static final String TOO_LOW = "the role is too low";

    private Permissions() {}

    /// To set what is said about the group, and to answer applications.
    static Verdict lead(Standing op) {
        return op == Standing.OUTSIDER
                ? new Refused(RECORD_NOT_FOUND, NOT_IN_GROUP)
                : Verdict.allowedIf(leads(op), NO_PERMISSION, TOO_LOW);
    }

    /// To mute the group and to read applications.
    static Verdict oversee(Standing op) {
        return Verdict.allowedIf(leads(op), NO_PERMISSION, TOO_LOW);
    }

    /// To see who is in it, and to invite.
    static Verdict belong(Standing op) {
        return Verdict.allowedIf(op != Standing.OUTSIDER, NO_PERMISSION, NOT_IN_GROUP);
    }

    static Verdict dismiss(Standing op) {
        boolean may = op == Standing.OWNER || op == Standing.APP_ADMIN;
        return Verdict.allowedIf(may, NO_PERMISSION, "only the owner dismisses");
    }

    static Verdict kick(Standing op, Role target) {
        if (target == Role.OWNER) return new Refused(ARGS, "the owner cannot be kicked");
        return Verdict.allowedIf(outranks(op, target), NO_PERMISSION, TOO_LOW);
    }

    /// @param own role of who leaves
    static Verdict quit(Role own) {
        return Verdict.allowedIf(own != Role.OWNER, NO_PERMISSION, "the owner cannot quit");
    }

    /// @param himself the caller is who gives the group away
    /// @param giver role of who gives it away
    static Verdict transfer(Standing op, boolean himself, Role giver) {
        boolean owns = giver == Role.OWNER;
        return op == Standing.APP_ADMIN
                ? Verdict.allowedIf(owns, ARGS, "the old owner is not the owner")
                : Verdict.allowedIf(owns && himself, NO_PERMISSION, "only the owner transfers");
    }

    /// To mute a member and to let him speak again.
    static Verdict mute(Standing op, Role target) {
        if (op == Standing.OUTSIDER) return new Refused(RECORD_NOT_FOUND, NOT_IN_GROUP);
        boolean may = op == Standing.APP_ADMIN || target != Role.OWNER && outranks(op, target);
        return Verdict.allowedIf(may, NO_PERMISSION, TOO_LOW);
    }

    /// To set what the group says about a member.
    static Verdict describe(Standing op, boolean himself, Role target) {
        if (op == Standing.OUTSIDER) return new Refused(NO_PERMISSION, NOT_IN_GROUP);
        return Verdict.allowedIf(himself || outranks(op, target), NO_PERMISSION, TOO_LOW);
    }

    /// To give a member a role, after [#describe] has allowed to change him at all. Ownership is
    /// only ever transferred, and nobody raises himself.
    static Verdict assign(Standing op, boolean himself, Role target, Role wished) {
        if (wished == Role.OWNER) return new Refused(NO_PERMISSION, "ownership is transferred");
        if (target == Role.OWNER) return new Refused(ARGS, "the owner stays the owner");
        return Verdict.allowedIf(
                !himself || op == Standing.APP_ADMIN || !wished.isAbove(target),
                NO_PERMISSION,
                "nobody raises himself");
    }

    private static boolean leads(Standing op) {
        return switch (op) {
            case APP_ADMIN, OWNER, ADMIN -> true;
            case ORDINARY, OUTSIDER -> false;
        };
    }

    private static boolean outranks(Standing op, Role target) {
        return switch (op) {
            case APP_ADMIN, OWNER -> true;
            case ADMIN -> target == Role.ORDINARY;
            case ORDINARY, OUTSIDER -> false;
        };
    }
}
