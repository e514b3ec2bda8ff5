package im.parley.bus;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Ids;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a failed call is to those outside. Every transport asks here, and nobody else decides.
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /// A refusal is what it is. Anything else is an outage or a bug: it is logged, once, under an
    /// id, and the caller is told the id and nothing of the inside.
    public static Refusal refusal(Throwable failure, String operationID) {
        if (failure instanceof Refusal refusal) return refusal;
        var id = Ids.messageId().substring(0, 12);
        LOG.atError()
                .setCause(failure)
                .addKeyValue("operationID", operationID)
                .addKeyValue("failureID", id)
                .log("call failed");
        return new Refusal(ErrorCode.INTERNAL, "failure " + id);
    }
}
