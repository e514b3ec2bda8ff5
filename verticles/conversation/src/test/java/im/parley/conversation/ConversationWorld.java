package im.parley.conversation;

import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.UserId;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateSingleChatConversationsReq;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.conversation.GetConversationIDsReq;
import im.parley.proto.conversation.GetConversationReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;
import im.parley.proto.conversation.GetOwnerConversationReq;
import im.parley.proto.conversation.GetOwnerConversationResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.wrappers.BoolValue;
import im.parley.proto.wrappers.Int32Value;
import im.parley.proto.wrappers.Int64Value;
import im.parley.proto.wrappers.StringValue;
import im.parley.testworld.MeddledTables;
import im.parley.testworld.World;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;

/// The service as its callers see it, with words for what they ask.
abstract class ConversationWorld extends World {
    static final int SINGLE = 1;
    static final int GROUP = 3;
    static final int OFFICIAL = 4;

    final Neighbours neighbours = new Neighbours();
    MeddledTables tables;
    Conversations conversations;

    @Override
    protected void serve() {
        tables = new MeddledTables(state.tables());
        listenTo("conversation");
        neighbourUsers();
        neighbour(Neighbours.MESSAGES, neighbours.messages());
        neighbour(Neighbours.GROUPS, neighbours.groups());
        deployHot(
                2,
                ConversationVerticle.instances(
                        bus, changes, tables, notifier, webhooks, clock, metrics));
        conversations = bus.client("openim.conversation.conversation", Conversations.class);
    }

    /// How the owner's own devices are told of a change.
    static String changed(String owner, String conversationID) {
        return "1300 %1$s→%1$s {\"userID\":\"%1$s\",\"conversationIDList\":[\"%2$s\"]}"
                .formatted(owner, conversationID);
    }

    void create(int type, String sender, String receiver) {
        await(creating(type, sender, receiver));
    }

    /// A little later than the one before: lists are in order of creation.
    Future<?> creating(int type, String sender, String receiver) {
        clock.advance(Duration.ofMillis(1));
        return conversations.createSingleChatConversations(
                byServer(), wish(type, sender, receiver));
    }

    static CreateSingleChatConversationsReq wish(int type, String sender, String receiver) {
        var one = new UserId(sender);
        var other = new UserId(receiver);
        var id =
                type == OFFICIAL
                        ? ConversationId.official(one, other)
                        : ConversationId.single(one, other);
        return CreateSingleChatConversationsReq.newBuilder()
                .setConversationType(type)
                .setSendID(sender)
                .setRecvID(receiver)
                .setConversationID(id.value())
                .build();
    }

    void join(String groupID, List<String> users) {
        var wish = CreateGroupChatConversationsReq.newBuilder().setGroupID(groupID);
        await(
                conversations.createGroupChatConversations(
                        byServer(), wish.addAllUserIDs(users).build()));
    }

    /// What a client says of its chat with a peer; the fields to set are still to come.
    static ConversationReq.Builder chat(String owner, String peer) {
        return ConversationReq.newBuilder()
                .setConversationID(
                        ConversationId.single(new UserId(owner), new UserId(peer)).value())
                .setConversationType(SINGLE)
                .setUserID(peer);
    }

    static ConversationReq.Builder room(String groupID) {
        return ConversationReq.newBuilder()
                .setConversationID(ConversationId.group(groupID).value())
                .setConversationType(GROUP)
                .setGroupID(groupID);
    }

    static BoolValue yes() {
        return BoolValue.newBuilder().setValue(true).build();
    }

    static BoolValue no() {
        return BoolValue.getDefaultInstance();
    }

    static Int32Value number(int value) {
        return Int32Value.newBuilder().setValue(value).build();
    }

    static Int64Value seconds(long value) {
        return Int64Value.newBuilder().setValue(value).build();
    }

    static StringValue text(String value) {
        return StringValue.newBuilder().setValue(value).build();
    }

    void set(String user, ConversationReq.Builder wish) {
        set(by(user), wish, user);
    }

    void set(Call call, ConversationReq.Builder wish, String... users) {
        var asked = SetConversationsReq.newBuilder().addAllUserIDs(List.of(users));
        await(conversations.setConversations(call, asked.setConversation(wish).build()));
    }

    void delete(String owner, String... conversationIDs) {
        var asked = DeleteConversationsReq.newBuilder().setOwnerUserID(owner);
        await(
                conversations.deleteConversations(
                        by(owner), asked.addAllConversationIDs(List.of(conversationIDs)).build()));
    }

    Conversation row(String owner, String conversationID) {
        var asked =
                GetConversationReq.newBuilder()
                        .setOwnerUserID(owner)
                        .setConversationID(conversationID)
                        .build();
        return await(conversations.getConversation(byServer(), asked)).getConversation();
    }

    List<String> ids(String owner) {
        var asked = GetConversationIDsReq.newBuilder().setUserID(owner).build();
        return await(conversations.getConversationIDs(byServer(), asked)).getConversationIDsList();
    }

    GetFullOwnerConversationIDsResp fullIds(String owner, long idHash) {
        var asked =
                GetFullOwnerConversationIDsReq.newBuilder()
                        .setUserID(owner)
                        .setIdHash(idHash)
                        .build();
        return await(conversations.getFullOwnerConversationIDs(by(owner), asked));
    }

    GetIncrementalConversationResp sync(String owner) {
        return sync(owner, "", 0);
    }

    GetIncrementalConversationResp sync(String owner, String versionID, long version) {
        var asked =
                GetIncrementalConversationReq.newBuilder()
                        .setUserID(owner)
                        .setVersionID(versionID)
                        .setVersion(version)
                        .build();
        return await(conversations.getIncrementalConversation(by(owner), asked));
    }

    /// How far the owner's version has come since, and what it tells: inserted, updated, deleted.
    String news(String owner, GetIncrementalConversationResp since) {
        var now = sync(owner, since.getVersionID(), since.getVersion());
        return "+%d %s %s %s"
                .formatted(
                        now.getVersion() - since.getVersion(),
                        idsOf(now.getInsertList()),
                        idsOf(now.getUpdateList()),
                        now.getDeleteList());
    }

    GetOwnerConversationResp page(int number, int size) {
        var page = RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size);
        var asked =
                GetOwnerConversationReq.newBuilder().setUserID("amy").setPagination(page).build();
        return await(conversations.getOwnerConversation(by("amy"), asked));
    }

    static List<String> idsOf(List<Conversation> rows) {
        return rows.stream().map(Conversation::getConversationID).toList();
    }
}
