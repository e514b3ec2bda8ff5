package im.parley.bus;

import com.google.protobuf.Message;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of what a service answers: rpc, who may call it, what its request must look like. It
/// stands beside the service and can be laid beside the specification.
///
///     static final Rules RULES = Rules.of("openim.user.user")
///             .rule("userRegister", APP_ADMIN, someOf("users"))
///             .rule("updateUserInfo", self("userInfo.userID"), present("userInfo"));
public final class Rules {
    private final String service;
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private Rules(String service) {
        this.service = service;
    }

    public static Rules of(String service) {
        return new Rules(service);
    }

    public Rules rule(String rpcName, Policy policy, Check... checks) {
        var rpc = Contract.rpc(service + "/" + rpcName);
        if (rules.put(rpc.javaName(), new Rule(rpc, policy, List.of(checks))) != null)
            throw new IllegalArgumentException("two rules for " + rpc.name());
        return this;
    }

    public List<Rule> all() {
        return List.copyOf(rules.values());
    }

    Optional<Rule> named(String javaName) {
        return Optional.ofNullable(rules.get(javaName));
    }

    String service() {
        return service;
    }

    /// One row. Shape is checked before permission (http-identity-and-groups.md 1.1).
    public static final class Rule {
        private final Rpc rpc;
        private final Policy policy;
        private final List<Check.Test> checks = new ArrayList<>();
        private final Policy.Test admits;

        Rule(Rpc rpc, Policy policy, List<Check> checks) {
            this.rpc = rpc;
            this.policy = policy;
            var request = rpc.method().getInputType();
            for (var check : checks) this.checks.add(check.over(request));
            this.admits = policy.over(request);
        }

        public Rpc rpc() {
            return rpc;
        }

        public Policy policy() {
            return policy;
        }

        /// Why this call is refused, if it is. The server's own calls were checked where they
        /// began.
        Optional<Refusal> objection(Call call, Message request) {
            for (var check : checks) {
                var complaint = check.complaint(request);
                if (complaint.isPresent())
                    return Optional.of(new Refusal(ErrorCode.ARGS, complaint.get()));
            }
            return admits.admits(call, request)
                    ? Optional.empty()
                    : Optional.of(new Refusal(ErrorCode.NO_PERMISSION));
        }
    }
}
