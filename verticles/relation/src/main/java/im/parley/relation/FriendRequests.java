package im.parley.relation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.platform.Moments;
import im.parley.proto.relation.applyToAddFriendReq;
import im.parley.proto.relation.applyToAddFriendResp;
import im.parley.proto.relation.getDesignatedFriendsApplyReq;
import im.parley.proto.relation.getDesignatedFriendsApplyResp;
import im.parley.proto.relation.getPaginationFriendsApplyFromReq;
import im.parley.proto.relation.getPaginationFriendsApplyFromResp;
import im.parley.proto.relation.getPaginationFriendsApplyToReq;
import im.parley.proto.relation.getPaginationFriendsApplyToResp;
import im.parley.proto.relation.getSelfUnhandledApplyCountReq;
import im.parley.proto.relation.getSelfUnhandledApplyCountResp;
import im.parley.proto.relation.respondFriendApplyReq;
import im.parley.proto.relation.respondFriendApplyResp;
import im.parley.proto.sdkws.FriendRequest;
import im.parley.relation.RequestRow.Answer;
import im.parley.relation.RequestStore.Side;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Applications to be friends: made, answered, listed (http-identity-and-groups.md 9.1, 9.2, 9.6).
final class FriendRequests {
    static final Rules RULES =
            Rules.of("openim.relation.friend")
                    .rule(
                            "applyToAddFriend",
                            self("fromUserID"),
                            nonEmpty("fromUserID", "toUserID"))
                    .rule(
                            "respondFriendApply",
                            self("toUserID"),
                            nonEmpty("fromUserID", "toUserID"),
                            that(
                                    respondFriendApplyReq.class,
                                    answer -> decision(answer).isPresent(),
                                    "handleResult must be 1 or -1"))
                    .rule(
                            "getPaginationFriendsApplyTo",
                            self("userID"),
                            nonEmpty("userID"),
                            pagination())
                    .rule(
                            "getPaginationFriendsApplyFrom",
                            self("userID"),
                            nonEmpty("userID"),
                            pagination())
                    .rule(
                            "getDesignatedFriendsApply",
                            self("fromUserID", "toUserID"),
                            nonEmpty("fromUserID", "toUserID"))
                    .rule("getSelfUnhandledApplyCount", self("userID"));

    private final RequestStore requests;
    private final Profiles profiles;
    private final RelationNotices notices;
    private final RelationHooks hooks;
    private final Moments moments;
    private final Clock clock;

    FriendRequests(
            RequestStore requests,
            Profiles profiles,
            RelationNotices notices,
            RelationHooks hooks,
            Moments moments,
            Clock clock) {
        this.requests = requests;
        this.profiles = profiles;
        this.notices = notices;
        this.hooks = hooks;
        this.moments = moments;
        this.clock = clock;
    }

    applyToAddFriendResp applyToAddFriend(Call call, applyToAddFriendReq wish) {
        var from = wish.getFromUserID();
        var to = wish.getToUserID();
        if (from.equals(to)) throw new Refusal(ErrorCode.CAN_NOT_ADD_YOURSELF);
        hooks.beforeAddFriend(call, wish);
        var people = profiles.require(call, List.of(from, to));
        var asked = RequestRow.asked(from, to, wish.getReqMsg(), wish.getEx(), clock.millis());
        notices.friendApplication(call, requests.ask(asked).toMessage(people));
        hooks.afterAddFriend(call, wish);
        return applyToAddFriendResp.getDefaultInstance();
    }

    respondFriendApplyResp respondFriendApply(Call call, respondFriendApplyReq answer) {
        switch (decision(answer).orElseThrow()) {
            case AGREED -> agree(call, answer);
            case REFUSED -> refuse(call, answer);
            case PENDING -> throw new IllegalStateException("pending is no answer");
        }
        return respondFriendApplyResp.getDefaultInstance();
    }

    private static Optional<Decision> decision(respondFriendApplyReq answer) {
        return Decision.of(answer.getHandleResult())
                .filter(decision -> decision != Decision.PENDING);
    }

    private void agree(Call call, respondFriendApplyReq answer) {
        hooks.beforeAddFriendAgree(call, answer);
        var people = profiles.of(call, List.of(answer.getFromUserID(), answer.getToUserID()));
        var agreed =
                requests.agree(
                        answer.getFromUserID(),
                        answer.getToUserID(),
                        answered(call, answer),
                        moments.next());
        hooks.afterAddFriendAgree(call, answer);
        notices.friendApplicationApproved(call, agreed.request().toMessage(people));
    }

    private void refuse(Call call, respondFriendApplyReq answer) {
        var people = profiles.of(call, List.of(answer.getFromUserID(), answer.getToUserID()));
        var refused =
                requests.refuse(
                        answer.getFromUserID(), answer.getToUserID(), answered(call, answer));
        notices.friendApplicationRejected(call, refused.toMessage(people));
    }

    private Answer answered(Call call, respondFriendApplyReq answer) {
        return new Answer(call.op().value(), answer.getHandleMsg(), clock.millis());
    }

    getPaginationFriendsApplyToResp getPaginationFriendsApplyTo(
            Call call, getPaginationFriendsApplyToReq asked) {
        var user = asked.getUserID();
        var wanted = wanted(asked.getHandleResultsList());
        var page = requests.page(Side.RECEIVED, user, wanted, Page.of(asked.getPagination()));
        return getPaginationFriendsApplyToResp
                .newBuilder()
                .addAllFriendRequests(messages(call, page))
                .setTotal((int) requests.count(Side.RECEIVED, user, wanted))
                .build();
    }

    getPaginationFriendsApplyFromResp getPaginationFriendsApplyFrom(
            Call call, getPaginationFriendsApplyFromReq asked) {
        var user = asked.getUserID();
        var wanted = wanted(asked.getHandleResultsList());
        var page = requests.page(Side.SENT, user, wanted, Page.of(asked.getPagination()));
        return getPaginationFriendsApplyFromResp
                .newBuilder()
                .addAllFriendRequests(messages(call, page))
                .setTotal((int) requests.count(Side.SENT, user, wanted))
                .build();
    }

    /// No filter is every result; a number that is none matches nothing.
    private static Set<Decision> wanted(List<Integer> handleResults) {
        if (handleResults.isEmpty()) return EnumSet.allOf(Decision.class);
        var wanted = EnumSet.noneOf(Decision.class);
        for (int number : handleResults) Decision.of(number).ifPresent(wanted::add);
        return wanted;
    }

    getDesignatedFriendsApplyResp getDesignatedFriendsApply(
            Call call, getDesignatedFriendsApplyReq asked) {
        var rows = requests.bothWays(asked.getFromUserID(), asked.getToUserID()).await();
        return getDesignatedFriendsApplyResp
                .newBuilder()
                .addAllFriendRequests(messages(call, rows))
                .build();
    }

    getSelfUnhandledApplyCountResp getSelfUnhandledApplyCount(
            Call call, getSelfUnhandledApplyCountReq asked) {
        return getSelfUnhandledApplyCountResp
                .newBuilder()
                .setCount(requests.pendingSince(asked.getUserID(), asked.getTime()))
                .build();
    }

    private List<FriendRequest> messages(Call call, List<RequestRow> rows) {
        var ids = rows.stream().flatMap(row -> Stream.of(row.fromUserID(), row.toUserID()));
        var people = profiles.of(call, ids.distinct().toList());
        return rows.stream().map(row -> row.toMessage(people)).toList();
    }
}
