package im.parley.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// message-pipeline.md 3.1.
class AudienceTest {
    private static final MsgData TO_TEA =
            MsgData.newBuilder().setSendID("amy").setGroupID("tea").setSessionType(3).build();

    private static Audience of(int contentType, String detail) {
        var content = new JsonObject().put("detail", detail).encode();
        return Audience.of(
                TO_TEA.toBuilder()
                        .setContentType(contentType)
                        .setContent(ByteString.copyFromUtf8(content))
                        .build());
    }

    private static Audience.Group tea(String... gone) {
        return new Audience.Group("tea", List.of(gone).stream().map(UserId::new).toList());
    }

    @Test
    void a_pair_is_the_receiver_and_the_sender_once_each() {
        var message = MsgData.newBuilder().setSendID("amy").setRecvID("bob").setSessionType(1);
        var amy = new UserId("amy");
        var bob = new UserId("bob");
        assertEquals(new Audience.People(List.of(bob, amy)), Audience.of(message.build()));
        var toSelf = message.clone().setRecvID("amy").build();
        assertEquals(new Audience.People(List.of(amy)), Audience.of(toSelf));
        var silent = message.clone().putOptions("senderSync", false).build();
        assertEquals(new Audience.People(List.of(bob)), Audience.of(silent));
    }

    @Test
    void a_group_is_its_members_whatever_the_sender_wants_of_his_copy() {
        assertEquals(tea(), Audience.of(TO_TEA));
        assertEquals(
                tea(), Audience.of(TO_TEA.toBuilder().putOptions("senderSync", false).build()));
    }

    @Test
    void who_leaves_still_sees_that_he_has_left() {
        assertEquals(tea("bob"), of(1504, "{\"quitUser\":{\"userID\":\"bob\"}}"));
        assertEquals(
                tea("bob", "cat"),
                of(1508, "{\"kickedUserList\":[{\"userID\":\"bob\"},{\"userID\":\"cat\"}]}"));
        assertEquals(tea(), of(1509, "{\"quitUser\":{\"userID\":\"bob\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "{\"quitUser\":5}",
                "{\"quitUser\":null}",
                "{\"kickedUserList\":{}}",
                "{\"kickedUserList\":[null,5,{},{\"userID\":5}]}"
            })
    void tips_that_are_none_name_nobody(String detail) {
        assertEquals(tea(), of(1508, detail));
        var bare = TO_TEA.toBuilder().setContentType(1508);
        assertEquals(tea(), Audience.of(bare.setContent(ByteString.copyFromUtf8(detail)).build()));
    }
}
