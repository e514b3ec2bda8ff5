package im.parley.send;

import im.parley.bus.AtHand;
import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Changes;
import im.parley.bus.Copies;
import im.parley.contract.ConversationId;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
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

    /// Two users, the one whose lists and row it is about first: the key under which their owners
    /// announce changes of lists.
    private record Pair(String owner, String other) {
        static Pair of(String announced) {
            int space = announced.indexOf(' ');
            return new Pair(announced.substring(0, space), announced.substring(space + 1));
        }
    }

    /// How one user stands to another who writes to him; see [SingleFacts].
    private record Terms(boolean blocked, boolean befriended, int option) {}

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
    private final Copies<Pair, Terms> terms;

    Acquaintance(Bus bus, Changes changes, Clock clock, SendConfig config, MeterRegistry metrics) {
        this.clock = clock;
        this.users = bus.client("openim.user.user", Users.class);
        this.relations = bus.client("openim.relation.friend", Relations.class);
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.friendVerify = config.friendVerify();
        this.people = new Copies<>(config.copiesMax(), metrics, "send_people");
        this.terms = new Copies<>(config.copiesMax(), metrics, "send_terms");
        changes.onChange("user", people::drop);
        changes.onChange("black", key -> terms.drop(Pair.of(key)));
        changes.onChange("friend", key -> terms.drop(Pair.of(key)));
        changes.onChange("conversation", this::dropTermsOfRow);
    }

    /// As user ids may hold `_`, the id of a chat may be read in two ways. The terms of both are
    /// dropped: what was dropped needlessly is only asked for again.
    ///
    /// @param announced the owner of a row and its conversation
    private void dropTermsOfRow(String announced) {
        int space = announced.indexOf(' ');
        var owner = announced.substring(0, space);
        var peers = new ConversationId(announced.substring(space + 1)).peers();
        if (peers.startsWith(owner + "_"))
            terms.drop(new Pair(owner, peers.substring(owner.length() + 1)));
        if (peers.endsWith("_" + owner))
            terms.drop(new Pair(owner, peers.substring(0, peers.length() - owner.length() - 1)));
    }

    Future<Optional<UserInfo>> user(String userID) {
        return people.get(userID, this::askUser);
    }

    /// @param ofSystem see [SingleFacts]
    Future<SingleFacts> facts(MsgData message, boolean ofSystem) {
        var sender = user(message.getSendID());
        var receiver = user(message.getRecvID());
        var between = new Pair(message.getRecvID(), message.getSendID());
        var asked = terms.get(between, this::askTerms);
        return AtHand.map(
                Copies.together(sender, receiver, asked),
                _ -> {
                    var found = asked.result();
                    return new SingleFacts(
                            message,
                            ofSystem,
                            sender.result(),
                            receiver.result(),
                            found.blocked,
                            found.befriended,
                            found.option);
                });
    }

    private Future<Optional<UserInfo>> askUser(String userID) {
        var request = getDesignateUsersReq.newBuilder().addUserIDs(userID).build();
        return users.getDesignateUsers(asking(), request)
                .map(answer -> answer.getUsersInfoList().stream().findFirst());
    }

    private Future<Terms> askTerms(Pair pair) {
        var blocked = askBlocked(pair);
        var befriended = friendVerify ? askBefriended(pair) : Future.succeededFuture(true);
        var option = askOption(pair);
        return Copies.together(blocked, befriended, option)
                .map(_ -> new Terms(blocked.result(), befriended.result(), option.result()));
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
        var chat = ConversationId.single(new UserId(pair.owner), new UserId(pair.other));
        var request =
                GetConversationReq.newBuilder()
                        .setOwnerUserID(pair.owner)
                        .setConversationID(chat.value())
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
