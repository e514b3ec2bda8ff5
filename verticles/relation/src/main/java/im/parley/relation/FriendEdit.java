package im.parley.relation;

import im.parley.proto.relation.updateFriendsReq;

import java.util.Optional;

/// What an owner wants to change about friends of his; what is empty stays.
record FriendEdit(Optional<Boolean> pinned, Optional<String> remark, Optional<String> ex) {
    static FriendEdit remark(String remark) {
        return new FriendEdit(Optional.empty(), Optional.of(remark), Optional.empty());
    }

    static FriendEdit of(updateFriendsReq wish) {
        return new FriendEdit(
                wish.hasIsPinned() ? Optional.of(wish.getIsPinned().getValue()) : Optional.empty(),
                wish.hasRemark() ? Optional.of(wish.getRemark().getValue()) : Optional.empty(),
                wish.hasEx() ? Optional.of(wish.getEx().getValue()) : Optional.empty());
    }

    boolean isNothing() {
        return pinned.isEmpty() && remark.isEmpty() && ex.isEmpty();
    }

    /// Whoever pins is told to read the order again, also when it stays as it was.
    boolean reorders() {
        return pinned.isPresent();
    }

    FriendRow of(FriendRow friend) {
        return friend.with(
                pinned.orElse(friend.isPinned()),
                remark.orElse(friend.remark()),
                ex.orElse(friend.ex()));
    }
}
