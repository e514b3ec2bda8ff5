package im.parley.group;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.SetGroupMemberInfo;

import java.util.Optional;
import java.util.stream.Stream;

/// What somebody wants a group to say about a member; what is absent stays as it is.
record MemberWish(
        String groupID,
        String userID,
        Optional<String> nickname,
        Optional<String> faceURL,
        Optional<Role> role,
        Optional<String> ex) {
    static MemberWish of(SetGroupMemberInfo wish) {
        return new MemberWish(
                wish.getGroupID(),
                wish.getUserID(),
                InfoWish.text(wish.hasNickname(), wish.getNickname()),
                InfoWish.text(wish.hasFaceURL(), wish.getFaceURL()),
                InfoWish.number(wish.hasRoleLevel(), wish.getRoleLevel()).map(MemberWish::roleOf),
                InfoWish.text(wish.hasEx(), wish.getEx()));
    }

    static Role roleOf(int level) {
        return Role.ofLevel(level)
                .orElseThrow(() -> new Refusal(ErrorCode.ARGS, "there is no role " + level));
    }

    boolean setsOthers() {
        return Stream.of(nickname, faceURL, ex).anyMatch(Optional::isPresent);
    }

    boolean isEmpty() {
        return role.isEmpty() && !setsOthers();
    }

    MemberRow applyTo(MemberRow row) {
        return row.withRole(role.orElse(row.role()))
                .shownAs(
                        nickname.orElse(row.nickname()),
                        faceURL.orElse(row.faceURL()),
                        ex.orElse(row.ex()));
    }
}
