package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.ConversationElem;
import im.parley.proto.conversation.GetSortedConversationListReq;
import im.parley.proto.conversation.GetSortedConversationListResp;
import im.parley.proto.conversation.MsgInfo;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.RequestPagination;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/// http-messages-and-objects.md 5.8.
class SortedListTest extends ConversationWorld {
    private GetSortedConversationListResp list(int page, int size, String... conversationIDs) {
        var asked =
                GetSortedConversationListReq.newBuilder()
                        .setUserID("amy")
                        .addAllConversationIDs(List.of(conversationIDs))
                        .setPagination(
                                RequestPagination.newBuilder()
                                        .setPageNumber(page)
                                        .setShowNumber(size));
        return await(conversations.getSortedConversationList(by("amy"), asked.build()));
    }

    private static List<String> idsIn(GetSortedConversationListResp list) {
        return list.getConversationElemsList().stream()
                .map(ConversationElem::getConversationID)
                .toList();
    }

    private void said(String conversationID, long maxSeq, long read, long time) {
        neighbours.seqs.put(
                conversationID,
                Seqs.newBuilder()
                        .setMaxSeq(maxSeq)
                        .setHasReadSeq(read)
                        .setMaxSeqTime(time)
                        .build());
        var message =
                MsgData.newBuilder()
                        .setSendID("bob")
                        .setRecvID("amy")
                        .setServerMsgID("s")
                        .setClientMsgID("c")
                        .setSessionType(SINGLE)
                        .setMsgFrom(100)
                        .setContentType(101)
                        .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                        .setSendTime(time)
                        .setEx("ex");
        neighbours.lastMessages.put(conversationID, message.build());
    }

    /// A chat that is pinned, a group that is newest, a chat without a message that is newer still.
    @Nested
    class GivenThreeConversations {
        @BeforeEach
        void talk() {
            create(SINGLE, "bob", "amy");
            join("tea", List.of("amy"));
            create(SINGLE, "zoe", "amy");
            said("si_amy_bob", 5, 2, 1_000);
            said("sg_tea", 9, 12, 2_000);
            set("amy", chat("amy", "bob").setIsPinned(yes()).setRecvMsgOpt(number(2)));
        }

        @Test
        void the_pinned_come_first_then_the_newest() {
            var all = list(1, 10);
            assertEquals(List.of("si_amy_bob", "si_amy_zoe", "sg_tea"), idsIn(all));
            assertEquals(2, all.getConversationTotal());
            assertEquals(3, all.getUnreadTotal()); // who read further than the end has none
        }

        @Test
        void an_element_shows_the_peer_and_the_last_message() {
            var element = list(1, 1).getConversationElems(0);
            assertEquals(true, element.getIsPinned());
            assertEquals(2, element.getRecvMsgOpt());
            assertEquals(3, element.getUnreadCount());
            assertEquals(
                    MsgInfo.newBuilder()
                            .setServerMsgID("s")
                            .setClientMsgID("c")
                            .setSessionType(SINGLE)
                            .setSendID("bob")
                            .setRecvID("amy")
                            .setSenderName("I am bob")
                            .setFaceURL("bob.png")
                            .setLatestMsgRecvTime(1_000)
                            .setMsgFrom(100)
                            .setContentType(101)
                            .setContent("{\"content\":\"hello\"}")
                            .setEx("ex")
                            .build(),
                    element.getMsgInfo());
        }

        @Test
        void a_group_shows_itself_and_who_spoke_last() {
            var info = list(3, 1).getConversationElems(0).getMsgInfo();
            assertEquals("I am bob", info.getSenderName());
            assertEquals("", info.getFaceURL());
            assertEquals("tea", info.getGroupID());
            assertEquals("the tea", info.getGroupName());
            assertEquals("tea.png", info.getGroupFaceURL());
            assertEquals(2, info.getGroupType());
            assertEquals(7, info.getGroupMemberCount());
        }

        @Test
        void one_without_a_message_has_no_info() {
            assertEquals(false, list(2, 1).getConversationElems(0).hasMsgInfo());
        }

        @Test
        void some_may_be_asked_for_and_a_page_past_the_end_is_empty_with_the_totals() {
            assertEquals(
                    List.of("si_amy_bob", "sg_tea"),
                    idsIn(list(1, 10, "sg_tea", "si_no_body", "si_amy_bob")));
            assertEquals(List.of(), idsIn(list(2, 10)));
            assertEquals(3, list(2, 10).getUnreadTotal());
        }
    }

    @Test
    void without_a_row_it_is_1004_and_without_a_page_1001() {
        assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> list(1, 10));
        assertRefused(ErrorCode.ARGS, () -> list(0, 10));
        var asked = GetSortedConversationListReq.newBuilder().setUserID("amy").build();
        assertRefused(
                ErrorCode.ARGS,
                () -> await(conversations.getSortedConversationList(by("amy"), asked)));
    }

    @Test
    void two_conversations_of_one_millisecond_are_both_there() {
        create(SINGLE, "bob", "amy");
        create(SINGLE, "zoe", "amy");
        said("si_amy_bob", 1, 0, 1_000);
        said("si_amy_zoe", 1, 0, 1_000);
        assertEquals(2, list(1, 10).getConversationElemsCount());
    }
}
