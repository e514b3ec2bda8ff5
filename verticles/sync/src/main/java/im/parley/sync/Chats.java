package im.parley.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.UserId;
import im.parley.proto.conversation.GetAllConversationsReq;
import im.parley.proto.conversation.GetAllConversationsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/// All chats of a user. Each of his devices asks for them whenever it logs in, so long lists are
/// kept and, before each use, brought up to date as a client does it: by what has changed since the
/// version they have. A change that was made before somebody asks is therefore never missed, on
/// whatever node it was made.
///
///     ask ──► none kept ──► read the rows ──► few: give them
///      │                                 └──► many: read them at a version, keep, give
///      └────► kept ──► anything new? ── no ──► give the copy
///                          └── yes ──► apply it ──► anything newer? ── no ──► keep, give
///                                                         └── yes ──► read at a version …
///
/// To be called on a virtual thread.
final class Chats {
    interface Conversations {
        Future<GetAllConversationsResp> getAllConversations(
                Call call, GetAllConversationsReq request);

        Future<GetIncrementalConversationResp> getIncrementalConversation(
                Call call, GetIncrementalConversationReq request);
    }

    /// Fewer are read as quickly as their version, and the memory is for those who have many.
    static final int KEPT_FROM = 100;

    /// A kept chat takes about 120 bytes.
    private static final int KEPT_MAX = 100_000;

    private final Conversations conversations;
    private final Cache<UserId, ChatList> copies =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT_MAX)
                    .weigher((UserId _, ChatList list) -> 1 + list.size())
                    .executor(Runnable::run)
                    .build();
    private final Counter hits;
    private final Counter misses;

    Chats(Bus bus, MeterRegistry metrics) {
        conversations = bus.client("openim.conversation.conversation", Conversations.class);
        hits = metrics.counter("cache.gets", "cache", "chats", "result", "hit");
        misses = metrics.counter("cache.gets", "cache", "chats", "result", "miss");
    }

    ChatList of(Call call, UserId user) {
        var copy = copies.getIfPresent(user);
        if (copy != null) return upToDate(call, user, copy);
        var list = read(call, user);
        if (list.size() < KEPT_FROM) return list;
        return readAtVersion(call, user, since(call, user, ChatList.NONE));
    }

    private ChatList upToDate(Call call, UserId user, ChatList copy) {
        var news = since(call, user, copy);
        if (news.getFull()) return readAtVersion(call, user, news);
        hits.increment();
        if (copy.isAt(news)) return copy;
        var next = copy.with(news);
        // A row that was changed and then removed, before the news of it were read, is not among
        // them, and the copy would still have it as it was before. There was no such removal if
        // there is nothing newer still.
        var newer = since(call, user, next);
        return next.isAt(newer) ? keep(user, next) : readAtVersion(call, user, newer);
    }

    /// @param head asked for before, so the rows are at least as new
    private ChatList readAtVersion(Call call, UserId user, GetIncrementalConversationResp head) {
        misses.increment();
        return keep(user, read(call, user).at(head.getVersionID(), head.getVersion()));
    }

    private ChatList keep(UserId user, ChatList list) {
        copies.put(user, list);
        return list;
    }

    private ChatList read(Call call, UserId user) {
        var request = GetAllConversationsReq.newBuilder().setOwnerUserID(user.value()).build();
        var rows = conversations.getAllConversations(call.asServer(), request).await();
        return ChatList.of(rows.getConversationsList());
    }

    private GetIncrementalConversationResp since(Call call, UserId user, ChatList list) {
        var request =
                GetIncrementalConversationReq.newBuilder()
                        .setUserID(user.value())
                        .setVersionID(list.versionID())
                        .setVersion(list.version())
                        .build();
        return conversations.getIncrementalConversation(call.asServer(), request).await();
    }
}
