package im.parley.hub;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.auth.invalidateTokenReq;
import im.parley.proto.auth.invalidateTokenResp;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.auth.kickTokensResp;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;

import io.vertx.core.Future;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes `user.platform.anything` for a good token; `bad.1503` is answered with that code.
final class TestAuth {
    static final Rules RULES =
            Rules.of(Auth.SERVICE)
                    .rule("parseToken", Policy.OPEN)
                    .rule("invalidateToken", Policy.INTERNAL)
                    .rule("kickTokens", Policy.INTERNAL);

    /// What the hub wanted done to tokens, in order.
    final List<String> orders = new CopyOnWriteArrayList<>();

    volatile Future<Void> gate = Future.succeededFuture();

    Future<parseTokenResp> parseToken(Call call, parseTokenReq request) {
        if (!(call.caller() instanceof Caller.Stranger)) throw new IllegalStateException("caller");
        var parts = request.getToken().split("\\.");
        if (parts[0].equals("bad")) return Future.failedFuture(refusal(Integer.parseInt(parts[1])));
        var owner = parseTokenResp.newBuilder().setUserID(parts[0]);
        return gate.map(_ -> owner.setPlatformID(Integer.parseInt(parts[1])).build());
    }

    private static Refusal refusal(int number) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.number() == number)
                .map(Refusal::new)
                .findFirst()
                .orElseThrow();
    }

    Future<invalidateTokenResp> invalidateToken(Call call, invalidateTokenReq request) {
        orders.add(
                "%s %d but %s"
                        .formatted(
                                request.getUserID(),
                                request.getPlatformID(),
                                request.getPreservedToken()));
        return Future.succeededFuture(invalidateTokenResp.getDefaultInstance());
    }

    Future<kickTokensResp> kickTokens(Call call, kickTokensReq request) {
        orders.add("tokens " + request.getTokensList());
        return Future.succeededFuture(kickTokensResp.getDefaultInstance());
    }
}
