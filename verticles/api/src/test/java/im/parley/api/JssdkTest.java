package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.conversation.Conversation;
import im.parley.proto.conversation.GetConversationsReq;
import im.parley.proto.conversation.GetConversationsResp;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.jssdk.GetActiveConversationsReq;
import im.parley.proto.jssdk.GetActiveConversationsResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.relation.getDesignatedFriendsReq;
import im.parley.proto.relation.getDesignatedFriendsResp;
import im.parley.proto.sdkws.FriendInfo;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// http-messages-and-objects.md 6.
class JssdkTest {
    private static final String ACTIVE = "/jssdk/get_active_conversations";
    private static final String SOME = "/jssdk/get_conversations";
    private static Door door;

    /// Amy has four conversations: with bob (a friend), with bot (pinned), a group, and one that
    /// holds no message yet.
    private static final Map<String, Seqs> AMYS =
            Map.of(
                    "si_amy_bob", seqs(5, 2, 3_000),
                    "si_amy_bot", seqs(1, 1, 1_000),
                    "sg_tea", seqs(9, 8, 2_000),
                    "si_amy_zoe", seqs(0, 0, 0));

    private static Seqs seqs(long max, long read, long time) {
        return Seqs.newBuilder().setMaxSeq(max).setHasReadSeq(read).setMaxSeqTime(time).build();
    }

    static final class Messages {
        static final Rules RULES =
                Rules.of("openim.msg.msg")
                        .rule("GetConversationsHasReadAndMaxSeq", Policy.self("userID"))
                        .rule("GetLastMessage", Policy.self("userID"));

        GetConversationsHasReadAndMaxSeqResp getConversationsHasReadAndMaxSeq(
                Call call, GetConversationsHasReadAndMaxSeqReq request) {
            var answer = GetConversationsHasReadAndMaxSeqResp.newBuilder();
            if (!request.getUserID().equals("amy")) return answer.build();
            var asked = request.getConversationIDsList();
            var ids = asked.isEmpty() ? AMYS.keySet() : asked;
            // Like the real one: what was asked is answered, the caller's own or not.
            ids.forEach(id -> answer.putSeqs(id, AMYS.getOrDefault(id, seqs(99, 0, 1))));
            return answer.addPinnedConversationIDs("si_amy_bot").build();
        }

        GetLastMessageResp getLastMessage(Call call, GetLastMessageReq request) {
            var answer = GetLastMessageResp.newBuilder();
            for (var id : request.getConversationIDsList())
                if (AMYS.containsKey(id) && AMYS.get(id).getMaxSeq() > 0)
                    answer.putMsgs(
                            id, MsgData.newBuilder().setSeq(AMYS.get(id).getMaxSeq()).build());
            return answer.build();
        }
    }

    static final class Conversations {
        static final Rules RULES =
                Rules.of("openim.conversation.conversation")
                        .rule("GetConversations", Policy.self("ownerUserID"));

        GetConversationsResp getConversations(Call call, GetConversationsReq request) {
            var answer = GetConversationsResp.newBuilder();
            for (var id : request.getConversationIDsList())
                if (AMYS.containsKey(id)) answer.addConversations(row(id));
            return answer.build();
        }

        private static Conversation row(String id) {
            var row = Conversation.newBuilder().setOwnerUserID("amy").setConversationID(id);
            return id.startsWith("sg_")
                    ? row.setConversationType(3).setGroupID(id.substring(3)).build()
                    : row.setConversationType(1).setUserID(id.substring(7)).build();
        }
    }

    static final class Friends {
        static final Rules RULES =
                Rules.of("openim.relation.friend").rule("getDesignatedFriends", Policy.INTERNAL);

        getDesignatedFriendsResp getDesignatedFriends(Call call, getDesignatedFriendsReq request) {
            var answer = getDesignatedFriendsResp.newBuilder();
            if (request.getFriendUserIDsList().contains("bob"))
                answer.addFriendsInfo(
                        FriendInfo.newBuilder()
                                .setOwnerUserID(request.getOwnerUserID())
                                .setFriendUser(People.user("bob", 0))
                                .setRemark("bobby")
                                .setCreateTime(1_700_000_000));
            return answer.build();
        }
    }

    static final class Groups {
        static final Rules RULES =
                Rules.of("openim.group.group").rule("getGroupsInfo", Policy.ANY_USER);

        GetGroupsInfoResp getGroupsInfo(Call call, GetGroupsInfoReq request) {
            var answer = GetGroupsInfoResp.newBuilder();
            for (var id : request.getGroupIDsList())
                answer.addGroupInfos(GroupInfo.newBuilder().setGroupID(id));
            return answer.build();
        }
    }

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(People.RULES, new People())
                        .serving(Messages.RULES, new Messages())
                        .serving(Conversations.RULES, new Conversations())
                        .serving(Friends.RULES, new Friends())
                        .serving(Groups.RULES, new Groups())
                        .open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static List<String> ids(JsonObject data) {
        var list = data.getJsonArray("conversations");
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.getJsonObject(i).getJsonObject("conversation"))
                .map(row -> row.getString("conversationID"))
                .toList();
    }

    @Test
    void the_pinned_come_first_then_the_newest_and_all_unread_counts() {
        var all = door.post("amy:5", ACTIVE, "{\"ownerUserID\":\"ignored\",\"count\":0}").data();
        assertEquals(List.of("si_amy_bot", "si_amy_bob", "sg_tea"), ids(all));
        assertEquals(4, all.getInteger("unreadCount"));
        var two = door.post("amy:5", ACTIVE, "{\"count\":2}").data();
        assertEquals(List.of("si_amy_bot", "si_amy_bob"), ids(two));
        assertEquals(4, two.getInteger("unreadCount"));
    }

    @Test
    void an_element_has_the_row_the_last_message_and_the_other_side() {
        var list = door.post("amy:5", ACTIVE, "{}").data().getJsonArray("conversations");
        var bob = list.getJsonObject(1);
        assertEquals(5, bob.getJsonObject("lastMsg").getInteger("seq"));
        assertEquals("the bob", bob.getJsonObject("user").getString("nickname"));
        assertEquals("bobby", bob.getJsonObject("friend").getString("remark"));
        assertEquals(1_700_000_000_000L, bob.getJsonObject("friend").getLong("createTime"));
        assertNull(bob.getValue("group"));
        assertEquals(5, bob.getInteger("maxSeq"));
        assertEquals(2, bob.getInteger("readSeq"));
        var bot = list.getJsonObject(0);
        assertNull(bot.getValue("friend"));
        var tea = list.getJsonObject(2);
        assertEquals("tea", tea.getJsonObject("group").getString("groupID"));
        assertNull(tea.getValue("user"));
    }

    @Test
    void only_existing_conversations_of_the_caller_are_told_and_counted() {
        var some =
                door.post(
                                "amy:5",
                                SOME,
                                "{\"conversationIDs\":[\"si_x_y\",\"si_amy_bob\",\"si_amy_bob\"]}")
                        .data();
        assertEquals(List.of("si_amy_bob"), ids(some));
        assertEquals(3, some.getInteger("unreadCount"));
    }

    @Test
    void nothing_asked_or_nothing_there_is_an_empty_answer() {
        var empty = "{\"unreadCount\":0,\"conversations\":null}";
        assertEquals(empty, door.post("amy:5", SOME, "{\"conversationIDs\":[]}").data().encode());
        assertEquals(empty, door.post("bob:5", ACTIVE, "{}").data().encode());
    }

    private static Door.Answer typed(String user, String type, byte[] body) {
        var headers = Map.of("operationID", "o", "token", user, "Content-Type", type);
        return door.raw("POST", ACTIVE, body, headers);
    }

    @Test
    void a_protobuf_body_is_answered_with_protobuf_in_base64() throws Exception {
        var body = GetActiveConversationsReq.newBuilder().setCount(1).build().toByteArray();
        for (var type : List.of("application/protobuf", "application/x-protobuf")) {
            var data = typed("amy:5", type, body).json().getString("data");
            var answer = GetActiveConversationsResp.parseFrom(Base64.getDecoder().decode(data));
            var first = answer.getConversations(0);
            assertEquals("si_amy_bot", first.getConversation().getConversationID());
            assertEquals(1, first.getLastMsg().getSeq());
            assertEquals(4, answer.getUnreadCount());
        }
        assertEquals("", typed("bob:5", "application/protobuf", body).json().getString("data"));
        assertTrue(typed("bob:5", "application/protobuf", body).json().containsKey("data"));
    }

    @Test
    void other_types_and_unreadable_protobuf_are_1001() {
        var json = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals("unsupported content type", typed("amy:5", "text/plain", json).detail());
        assertEquals(1001, typed("amy:5", "application/protobuf", new byte[] {-1}).code());
        assertEquals(0, typed("amy:5", "application/json; charset=utf-8", json).code());
        assertEquals(0, typed("amy:5", "", json).code());
    }
}
