package im.parley.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.parley.contract.UserId;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.OfflinePushInfo;
import im.parley.state.Marks;
import im.parley.state.Note.Revocation;
import im.parley.testkit.Messages;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

/// message-pipeline.md 6.3.
class SightTest {
    private static final UserId AMY = new UserId("amy");
    private static final UserId BOB = new UserId("bob");
    private static final MsgData STORED =
            Messages.text("amy", "bob", "secret").toBuilder()
                    .setClientMsgID("c1")
                    .setSeq(7)
                    .setSendTime(1_000)
                    .setStatus(2)
                    .setEx("ex")
                    .setOfflinePushInfo(OfflinePushInfo.newBuilder().setDesc("secret"))
                    .build();

    @Test
    void of_what_nothing_is_noted_the_stored_message_itself_is_shown() {
        assertSame(STORED, Sight.of(STORED, Marks.NONE));
    }

    @Test
    void a_message_is_read_once_somebody_else_has_read_it() {
        assertEquals(true, Sight.of(STORED, readBy(BOB)).getIsRead());
        assertEquals(false, Sight.of(STORED, readBy(AMY)).getIsRead());
        assertEquals(true, Sight.of(STORED, readBy(AMY, BOB)).getIsRead());
    }

    @Test
    void only_in_single_chats_and_never_because_its_sender_says_so() {
        var inGroup = STORED.toBuilder().setSessionType(3).build();
        assertEquals(false, Sight.of(inGroup, readBy(BOB)).getIsRead());
        var pretended = STORED.toBuilder().setIsRead(true).build();
        assertEquals(false, Sight.of(pretended, Marks.NONE).getIsRead());
    }

    @Test
    void who_deleted_it_for_himself_sees_that_something_was_there() {
        var seen = Sight.of(STORED, new Marks(Set.of(), Optional.empty(), true));
        assertEquals(STORED.toBuilder().clearContent().setStatus(4).build(), seen);
    }

    @Test
    void what_was_taken_back_shows_who_did_it_and_nothing_of_the_original() {
        var revocation = new Revocation(BOB, 60, "N-bob", 2_000);
        var seen = Sight.of(STORED, new Marks(Set.of(), Optional.of(revocation), false));
        var detail =
                "{\"revokerID\":\"bob\",\"revokerRole\":60,\"clientMsgID\":\"c1\","
                        + "\"revokerNickname\":\"N-bob\",\"revokeTime\":2000,"
                        + "\"sourceMessageSendTime\":1000,\"sourceMessageSendID\":\"amy\","
                        + "\"sourceMessageSenderNickname\":\"amy\",\"sessionType\":1,\"seq\":7,"
                        + "\"ex\":\"\"}";
        assertEquals(detail, new JsonObject(seen.getContent().toStringUtf8()).getString("detail"));
        assertEquals(
                STORED.toBuilder()
                        .setContentType(2101)
                        .setContent(seen.getContent())
                        .clearOfflinePushInfo()
                        .build(),
                seen);
        assertEquals(true, Sight.isRevoked(seen));
    }

    @Test
    void taken_back_and_deleted_it_is_both() {
        var revocation = Optional.of(new Revocation(BOB, 0, "N-bob", 2_000));
        var seen = Sight.of(STORED, new Marks(Set.of(), revocation, true));
        assertEquals(4, seen.getStatus());
        assertEquals(2101, seen.getContentType());
        assertEquals(false, seen.toString().contains("secret"));
    }

    private static Marks readBy(UserId... readers) {
        return new Marks(Set.of(readers), Optional.empty(), false);
    }
}
