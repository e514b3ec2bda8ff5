package im.parley.group;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.DeleteConversationsReq;
import im.parley.proto.conversation.DeleteConversationsResp;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMaxSeqResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationMaxSeqResp;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqResp;
import im.parley.proto.sdkws.UserInfo;
import im.parley.testworld.Everybody;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The services that groups need, as small as they can be.
final class Neighbours {
    static final Rules CONVERSATIONS =
            Rules.of("openim.conversation.conversation")
                    .rule("CreateGroupChatConversations", Policy.INTERNAL)
                    .rule("SetConversationMaxSeq", Policy.INTERNAL)
                    .rule("DeleteConversations", Policy.INTERNAL)
                    .rule("SetConversations", Policy.INTERNAL);
    static final Rules MESSAGES =
            Rules.of("openim.msg.msg")
                    .rule("GetConversationMaxSeq", Policy.INTERNAL)
                    .rule("SetUserConversationsMinSeq", Policy.INTERNAL);

    /// The newest seq of every conversation, at first.
    static final long MAX_SEQ = 7;

    volatile long maxSeq = MAX_SEQ;

    /// What the conversation and the message service were told, in order.
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    /// Users who are gone, besides everybody whose name begins with `lost`.
    final Set<String> gone = ConcurrentHashMap.newKeySet();

    volatile boolean out;

    /// Happens before the next thing is heard.
    volatile Runnable meanwhile = () -> {};

    /// Everybody else is known.
    Optional<UserInfo> profile(String user) {
        return gone.contains(user) ? Optional.empty() : Everybody.known(user);
    }

    Object conversations() {
        return new Conversations();
    }

    Object messages() {
        return new Messages();
    }

    /// Waits for the oldest that was not returned yet.
    String next() {
        try {
            var what = unread.poll(20, TimeUnit.SECONDS);
            if (what == null) throw new AssertionError("nothing came");
            return what;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <T> Future<T> hear(String what, T answer) {
        if (out) return Future.failedFuture("out of order");
        var event = meanwhile;
        meanwhile = () -> {};
        event.run();
        heard.add(what);
        unread.add(what);
        return Future.succeededFuture(answer);
    }

    private final class Conversations {
        Future<CreateGroupChatConversationsResp> createGroupChatConversations(
                Call call, CreateGroupChatConversationsReq wish) {
            return hear(
                    "open " + wish.getGroupID() + " " + wish.getUserIDsList(),
                    CreateGroupChatConversationsResp.getDefaultInstance());
        }

        Future<SetConversationMaxSeqResp> setConversationMaxSeq(
                Call call, SetConversationMaxSeqReq wish) {
            return hear(
                    "max "
                            + wish.getConversationID()
                            + " "
                            + wish.getOwnerUserIDList()
                            + " "
                            + wish.getMaxSeq(),
                    SetConversationMaxSeqResp.getDefaultInstance());
        }

        Future<DeleteConversationsResp> deleteConversations(
                Call call, DeleteConversationsReq wish) {
            return hear(
                    "remove " + wish.getConversationIDsList() + " " + wish.getOwnerUserID(),
                    DeleteConversationsResp.getDefaultInstance());
        }

        Future<SetConversationsResp> setConversations(Call call, SetConversationsReq wish) {
            return hear(
                    "mark "
                            + wish.getConversation().getConversationID()
                            + " "
                            + wish.getUserIDsList()
                            + " "
                            + wish.getConversation().getGroupAtType().getValue(),
                    SetConversationsResp.getDefaultInstance());
        }
    }

    private final class Messages {
        Future<GetConversationMaxSeqResp> getConversationMaxSeq(
                Call call, GetConversationMaxSeqReq asked) {
            return Future.succeededFuture(
                    GetConversationMaxSeqResp.newBuilder().setMaxSeq(maxSeq).build());
        }

        Future<SetUserConversationsMinSeqResp> setUserConversationsMinSeq(
                Call call, SetUserConversationsMinSeqReq wish) {
            return hear(
                    "min "
                            + wish.getConversationID()
                            + " "
                            + wish.getUserIDsList()
                            + " "
                            + wish.getSeq(),
                    SetUserConversationsMinSeqResp.getDefaultInstance());
        }
    }
}
