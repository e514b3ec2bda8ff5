package im.parley.bus;

import im.parley.contract.UserId;

/// What travels beside every request: who asks, under which operation id, and until when the answer
/// is of use (Unix milliseconds).
public record Call(Caller caller, String operationID, long deadlineMillis) {
    /// A call that the server makes on its own account.
    public static Call ofServer(String operationID, long deadlineMillis) {
        return new Call(new Caller.Server(Caller.NOBODY), operationID, deadlineMillis);
    }

    /// The same operation, with the server's rights, still on behalf of the same user.
    public Call asServer() {
        return caller instanceof Caller.Server
                ? this
                : new Call(new Caller.Server(caller.op()), operationID, deadlineMillis);
    }

    public UserId op() {
        return caller.op();
    }

    /// The rule "owner(X)" of the specifications.
    public boolean mayActFor(String userID) {
        return caller.mayActForAll() || !userID.isEmpty() && caller.op().value().equals(userID);
    }
}
