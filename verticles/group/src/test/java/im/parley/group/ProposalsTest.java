package im.parley.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import im.parley.proto.sdkws.MsgData;
import im.parley.testworld.Notices;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// A group that asks for invitations too (http-identity-and-groups.md 10.6, step 7).
class ProposalsTest extends GroupWorld {
    @BeforeEach
    void make() {
        found("tea", info -> info.setNeedVerification(1), "amy", List.of("bob"), "cy");
    }

    @Test
    void whom_a_member_invites_is_proposed_under_a_uuid_of_his_own() {
        await(invite(by("cy"), "tea", "dan", "eve", "bob"));
        assertEquals(3, info("tea").getMemberCount());
        var told = notices.take().stream().toList();
        assertEquals(
                List.of("amy", "bob", "cy", "amy", "bob", "cy"),
                told.stream().map(MsgData::getRecvID).toList());
        var dans = Notices.tips(told.getFirst());
        assertEquals("cy", dans.getJsonObject("applicant").getString("userID"));
        var request = dans.getJsonObject("request");
        assertEquals("dan", request.getJsonObject("userInfo").getString("userID"));
        assertEquals("cy", request.getString("inviterUserID"));
        assertEquals(2, request.getInteger("joinSource"));
        assertNotEquals(dans.getString("uuid"), Notices.tips(told.getLast()).getString("uuid"));
    }

    @Test
    void when_he_is_agreed_to_the_group_hears_who_invited_him() {
        await(invite(by("cy"), "tea", "dan"));
        notices.take();
        await(respond(by("amy"), "tea", "dan", 1));
        for (var to : List.of("amy", "bob", "dan")) notices.take(1505, "amy", to);
        var tips = notices.take(1509, "amy", "tea");
        assertEquals(List.of("dan"), users(tips, "invitedUserList"));
        assertEquals("cy", tips.getJsonObject("inviterUser").getString("userID"));
        assertEquals("amy", tips.getJsonObject("opUser").getString("userID"));
        var member = membersInfo("tea", "dan").getFirst();
        assertEquals(
                List.of(2, "cy", "amy"),
                List.of(
                        member.getJoinSource(),
                        member.getInviterUserID(),
                        member.getOperatorUserID()));
    }

    @Test
    void whom_an_admin_invites_is_in() {
        await(invite(by("bob"), "tea", "dan"));
        await(invite(byAdmin(), "tea", "eve"));
        assertEquals(5, info("tea").getMemberCount());
    }

    @Test
    void who_applies_himself_waits() {
        await(join("dan", "tea"));
        assertEquals(0, roleOf("tea", "dan"));
    }

    private static List<String> users(JsonObject tips, String list) {
        return tips.getJsonArray(list).stream()
                .map(member -> ((JsonObject) member).getString("userID"))
                .toList();
    }
}
