package im.parley.load;

/// The conversation rows of two users for their single chat, and what may become of them
/// (http-messages-and-objects.md 5.4). Settings are made by the first side.
record Chat(Side first, Side second) {
    static final Chat NONE = new Chat(Side.ABSENT, Side.ABSENT);

    record Side(boolean there, boolean pinned, int recvMsgOpt, String ex, boolean secret) {
        static final Side ABSENT = new Side(false, false, 0, "", false);

        private Side secret(boolean on) {
            return new Side(true, pinned, recvMsgOpt, ex, on);
        }
    }

    Chat turned() {
        return new Chat(second, first);
    }

    Chat set(boolean pinned, int recvMsgOpt, String ex) {
        return new Chat(new Side(true, pinned, recvMsgOpt, ex, first.secret), second);
    }

    /// Secrecy is of both sides, and makes the rows that are missing.
    Chat secret(boolean on) {
        return new Chat(first.secret(on), second.secret(on));
    }

    Chat deleted() {
        return new Chat(Side.ABSENT, second);
    }
}
