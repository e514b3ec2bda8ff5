package im.parley.api;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;

import io.vertx.core.Future;

import java.util.Set;

/// From the two headers of a request to a call: the one place where a caller gets his rights
/// (http-identity-and-groups.md 1.1, 1.4, 3).
final class Identity {
    private final Tokens tokens;
    private final Set<String> appAdmins;

    interface Tokens {
        Future<parseTokenResp> parseToken(Call call, parseTokenReq request);
    }

    Identity(Bus bus, Set<String> appAdmins) {
        this.tokens = bus.client("openim.auth.Auth", Tokens.class);
        this.appAdmins = Set.copyOf(appAdmins);
    }

    /// @param needsToken what is open to strangers does not even look at the token
    Future<Call> admit(String operationID, boolean needsToken, String token, long deadlineMillis) {
        if (operationID.isEmpty()) return refused("header must have operationID");
        var stranger = new Call(new Caller.Stranger(), operationID, deadlineMillis);
        if (!needsToken) return Future.succeededFuture(stranger);
        if (token.isEmpty()) return refused("header must have token");
        return tokens.parseToken(stranger, parseTokenReq.newBuilder().setToken(token).build())
                .map(holder -> new Call(caller(holder), operationID, deadlineMillis));
    }

    private static Future<Call> refused(String detail) {
        return Future.failedFuture(new Refusal(ErrorCode.ARGS, detail));
    }

    private Caller caller(parseTokenResp holder) {
        var id = new UserId(holder.getUserID());
        return appAdmins.contains(id.value())
                ? new Caller.Admin(id, holder.getPlatformID())
                : new Caller.User(id, holder.getPlatformID());
    }
}
