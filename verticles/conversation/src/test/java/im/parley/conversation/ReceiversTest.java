package im.parley.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.ErrorCode;
import im.parley.proto.conversation.GetConversationNotReceiveMessageUserIDsReq;
import im.parley.proto.conversation.GetConversationOfflinePushUserIDsReq;
import im.parley.proto.conversation.GetRecvMsgNotNotifyUserIDsReq;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Whom a receive option keeps from being notified (http-messages-and-objects.md 5.4).
class ReceiversTest extends ConversationWorld {
    @BeforeEach
    void muteSome() {
        join("tea", List.of("amy", "bob", "eve"));
        join("teapot", List.of("amy"));
        set("bob", room("tea").setRecvMsgOpt(number(1)));
        set("eve", room("tea").setRecvMsgOpt(number(2)));
        set("amy", room("teapot").setRecvMsgOpt(number(2)));
    }

    @Test
    void those_who_want_silence_are_listed() {
        var asked = GetRecvMsgNotNotifyUserIDsReq.newBuilder().setGroupID("tea").build();
        assertEquals(
                List.of("eve"),
                await(conversations.getRecvMsgNotNotifyUserIDs(byServer(), asked))
                        .getUserIDsList());
    }

    @Test
    void those_who_set_any_option_are_listed() {
        var asked =
                GetConversationNotReceiveMessageUserIDsReq.newBuilder()
                        .setConversationID("sg_tea")
                        .build();
        assertEquals(
                List.of("bob", "eve"),
                await(conversations.getConversationNotReceiveMessageUserIDs(byServer(), asked))
                        .getUserIDsList());
    }

    @Test
    void of_those_asked_for_the_others_may_be_pushed_to() {
        var asked =
                GetConversationOfflinePushUserIDsReq.newBuilder()
                        .setConversationID("sg_tea")
                        .addAllUserIDs(List.of("zoe", "eve", "amy", "bob", "amy"));
        assertEquals(
                List.of("zoe", "amy"),
                await(conversations.getConversationOfflinePushUserIDs(byServer(), asked.build()))
                        .getUserIDsList());
        assertRefused(
                ErrorCode.NO_PERMISSION,
                () ->
                        await(
                                conversations.getConversationOfflinePushUserIDs(
                                        byAdmin(), asked.build())));
    }
}
