package im.parley.send;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.ConversationId;
import im.parley.contract.SessionType;
import im.parley.platform.Clock;
import im.parley.proto.conversation.ConversationReq;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.group.GetGroupMemberUserIDsReq;
import im.parley.proto.group.GetGroupMemberUserIDsResp;
import im.parley.proto.group.GetGroupMembersInfoReq;
import im.parley.proto.group.GetGroupMembersInfoResp;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.wrappers.Int32Value;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Sets the marks of a mention on the conversations of the mentioned, after the answer and on the
/// server's rights: so a mention of all costs its sender nothing (message-pipeline.md 10.2, I-57).
/// Safe to use from every thread.
final class MentionMarks {
    private static final Logger LOG = LoggerFactory.getLogger(MentionMarks.class);
    private static final long MARK_MILLIS = 60_000;

    /// So many rows are changed by one call; the next begins when it is done.
    private static final int STEP = 500;

    private static final int IN_FLIGHT_MAX = 64;

    interface Groups {
        Future<GetGroupMemberUserIDsResp> getGroupMemberUserIDs(
                Call call, GetGroupMemberUserIDsReq request);

        Future<GetGroupMembersInfoResp> getGroupMembersInfo(
                Call call, GetGroupMembersInfoReq request);
    }

    interface Conversations {
        Future<SetConversationsResp> setConversations(Call call, SetConversationsReq request);
    }

    private final Groups groups;
    private final Conversations conversations;
    private final Clock clock;
    private final AtomicInteger inFlight = new AtomicInteger();

    MentionMarks(Bus bus, Clock clock) {
        this.groups = bus.client("openim.group.group", Groups.class);
        this.conversations = bus.client("openim.conversation.conversation", Conversations.class);
        this.clock = clock;
    }

    /// Returns at once; a mark that is lost is logged.
    void set(Call call, MsgData message) {
        if (message.getContentType() != ContentType.AT_TEXT) return;
        if (message.getSessionType() != SessionType.GROUP.number()) return;
        var mention = Mention.in(message);
        if (mention.ofNobody()) return;
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            lost(call, message, "too many mentions at once, one is not marked");
            return;
        }
        set(later(call), message, mention)
                .onFailure(failure -> lost(call, message, failure.toString()))
                .onComplete(_ -> inFlight.decrementAndGet());
    }

    private Future<Void> set(Call call, MsgData message, Mention mention) {
        return members(call, message.getGroupID(), mention)
                .compose(members -> set(call, message.getGroupID(), mention.marks(members)));
    }

    private Future<List<String>> members(Call call, String groupID, Mention mention) {
        if (mention.everybody()) {
            var all = GetGroupMemberUserIDsReq.newBuilder().setGroupID(groupID).build();
            return groups.getGroupMemberUserIDs(call, all)
                    .map(GetGroupMemberUserIDsResp::getUserIDsList);
        }
        var named =
                GetGroupMembersInfoReq.newBuilder()
                        .setGroupID(groupID)
                        .addAllUserIDs(mention.named())
                        .build();
        return groups.getGroupMembersInfo(call, named)
                .map(
                        answer ->
                                answer.getMembersList().stream()
                                        .map(GroupMemberFullInfo::getUserID)
                                        .toList());
    }

    private Future<Void> set(Call call, String groupID, Map<Integer, List<String>> marks) {
        var done = Future.<Void>succeededFuture();
        for (var mark : marks.entrySet())
            done = done.compose(_ -> set(call, groupID, mark.getKey(), mark.getValue()));
        return done;
    }

    private Future<Void> set(Call call, String groupID, int mark, List<String> users) {
        if (users.isEmpty()) return Future.succeededFuture();
        int step = Math.min(STEP, users.size());
        var request =
                SetConversationsReq.newBuilder()
                        .addAllUserIDs(users.subList(0, step))
                        .setConversation(
                                ConversationReq.newBuilder()
                                        .setConversationID(ConversationId.group(groupID).value())
                                        .setConversationType(SessionType.GROUP.number())
                                        .setGroupID(groupID)
                                        .setGroupAtType(Int32Value.newBuilder().setValue(mark)))
                        .build();
        return conversations
                .setConversations(call, request)
                .compose(_ -> set(call, groupID, mark, users.subList(step, users.size())));
    }

    private Call later(Call call) {
        return new Call(call.asServer().caller(), call.operationID(), clock.millis() + MARK_MILLIS);
    }

    private static void lost(Call call, MsgData message, String why) {
        LOG.atWarn()
                .addKeyValue("operationID", call.operationID())
                .addKeyValue("groupID", message.getGroupID())
                .addKeyValue("reason", why)
                .log("a mention is not marked");
    }
}
