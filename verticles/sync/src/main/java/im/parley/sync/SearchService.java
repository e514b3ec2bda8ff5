package im.parley.sync;

import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ConversationId;
import im.parley.proto.msg.SearchChatLog;
import im.parley.proto.msg.SearchMessageReq;
import im.parley.proto.msg.SearchMessageResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.Marks;
import im.parley.state.MessageArchive;

import java.util.ArrayList;
import java.util.List;

/// Search for app admins (message-pipeline.md 6.10, http-messages-and-objects.md 2.5).
final class SearchService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "SearchMessage",
                            APP_ADMIN,
                            that(
                                    SearchMessageReq.class,
                                    asked -> SearchWish.isDay(asked.getSendTime()),
                                    "sendTime is no day"));

    /// Behind this many the total is only what was found so far, as it can be in the reference.
    private static final int LOOKED_AT_MAX = 1_000_000;

    private final MessageArchive store;
    private final ChatLogs chatLogs;

    SearchService(MessageArchive store, ChatLogs chatLogs) {
        this.store = store;
        this.chatLogs = chatLogs;
    }

    private record Hit(ConversationId conversation, MsgData message) {}

    /// The hits of one page, and how many there are in all.
    private static final class Found {
        private final SearchWish wish;
        private final Page page;
        private final List<Hit> hits = new ArrayList<>();
        private int count;

        private Found(SearchWish wish, Page page) {
            this.wish = wish;
            this.page = page;
        }

        private void visit(ConversationId conversation, MsgData message) {
            if (!wish.fits(message)) return;
            if (count++ >= page.skip() && hits.size() < page.limit())
                hits.add(new Hit(conversation, message));
        }
    }

    SearchMessageResp searchMessage(Call call, SearchMessageReq request) {
        var wish = new SearchWish(request);
        var found = new Found(wish, Page.of(request.getPagination()));
        var scan = new ChatScan(store, wish.span(), LOOKED_AT_MAX, found::visit);
        if (wish.wantsGroups()) scanGroups(wish, scan);
        if (wish.wantsSingles()) scanSingles(wish, scan);
        var messages = found.hits.stream().map(Hit::message).toList();
        var logs = chatLogs.of(call, messages);
        var answer = SearchMessageResp.newBuilder().setChatLogsNum(found.count);
        for (int i = 0; i < messages.size(); i++)
            answer.addChatLogs(
                    SearchChatLog.newBuilder()
                            .setChatLog(logs.get(i))
                            .setIsRevoked(isRevoked(found.hits.get(i))));
        return answer.build();
    }

    /// Who wrote to a group has a read position in it.
    private void scanGroups(SearchWish wish, ChatScan scan) {
        if (wish.group().isPresent()) scan.run(List.of(wish.group().get()));
        else if (wish.sender().isEmpty()) scan.run(ChatScan.GROUPS, groups -> groups);
        else
            scan.run(
                    ChatScan.GROUPS,
                    groups -> {
                        var positions = store.bounds(wish.sender().get(), groups).await();
                        return groups.stream()
                                .filter(group -> positions.get(group).readSeq() > 0)
                                .toList();
                    });
    }

    private static void scanSingles(SearchWish wish, ChatScan scan) {
        if (wish.pair().isPresent()) scan.run(List.of(wish.pair().get()));
        else scan.run(ChatScan.SINGLES, singles -> singles.stream().filter(wish::mayBeIn).toList());
    }

    private boolean isRevoked(Hit hit) {
        long seq = hit.message().getSeq();
        var marks = store.marks(Caller.NOBODY, hit.conversation(), List.of(seq)).await();
        return marks.getOrDefault(seq, Marks.NONE).revocation().isPresent();
    }
}
