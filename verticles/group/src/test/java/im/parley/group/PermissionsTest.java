package im.parley.group;

import static im.parley.group.Standing.ADMIN;
import static im.parley.group.Standing.APP_ADMIN;
import static im.parley.group.Standing.ORDINARY;
import static im.parley.group.Standing.OUTSIDER;
import static im.parley.group.Standing.OWNER;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The table of roles of http-identity-and-groups.md 10: role x action x target.
class PermissionsTest {
    private static final List<Standing> COLUMNS =
            List.of(OWNER, ADMIN, ORDINARY, OUTSIDER, APP_ADMIN);

    @ParameterizedTest
    @CsvSource({
        // action,               owner, admin, ordinary, outsider, app admin
        "set group info,         0,    0,    1002, 1004, 0",
        "answer applications,    0,    0,    1002, 1004, 0",
        "mute the group,         0,    0,    1002, 1002, 0",
        "invite,                 0,    0,    0,    1002, 0",
        "see the members,        0,    0,    0,    1002, 0",
        "dismiss,                0,    1002, 1002, 1002, 0",
        "kick the owner,         1001, 1001, 1001, 1001, 1001",
        "kick an admin,          0,    1002, 1002, 1002, 0",
        "kick a member,          0,    0,    1002, 1002, 0",
        "mute the owner,         1002, 1002, 1002, 1004, 0",
        "mute an admin,          0,    1002, 1002, 1004, 0",
        "mute a member,          0,    0,    1002, 1004, 0",
        "describe the owner,     0,    1002, 1002, 1002, 0",
        "describe an admin,      0,    1002, 1002, 1002, 0",
        "describe a member,      0,    0,    1002, 1002, 0",
        "describe himself,       0,    0,    0,    1002, 0",
        "promote a member,       0,    0,    1002, 1002, 0",
        "demote an admin,        0,    1002, 1002, 1002, 0",
        "demote the owner,       1001, 1002, 1002, 1002, 1001",
        "make a member owner,    1002, 1002, 1002, 1002, 1002",
        "give the group away,    0,    1002, 1002, 1002, 1001",
        "take it from the owner, 1002, 1002, 1002, 1002, 0",
    })
    void who_may_do_what(
            String action, int owner, int admin, int ordinary, int outsider, int appAdmin) {
        var rule = rule(action);
        assertEquals(
                List.of(owner, admin, ordinary, outsider, appAdmin),
                COLUMNS.stream().map(op -> code(rule.apply(op))).toList());
    }

    private static Function<Standing, Verdict> rule(String action) {
        return switch (action) {
            case "set group info", "answer applications" -> Permissions::lead;
            case "mute the group" -> Permissions::oversee;
            case "invite", "see the members" -> Permissions::belong;
            case "dismiss" -> Permissions::dismiss;
            case "kick the owner" -> op -> Permissions.kick(op, Role.OWNER);
            case "kick an admin" -> op -> Permissions.kick(op, Role.ADMIN);
            case "kick a member" -> op -> Permissions.kick(op, Role.ORDINARY);
            case "mute the owner" -> op -> Permissions.mute(op, Role.OWNER);
            case "mute an admin" -> op -> Permissions.mute(op, Role.ADMIN);
            case "mute a member" -> op -> Permissions.mute(op, Role.ORDINARY);
            case "describe the owner" -> op -> Permissions.describe(op, false, Role.OWNER);
            case "describe an admin" -> op -> Permissions.describe(op, false, Role.ADMIN);
            case "describe a member" -> op -> Permissions.describe(op, false, Role.ORDINARY);
            case "describe himself" -> op -> Permissions.describe(op, true, own(op));
            case "promote a member" -> op -> set(op, false, Role.ORDINARY, Role.ADMIN);
            case "demote an admin" -> op -> set(op, false, Role.ADMIN, Role.ORDINARY);
            case "demote the owner" -> op -> set(op, op == OWNER, Role.OWNER, Role.ORDINARY);
            case "make a member owner" ->
                    op -> Permissions.assign(op, false, Role.ORDINARY, Role.OWNER);
            case "give the group away" -> op -> Permissions.transfer(op, true, own(op));
            case "take it from the owner" -> op -> Permissions.transfer(op, false, Role.OWNER);
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static Role own(Standing op) {
        return switch (op) {
            case OWNER -> Role.OWNER;
            case ADMIN -> Role.ADMIN;
            case ORDINARY, OUTSIDER, APP_ADMIN -> Role.ORDINARY;
        };
    }

    private static Verdict set(Standing op, boolean himself, Role target, Role wished) {
        var mayChange = Permissions.describe(op, himself, target);
        return mayChange instanceof Verdict.Refused
                ? mayChange
                : Permissions.assign(op, himself, target, wished);
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed() -> 0;
            case Verdict.Refused(var code, _) -> code.number();
        };
    }

    @Test
    void the_owner_cannot_quit_and_all_others_can() {
        assertEquals(List.of(1002, 0, 0), codes(Permissions::quit));
    }

    private static List<Integer> codes(Function<Role, Verdict> rule) {
        return Arrays.stream(Role.values()).map(role -> code(rule.apply(role))).toList();
    }

    @ParameterizedTest
    @EnumSource
    void nobody_raises_himself(Role own) {
        var higher = Stream.of(Role.values()).filter(role -> role.isAbove(own));
        for (var wished : higher.toList())
            assertEquals(
                    ErrorCode.NO_PERMISSION.number(),
                    code(Permissions.assign(Standing.of(own), true, own, wished)));
    }

    @Test
    void an_admin_may_stay_what_he_is_and_step_down() {
        assertEquals(0, code(set(ADMIN, true, Role.ADMIN, Role.ADMIN)));
        assertEquals(0, code(set(ADMIN, true, Role.ADMIN, Role.ORDINARY)));
        assertEquals(0, code(set(ORDINARY, true, Role.ORDINARY, Role.ORDINARY)));
        assertEquals(1001, code(set(OWNER, true, Role.OWNER, Role.ADMIN)));
    }
}
