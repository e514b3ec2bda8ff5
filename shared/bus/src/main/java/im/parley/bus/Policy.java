package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import java.util.List;

/// Who may call an rpc, as data (http-identity-and-groups.md 3). App admins and the server itself
/// pass all of these but `OPEN`'s need for nobody at all.
public sealed interface Policy {
    /// No token needed.
    record Open() implements Policy {}

    /// Any valid token.
    record AnyUser() implements Policy {}

    /// The user that one of these request fields names: `owner(X)`, `oneOf(X, Y)`.
    record Self(List<String> fields) implements Policy {}

    /// Every id in this list is the caller's own.
    record EachSelf(String field) implements Policy {}

    record AppAdmin() implements Policy {}

    /// Only other parts of the server; no transport lets a client reach it.
    record Internal() implements Policy {}

    Policy OPEN = new Open();
    Policy ANY_USER = new AnyUser();
    Policy APP_ADMIN = new AppAdmin();
    Policy INTERNAL = new Internal();

    static Policy self(String... fields) {
        return new Self(List.of(fields));
    }

    static Policy eachSelf(String field) {
        return new EachSelf(field);
    }

    /// The policy made ready for requests of one type.
    default Test over(Descriptor request) {
        return switch (this) {
            case Open() -> (_, _) -> true;
            case AnyUser() -> (call, _) -> !(call.caller() instanceof Caller.Stranger);
            case AppAdmin() -> (call, _) -> call.caller().mayActForAll();
            case Internal() -> (call, _) -> call.caller() instanceof Caller.Server;
            case Self(var names) -> {
                var paths = names.stream().map(name -> FieldPath.of(request, name)).toList();
                yield (call, message) -> {
                    for (var path : paths) if (call.mayActFor(path.textIn(message))) return true;
                    return false;
                };
            }
            case EachSelf(var name) -> {
                var path = FieldPath.of(request, name);
                yield (call, message) ->
                        path.listIn(message).stream().allMatch(id -> call.mayActFor((String) id))
                                && !(call.caller() instanceof Caller.Stranger);
            }
        };
    }

    @FunctionalInterface
    interface Test {
        boolean admits(Call call, Message request);
    }
}
