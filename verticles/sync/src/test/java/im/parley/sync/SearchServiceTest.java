package im.parley.sync;

import static im.parley.sync.World.CHAT;
import static im.parley.sync.World.assertRefused;
import static im.parley.sync.World.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.proto.msg.ChatLog;
import im.parley.proto.msg.SearchChatLog;
import im.parley.proto.msg.SearchMessageReq;
import im.parley.proto.msg.SearchMessageResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.RequestPagination;
import im.parley.state.Note;
import im.parley.state.Note.Revocation;
import im.parley.testkit.FakeClock;
import im.parley.testkit.Messages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.UnaryOperator;

/// message-pipeline.md 6.10, http-messages-and-objects.md 2.5.
class SearchServiceTest extends InWorld {
    @BeforeEach
    void open() {
        world.groupChat("amy", "bob", "amy");
        world.chat("amy", "bob", "amy");
        world.store(Messages.text("amy", "eve", "hi"));
        world.store(
                Messages.groupText("joe", "other", "x").toBuilder().setContentType(110).build());
        var notice = Messages.text("amy", "bob", "notice").toBuilder();
        world.store(notice.putOptions("isNotNotification", false).build());
    }

    @Test
    void each_field_narrows_the_search_and_notifications_are_not_searched() {
        assertEquals(8, count(asked -> asked));
        assertEquals(5, count(asked -> asked.setSendID("amy")));
        assertEquals(2, count(asked -> asked.setSendID("amy").setRecvID("bob")));
        assertEquals(2, count(asked -> asked.setSendID("amy").setRecvID("tea")));
        assertEquals(3, count(asked -> asked.setRecvID("tea")));
        assertEquals(1, count(asked -> asked.setRecvID("eve")));
        assertEquals(2, count(asked -> asked.setSendID("amy").setSessionType(3)));
        assertEquals(4, count(asked -> asked.setSessionType(1)));
        assertEquals(1, count(asked -> asked.setContentType(110)));
        assertEquals(0, count(asked -> asked.setSendID("bob").setContentType(110)));
        assertEquals(0, count(asked -> asked.setSendID("nobody")));
        assertEquals(0, count(asked -> asked.setSessionType(4)));
    }

    @Test
    void a_day_is_that_of_the_send_time_in_utc() {
        var later = Messages.text("amy", "bob", "next day").toBuilder();
        store(later.setSendTime(FakeClock.NOON + 86_400_000).build(), 4);
        assertEquals(8, count(asked -> asked.setSendTime("2026-01-01")));
        assertEquals(1, count(asked -> asked.setSendTime("2026-01-02").setRecvID("bob")));
        assertEquals(1, count(asked -> asked.setSendTime("2026-01-02")));
        assertEquals(0, count(asked -> asked.setSendTime("2025-12-31")));
        assertRefused(1001, search(asked -> asked.setSendTime("yesterday")));
    }

    private void store(MsgData message, long seq) {
        var entry = Messages.entry(message, seq);
        await(
                world.store()
                        .append(
                                List.of(
                                        new im.parley.state.MessageStore.Entry(
                                                CHAT,
                                                seq,
                                                message.getSendTime(),
                                                entry.sender(),
                                                "",
                                                0,
                                                true,
                                                message.toBuilder()
                                                        .setSeq(seq)
                                                        .build()
                                                        .toByteArray()))));
    }

    @Test
    void pages_follow_one_another_oldest_first_and_the_total_stays() {
        var first = await(search(asked -> asked.setRecvID("tea").setPagination(page(1, 2))));
        var second = await(search(asked -> asked.setRecvID("tea").setPagination(page(2, 2))));
        assertEquals(List.of(1L, 2L), seqs(first));
        assertEquals(List.of(3L), seqs(second));
        assertEquals(3, second.getChatLogsNum());
        var none = await(search(asked -> asked.setRecvID("tea").clearPagination()));
        assertEquals(List.of(), none.getChatLogsList());
        assertEquals(3, none.getChatLogsNum());
    }

    private static List<Long> seqs(SearchMessageResp found) {
        return found.getChatLogsList().stream().map(log -> log.getChatLog().getSeq()).toList();
    }

    @Test
    void a_hit_names_those_concerned() {
        var single = only(asked -> asked.setRecvID("eve")).getChatLog();
        assertEquals(
                List.of("amy", "eve", "amy", "N-eve", "{\"content\":\"hi\"}", ""),
                List.of(
                        single.getSendID(),
                        single.getRecvID(),
                        single.getSenderNickname(),
                        single.getRecvNickname(),
                        single.getContent(),
                        single.getGroupID()));
        var inGroup = await(search(asked -> asked.setRecvID("tea"))).getChatLogs(0).getChatLog();
        assertEquals(
                ChatLog.newBuilder()
                        .setRecvID("tea")
                        .setGroupID("tea")
                        .setGroupName("Tea")
                        .setGroupFaceURL("tea.png")
                        .setGroupOwner("amy")
                        .setGroupMemberCount(3)
                        .setGroupType(2)
                        .build(),
                ChatLog.newBuilder()
                        .setRecvID(inGroup.getRecvID())
                        .setGroupID(inGroup.getGroupID())
                        .setGroupName(inGroup.getGroupName())
                        .setGroupFaceURL(inGroup.getGroupFaceURL())
                        .setGroupOwner(inGroup.getGroupOwner())
                        .setGroupMemberCount(inGroup.getGroupMemberCount())
                        .setGroupType(inGroup.getGroupType())
                        .build());
        var vanished = only(asked -> asked.setContentType(110)).getChatLog();
        assertEquals("", vanished.getGroupName());
        assertEquals("other", vanished.getRecvID());
    }

    @Test
    void what_was_taken_back_is_found_and_marked_what_was_erased_is_not_found() {
        var back = new Revocation(World.AMY, 0, "N-amy", 1);
        await(
                world.store()
                        .note(
                                List.of(
                                        new Note.Revoked(CHAT, 1, back),
                                        new Note.Erased(CHAT, List.of(2L)))));
        var found =
                await(search(asked -> asked.setSessionType(1).setSendID("amy").setRecvID("bob")));
        assertEquals(
                List.of(true, false),
                found.getChatLogsList().stream().map(SearchChatLog::getIsRevoked).toList());
        assertTrue(found.getChatLogs(0).getChatLog().getContent().contains("by amy"));
        assertEquals(0, count(asked -> asked.setSendID("bob").setRecvID("amy")));
    }

    @Test
    void only_app_admins_search() {
        assertRefused(
                1002, sync.searchMessage(world.as("amy"), SearchMessageReq.getDefaultInstance()));
    }

    private SearchChatLog only(UnaryOperator<SearchMessageReq.Builder> ask) {
        var found = await(search(ask));
        assertEquals(1, found.getChatLogsCount());
        return found.getChatLogs(0);
    }

    private int count(UnaryOperator<SearchMessageReq.Builder> ask) {
        var found = await(search(ask));
        assertEquals(found.getChatLogsNum(), found.getChatLogsCount());
        return found.getChatLogsNum();
    }

    private io.vertx.core.Future<SearchMessageResp> search(
            UnaryOperator<SearchMessageReq.Builder> ask) {
        var request = SearchMessageReq.newBuilder().setPagination(page(1, 100));
        return sync.searchMessage(world.asAdmin(), ask.apply(request).build());
    }

    private static RequestPagination page(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }
}
