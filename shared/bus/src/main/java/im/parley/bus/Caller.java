package im.parley.bus;

import im.parley.contract.UserId;

/// Who asks. Made where a request enters the server, from a checked token, and never from anything
/// the request says about itself.
public sealed interface Caller {
    UserId NOBODY = new UserId("");

    /// No token: only what is open to anyone.
    record Stranger() implements Caller {}

    record User(UserId id, int platformID) implements Caller {}

    /// An app admin: a user whose id is in the configured list (http-identity-and-groups.md 3).
    record Admin(UserId id, int platformID) implements Caller {}

    /// The server itself, for the user whose request caused it (`NOBODY` if none did). It may do
    /// everything; what a user may do was checked when his request entered.
    record Server(UserId behalf) implements Caller {}

    /// The user behind the call, "op" in the specifications.
    default UserId op() {
        return switch (this) {
            case Stranger() -> NOBODY;
            case User(var id, _) -> id;
            case Admin(var id, _) -> id;
            case Server(var behalf) -> behalf;
        };
    }

    /// App admins and the server itself may act for everybody.
    default boolean mayActForAll() {
        return this instanceof Admin || this instanceof Server;
    }
}
