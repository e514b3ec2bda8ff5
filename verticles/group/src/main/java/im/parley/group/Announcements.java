package im.parley.group;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ConversationId;
import im.parley.contract.SessionType;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.wrappers.Int32Value;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Marks all members' conversations when a group announces something (http-identity-and-groups.md
/// 10.2, step 8). Nobody waits for it: the next step begins when the one before is done.
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int MEMBERS_AT_ONCE = 500;

    /// "There is an announcement", as a conversation's groupAtType.
    private static final int ANNOUNCED = 4;

    interface Conversations {
        Future<SetConversationsResp> setConversations(Call call, SetConversationsReq wish);
    }

    private final Conversations conversations;
    private final MemberLists lists;

    Announcements(Bus bus, MemberLists lists) {
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.lists = lists;
    }

    void mark(Call call, String groupID) {
        lists.of(groupID)
                .compose(list -> mark(call.asServer(), groupID, list.ids()))
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("operationID", call.operationID())
                                        .addKeyValue("groupID", groupID)
                                        .log("an announcement is not marked everywhere"));
    }

    private Future<?> mark(Call call, String groupID, List<String> left) {
        if (left.isEmpty()) return Future.succeededFuture();
        int step = Math.min(MEMBERS_AT_ONCE, left.size());
        return conversations
                .setConversations(call, wish(groupID, left.subList(0, step)))
                .compose(_ -> mark(call, groupID, left.subList(step, left.size())));
    }

    private static SetConversationsReq wish(String groupID, List<String> members) {
        var mark =
                ConversationReq.newBuilder()
                        .setConversationID(ConversationId.group(groupID).value())
                        .setConversationType(SessionType.GROUP.number())
                        .setGroupID(groupID)
                        .setGroupAtType(Int32Value.newBuilder().setValue(ANNOUNCED));
        return SetConversationsReq.newBuilder()
                .addAllUserIDs(members)
                .setConversation(mark)
                .build();
    }
}
