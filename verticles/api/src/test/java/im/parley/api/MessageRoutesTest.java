package im.parley.api;

import static im.parley.bus.Policy.self;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.proto.msg.ClearConversationsMsgReq;
import im.parley.proto.msg.ClearConversationsMsgResp;
import im.parley.proto.msg.DeleteMsgsReq;
import im.parley.proto.msg.DeleteMsgsResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What JSON makes of the message routes (http-messages-and-objects.md 1.1, 2.2, 3.5 and 3.7).
class MessageRoutesTest {
    private static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("PullMessageBySeqs", self("userID"))
                    .rule("ClearConversationsMsg", self("userID"))
                    .rule("DeleteMsgs", self("userID"));

    private static final Asked ASKED = new Asked();
    private static Door door;

    /// Keeps what it is asked.
    static final class Asked {
        final List<DeleteMsgsReq> deletions = new ArrayList<>();

        PullMessageBySeqsResp pullMessageBySeqs(Call call, PullMessageBySeqsReq request) {
            var message = MsgData.newBuilder().setSeq(7).setSendTime(1_700_000_000_000L);
            var pulled = PullMsgs.newBuilder().addMsgs(message).setIsEnd(true);
            return PullMessageBySeqsResp.newBuilder().putMsgs("si_amy_bob", pulled.build()).build();
        }

        ClearConversationsMsgResp clearConversationsMsg(
                Call call, ClearConversationsMsgReq request) {
            return ClearConversationsMsgResp.getDefaultInstance();
        }

        DeleteMsgsResp deleteMsgs(Call call, DeleteMsgsReq request) {
            deletions.add(request);
            return DeleteMsgsResp.getDefaultInstance();
        }
    }

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(RULES, ASKED)
                        .open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void lists_may_be_empty_but_not_absent() {
        for (var path : List.of("clear_conversation_msg", "delete_msgs")) {
            assertEquals(1001, post(path, "{\"userID\":\"amy\"}").code(), path);
            assertEquals(
                    0,
                    post(path, "{\"userID\":\"amy\",\"seqs\":[],\"conversationIDs\":[]}").code(),
                    path);
        }
    }

    @Test
    void who_is_to_be_told_has_capital_letters() {
        var body =
                "{\"userID\":\"amy\",\"seqs\":[1],\"deleteSyncOpt\":"
                        + "{\"IsSyncSelf\":true,\"IsSyncOther\":true}}";
        var answer = post("delete_msgs", body);
        assertEquals(0, answer.code());
        assertNull(answer.data());
        assertTrue(ASKED.deletions.getLast().getDeleteSyncOpt().getIsSyncSelf());
        assertTrue(ASKED.deletions.getLast().getDeleteSyncOpt().getIsSyncOther());
    }

    @Test
    void a_pull_leaves_out_the_map_that_is_empty() {
        var data = post("pull_msg_by_seq", "{\"userID\":\"amy\"}").data();
        assertEquals(1, data.size());
        var pulled = data.getJsonObject("msgs").getJsonObject("si_amy_bob");
        assertEquals(true, pulled.getBoolean("isEnd"));
        assertEquals(0, pulled.getInteger("endSeq"));
        var message = pulled.getJsonArray("Msgs").getJsonObject(0);
        assertEquals(7, message.getInteger("seq"));
        assertEquals(1_700_000_000_000L, message.getLong("sendTime"));
    }

    private static Door.Answer post(String path, String json) {
        return door.post("amy:5", "/msg/" + path, json);
    }
}
