package im.parley.group;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.conversation.DeleteConversationsResp;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMaxSeqResp;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationMaxSeqResp;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqResp;

import io.vertx.core.Future;

import java.util.Collection;

/// From where to where members may read the group's messages, as the conversation and the message
/// service keep it: the procedures J and L of http-identity-and-groups.md 10. On a virtual thread.
final class ReadBounds {
    private static final int NO_BOUND = 0;

    interface Conversations {
        Future<CreateGroupChatConversationsResp> createGroupChatConversations(
                Call call, CreateGroupChatConversationsReq wish);

        Future<SetConversationMaxSeqResp> setConversationMaxSeq(
                Call call, SetConversationMaxSeqReq wish);

        Future<DeleteConversationsResp> deleteConversations(Call call, DeleteConversationsReq wish);
    }

    interface Messages {
        Future<GetConversationMaxSeqResp> getConversationMaxSeq(
                Call call, GetConversationMaxSeqReq asked);

        Future<SetUserConversationsMinSeqResp> setUserConversationsMinSeq(
                Call call, SetUserConversationsMinSeqReq wish);
    }

    private final Conversations conversations;
    private final Messages messages;
    private final boolean historyForNewMembers;

    ReadBounds(Bus bus, GroupConfig config) {
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.historyForNewMembers = config.enableHistoryForNewMembers();
    }

    /// J1 and J2, before the group is told of its new members.
    void open(Call call, String groupID, Collection<String> users) {
        if (!historyForNewMembers) hideHistory(call, groupID, users);
        conversations
                .createGroupChatConversations(
                        call.asServer(),
                        CreateGroupChatConversationsReq.newBuilder()
                                .setGroupID(groupID)
                                .addAllUserIDs(users)
                                .build())
                .await();
    }

    private void hideHistory(Call call, String groupID, Collection<String> users) {
        messages.setUserConversationsMinSeq(
                        call.asServer(),
                        SetUserConversationsMinSeqReq.newBuilder()
                                .setConversationID(chat(groupID))
                                .addAllUserIDs(users)
                                .setSeq(maxSeq(call, groupID) + 1)
                                .build())
                .await();
    }

    /// J4, after it.
    void lift(Call call, String groupID, Collection<String> users) {
        bound(call, groupID, users, NO_BOUND);
    }

    /// L: who is gone reads nothing later. Where nothing is stored yet there is no such bound, as 0
    /// is none; then his row goes, and with it the right to read.
    void close(Call call, String groupID, Collection<String> users) {
        long newest = maxSeq(call, groupID);
        if (newest > 0) bound(call, groupID, users, newest);
        else for (var user : users) removeRow(call, groupID, user);
    }

    private void removeRow(Call call, String groupID, String user) {
        conversations
                .deleteConversations(
                        call.asServer(),
                        DeleteConversationsReq.newBuilder()
                                .setOwnerUserID(user)
                                .addConversationIDs(chat(groupID))
                                .build())
                .await();
    }

    private void bound(Call call, String groupID, Collection<String> users, long maxSeq) {
        conversations
                .setConversationMaxSeq(
                        call.asServer(),
                        SetConversationMaxSeqReq.newBuilder()
                                .setConversationID(chat(groupID))
                                .addAllOwnerUserID(users)
                                .setMaxSeq(maxSeq)
                                .build())
                .await();
    }

    private long maxSeq(Call call, String groupID) {
        var asked = GetConversationMaxSeqReq.newBuilder().setConversationID(chat(groupID)).build();
        return messages.getConversationMaxSeq(call.asServer(), asked).await().getMaxSeq();
    }

    private static String chat(String groupID) {
        return ConversationId.group(groupID).value();
    }
}
