package im.parley.api;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Contract;
import im.parley.bus.Policy;
import im.parley.bus.Rpc;
import im.parley.json.BadJson;

import io.vertx.core.Future;

import java.util.List;

/// A path that is answered when it is posted to.
sealed interface Route {
    String path();

    /// The common kind: the body is the request of an rpc, its response is the data.
    ///
    /// @param lists fields that may be empty but must be there (the "non-null" of the Check
    /// columns)
    record Row(String path, Rpc rpc, List<String> lists) implements Route {
        public Row {
            for (var list : lists)
                if (!rpc.method().getInputType().findFieldByName(list).isRepeated())
                    throw new IllegalArgumentException(path + ": " + list + " is no list");
        }
    }

    /// A route that is not one rpc. The shape of the body is read first, then the caller is held
    /// against the policy, then the route runs.
    record Odd(String path, Policy policy, Shape shape) implements Route {
        boolean admits(Call call) {
            return switch (policy) {
                case Policy.AnyUser() -> !(call.caller() instanceof Caller.Stranger);
                case Policy.AppAdmin() -> call.caller().mayActForAll();
                // What these say is about an rpc's fields, or needs no token: not for odd routes.
                case Policy.Open _, Policy.Self _, Policy.EachSelf _, Policy.Internal _ -> false;
            };
        }
    }

    /// Reads a body, or throws what is wrong with it.
    @FunctionalInterface
    interface Shape {
        Step read(Post post) throws BadJson;
    }

    @FunctionalInterface
    interface Step {
        Future<Data> run(Call call);
    }

    /// @param contentType empty when the header is missing
    /// @param key of the query, empty when it is missing
    record Post(String contentType, String key, byte[] body) {}

    static Row row(String path, String rpcName, String... listsThatMustBeThere) {
        return new Row(path, Contract.rpc(rpcName), List.of(listsThatMustBeThere));
    }
}
