package im.parley.load;

/// All that two users are to each other, and what may become of it
/// (http-identity-and-groups.md 9). Changes are made by the first side.
record Friendship(Side first, Side second) {
    static final Friendship NONE = new Friendship(Side.STRANGER, Side.STRANGER);

    enum Asked {
        NEVER,
        PENDING,
        AGREED,
        REFUSED;

        static Asked of(long handleResult) {
            return handleResult == 0 ? PENDING : handleResult > 0 ? AGREED : REFUSED;
        }
    }

    /// @param friend has the other in his list
    /// @param asked what became of his own last request
    record Side(boolean friend, String remark, Asked asked, boolean black) {
        static final Side STRANGER = new Side(false, "", Asked.NEVER, false);

        private Side with(Asked request) {
            return new Side(friend, remark, request, black);
        }

        private Side withFriend() {
            return new Side(true, remark, asked, black);
        }
    }

    Friendship turned() {
        return new Friendship(second, first);
    }

    Friendship asked() {
        return new Friendship(first.with(Asked.PENDING), second);
    }

    /// The first side agrees to what the second asked, and thereby has what it asked itself.
    Friendship agreed() {
        var answered = first.asked == Asked.PENDING ? first.with(Asked.AGREED) : first;
        return new Friendship(answered, second.with(Asked.AGREED)).friends();
    }

    Friendship refused() {
        return new Friendship(first, second.with(Asked.REFUSED));
    }

    Friendship friends() {
        return new Friendship(first.withFriend(), second.withFriend());
    }

    Friendship deleted() {
        return new Friendship(new Side(false, "", first.asked, first.black), second);
    }

    Friendship remarked(String remark) {
        return new Friendship(new Side(true, remark, first.asked, first.black), second);
    }

    Friendship blocked(boolean black) {
        return new Friendship(new Side(first.friend, first.remark, first.asked, black), second);
    }
}
