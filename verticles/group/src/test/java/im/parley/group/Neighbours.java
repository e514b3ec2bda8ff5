package im.parley.group;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.conversation.CreateGroupChatConversationsReq;
import im.parley.proto.conversation.CreateGroupChatConversationsResp;
import im.parley.proto.conversation.SetConversationMaxSeqReq;
import im.parley.proto.conversation.SetConversationMaxSeqResp;
import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.conversation.SetConversationsResp;
import im.parley.proto.msg.GetConversationMaxSeqReq;
import im.parley.proto.msg.GetConversationMaxSeqResp;
import im.parley.proto.msg.SetUserConversationsMinSeqReq;
import im.parley.proto.msg.SetUserConversationsMinSeqResp;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The services that groups need, as small as they can be.
final class Neighbours {
    /// The newest seq of every conversation.
    static final long MAX_SEQ = 7;

    /// What the conversation and the message service were told, in order.
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    /// Users who are gone, besides everybody whose name begins with `lost`.
    final Set<String> gone = ConcurrentHashMap.newKeySet();

    volatile boolean out;

    void open(Bus bus) {
        var users = Rules.of("openim.user.user").rule("getDesignateUsers", Policy.ANY_USER);
        var conversations =
                Rules.of("openim.conversation.conversation")
                        .rule("CreateGroupChatConversations", Policy.INTERNAL)
                        .rule("SetConversationMaxSeq", Policy.INTERNAL)
                        .rule("SetConversations", Policy.INTERNAL);
        var messages =
                Rules.of("openim.msg.msg")
                        .rule("GetConversationMaxSeq", Policy.INTERNAL)
                        .rule("SetUserConversationsMinSeq", Policy.INTERNAL);
        GroupWorld.await(bus.serveOnAnyThread(users, new Users()));
        GroupWorld.await(bus.serveOnAnyThread(conversations, new Conversations()));
        GroupWorld.await(bus.serveOnAnyThread(messages, new Messages()));
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
        heard.add(what);
        unread.add(what);
        return Future.succeededFuture(answer);
    }

    private final class Users {
        getDesignateUsersResp getDesignateUsers(Call call, getDesignateUsersReq asked) {
            return getDesignateUsersResp
                    .newBuilder()
                    .addAllUsersInfo(
                            asked.getUserIDsList().stream()
                                    .distinct()
                                    .filter(
                                            user ->
                                                    !user.startsWith("lost")
                                                            && !gone.contains(user))
                                    .map(GroupWorld::profile)
                                    .toList())
                    .build();
        }
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
                    GetConversationMaxSeqResp.newBuilder().setMaxSeq(MAX_SEQ).build());
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
