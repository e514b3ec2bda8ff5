package im.parley.send;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetConversationResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.isFriendReq;
import im.parley.proto.relation.isFriendResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.Optional;

/// What the rules know about people: who they are, whom they block, what they want to receive. One
/// a node; safe to use from every thread.
final class Acquaintance {
    private static final long ASK_MILLIS = 5_000;

    /// Two ids, the one whose list or row it is first: the key under which owners announce changes.
    private record Pair(String owner, String other) {
        static Pair of(String announced) {
            int space = announced.indexOf(' ');
            return new Pair(announced.substring(0, space), announced.substring(space + 1));
        }
    }

    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq request);
    }

    interface Relations {
        Future<isBlackResp> isBlack(Call call, isBlackReq request);

        Future<isFriendResp> isFriend(Call call, isFriendReq request);
    }

    interface Conversations {
        Future<GetConversationResp> getConversation(Call call, GetConversationReq request);
    }

    private final Clock clock;
    private final Users users;
    private final Relations relations;
    private final Conversations conversations;
    private final boolean friendVerify;
    private final Copies<String, Optional<UserInfo>> people;
    private final Copies<Pair, Boolean> blocks;
    private final Copies<Pair, Boolean> friends;
    private final Copies<Pair, Integer> options;

    Acquaintance(Bus bus, Changes changes, Clock clock, SendConfig config, MeterRegistry metrics) {
        this.clock = clock;
        this.users = bus.client("openim.user.user", Users.class);
        this.relations = bus.client("openim.relation.friend", Relations.class);
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.friendVerify = config.friendVerify();
        this.people = new Copies<>(config.copiesMax(), metrics, "send_people");
        this.blocks = new Copies<>(config.copiesMax(), metrics, "send_blocks");
        this.friends = new Copies<>(config.copiesMax(), metrics, "send_friends");
        this.options = new Copies<>(config.copiesMax(), metrics, "send_options");
        changes.onChange("user", people::drop);
        changes.onChange("black", key -> blocks.drop(Pair.of(key)));
        changes.onChange("friend", key -> friends.drop(Pair.of(key)));
        changes.onChange("conversation", key -> options.drop(Pair.of(key)));
    }

    Future<Optional<UserInfo>> user(String userID) {
        return people.get(userID, this::askUser);
    }

    /// @param ofSystem see [SingleFacts]
    Future<SingleFacts> facts(MsgData message, boolean ofSystem) {
        var receiver = message.getRecvID();
        var sender = message.getSendID();
        var fromSender = user(sender);
        var toReceiver = user(receiver);
        var blocked = blocks.get(new Pair(receiver, sender), this::askBlocked);
        var befriended =
                friendVerify
                        ? friends.get(new Pair(receiver, sender), this::askBefriended)
                        : Future.succeededFuture(true);
        var option =
                options.get(
                        new Pair(receiver, ConversationId.of(message).value()), this::askOption);
        return Copies.together(fromSender, toReceiver, blocked, befriended, option)
                .map(
                        _ ->
                                new SingleFacts(
                                        message,
                                        ofSystem,
                                        fromSender.result(),
                                        toReceiver.result(),
                                        blocked.result(),
                                        befriended.result(),
                                        option.result()));
    }

    private Future<Optional<UserInfo>> askUser(String userID) {
        var request = getDesignateUsersReq.newBuilder().addUserIDs(userID).build();
        return users.getDesignateUsers(asking(), request)
                .map(answer -> answer.getUsersInfoList().stream().findFirst());
    }

    private Future<Boolean> askBlocked(Pair pair) {
        var request = isBlackReq.newBuilder().setUserID1(pair.other).setUserID2(pair.owner).build();
        return relations.isBlack(asking(), request).map(isBlackResp::getInUser2Blacks);
    }

    private Future<Boolean> askBefriended(Pair pair) {
        var request =
                isFriendReq.newBuilder().setUserID1(pair.other).setUserID2(pair.owner).build();
        return relations.isFriend(asking(), request).map(isFriendResp::getInUser2Friends);
    }

    private Future<Integer> askOption(Pair pair) {
        var request =
                GetConversationReq.newBuilder()
                        .setOwnerUserID(pair.owner)
                        .setConversationID(pair.other)
                        .build();
        return conversations
                .getConversation(asking(), request)
                .map(answer -> answer.getConversation().getRecvMsgOpt())
                .recover(Acquaintance::receivesWithoutRow);
    }

    private static Future<Integer> receivesWithoutRow(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.is(ErrorCode.RECORD_NOT_FOUND)
                ? Future.succeededFuture(0)
                : Future.failedFuture(failure);
    }

    private Call asking() {
        return Call.ofServer("send", clock.millis() + ASK_MILLIS);
    }
}
