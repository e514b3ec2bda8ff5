package im.parley.group;

import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group with those of its members that a decision asks about. A dismissed group has none,
/// whatever rows it still has.
record GroupView(Optional<GroupRow> row, Map<String, MemberRow> members) {
    /// The group, in whatever state.
    GroupRow group() {
        return row.orElseThrow(
                () -> new Refusal(ErrorCode.RECORD_NOT_FOUND, "there is no such group"));
    }

    /// The group if it is not dismissed.
    GroupRow alive() {
        if (group().isDismissed()) throw new Refusal(ErrorCode.DISMISSED);
        return group();
    }

    Optional<MemberRow> member(String userID) {
        return Optional.ofNullable(members.get(userID));
    }

    MemberRow required(String userID, ErrorCode otherwise) {
        return member(userID).orElseThrow(() -> new Refusal(otherwise, userID + " is no member"));
    }

    /// Those of them who are members, in this order.
    List<MemberRow> members(Collection<String> userIDs) {
        return userIDs.stream().map(this::member).flatMap(Optional::stream).toList();
    }

    /// Those of these new rows whose users have none yet.
    List<MemberRow> strangersAmong(List<MemberRow> joining) {
        return joining.stream().filter(row -> member(row.userID()).isEmpty()).toList();
    }

    Standing standing(Call call) {
        if (call.caller().mayActForAll()) return Standing.APP_ADMIN;
        return member(call.op().value())
                .map(row -> Standing.of(row.role()))
                .orElse(Standing.OUTSIDER);
    }
}
