package im.parley.relation;

import im.parley.proto.sdkws.FriendRequest;
import im.parley.proto.sdkws.UserInfo;

import java.util.function.Function;

/// That one user has applied to be a friend of another (http-identity-and-groups.md 9.1). There is
/// one row for each direction of a pair; applying again renews it.
///
/// @param handleResult the number of a [Decision]
/// @param createTime Unix milliseconds, of the last application
/// @param handleTime Unix milliseconds, 0 before the first answer
/// @param crossed how often the other one applied too while this was pending. It never leaves the
///     server; it moves so that an answer given at the same moment conflicts and then sees both
record RequestRow(
        String fromUserID,
        String toUserID,
        int handleResult,
        String reqMsg,
        long createTime,
        String handlerUserID,
        String handleMsg,
        long handleTime,
        String ex,
        int crossed) {
    static RequestRow asked(String from, String to, String reqMsg, String ex, long now) {
        return new RequestRow(from, to, Decision.PENDING.number(), reqMsg, now, "", "", 0, ex, 0);
    }

    boolean isPending() {
        return handleResult == Decision.PENDING.number();
    }

    /// The same application once more; of an earlier answer only who gave it and when stays.
    RequestRow renewed(RequestRow wish) {
        return new RequestRow(
                fromUserID,
                toUserID,
                wish.handleResult,
                wish.reqMsg,
                wish.createTime,
                handlerUserID,
                "",
                handleTime,
                wish.ex,
                crossed);
    }

    RequestRow answered(Decision decision, Answer answer) {
        return new RequestRow(
                fromUserID,
                toUserID,
                decision.number(),
                reqMsg,
                createTime,
                answer.handlerUserID(),
                answer.message(),
                answer.millis(),
                ex,
                crossed);
    }

    RequestRow crossedAgain() {
        return new RequestRow(
                fromUserID,
                toUserID,
                handleResult,
                reqMsg,
                createTime,
                handlerUserID,
                handleMsg,
                handleTime,
                ex,
                crossed + 1);
    }

    /// Who answers, with what words, and when (Unix milliseconds).
    record Answer(String handlerUserID, String message, long millis) {
        Answer withoutWords() {
            return new Answer(handlerUserID, "", millis);
        }
    }

    FriendRequest toMessage(Function<String, UserInfo> people) {
        var from = people.apply(fromUserID);
        var to = people.apply(toUserID);
        return FriendRequest.newBuilder()
                .setFromUserID(fromUserID)
                .setFromNickname(from.getNickname())
                .setFromFaceURL(from.getFaceURL())
                .setToUserID(toUserID)
                .setToNickname(to.getNickname())
                .setToFaceURL(to.getFaceURL())
                .setHandleResult(handleResult)
                .setReqMsg(reqMsg)
                .setCreateTime(createTime)
                .setHandlerUserID(handlerUserID)
                .setHandleMsg(handleMsg)
                .setHandleTime(handleTime)
                .setEx(ex)
                .build();
    }
}
