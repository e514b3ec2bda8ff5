package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.bus.Call;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.proto.msggateway.GetUsersOnlineStatusReq;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessDetail;
import im.parley.proto.msggateway.GetUsersOnlineStatusResp.SuccessResult;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// http-identity-and-groups.md 8.9, 8.10.
class OnlineStatusTest {
    private static final String STATUS = "/user/get_users_online_status";
    private static final String TOKENS = "/user/get_users_online_token_detail";
    private static Door door;

    /// Amy is online twice on the web and once on a phone, as two gateways tell it.
    static final class Gateways {
        static final Rules RULES =
                Rules.of("openim.msggateway.msgGateway")
                        .rule("GetUsersOnlineStatus", Policy.APP_ADMIN);

        GetUsersOnlineStatusResp getUsersOnlineStatus(Call call, GetUsersOnlineStatusReq request) {
            return GetUsersOnlineStatusResp.newBuilder()
                    .addSuccessResult(amy().addDetailPlatformStatus(device(5, "c1", "t1")))
                    .addSuccessResult(
                            amy().addDetailPlatformStatus(device(5, "c2", "t2"))
                                    .addDetailPlatformStatus(device(1, "c3", "t3")))
                    .addSuccessResult(SuccessResult.newBuilder().setUserID("bob"))
                    .build();
        }

        private static SuccessResult.Builder amy() {
            return SuccessResult.newBuilder().setUserID("amy").setStatus(1);
        }

        private static SuccessDetail device(int platformID, String connID, String token) {
            return SuccessDetail.newBuilder()
                    .setPlatformID(platformID)
                    .setConnID(connID)
                    .setToken(token)
                    .build();
        }
    }

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(Gateways.RULES, new Gateways())
                        .open();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void the_status_is_a_bare_list_in_the_order_asked() {
        var answer = door.post("admin", STATUS, "{\"userIDs\":[\"nobody\",\"amy\",\"bob\"]}");
        assertEquals(
                """
                [{"userID":"nobody","status":0,"detailPlatformStatus":null},\
                {"userID":"amy","status":1,"detailPlatformStatus":[\
                {"platformID":5,"connID":"c1","isBackground":false,"token":"t1"},\
                {"platformID":5,"connID":"c2","isBackground":false,"token":"t2"},\
                {"platformID":1,"connID":"c3","isBackground":false,"token":"t3"}]},\
                {"userID":"bob","status":0,"detailPlatformStatus":null}]\
                """,
                answer.json().getJsonArray("data").encode());
    }

    @Test
    void an_empty_list_gives_null() {
        for (var body : new String[] {"{}", "{\"userIDs\":[]}", "null"})
            for (var path : new String[] {STATUS, TOKENS})
                assertEquals(
                        "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\",\"data\":null}",
                        door.post("admin", path, body).text());
    }

    @Test
    void the_status_is_for_app_admins() {
        assertEquals(1002, door.post("amy:5", STATUS, "{\"userIDs\":[\"amy\"]}").code());
        assertEquals(1001, door.post("amy:5", STATUS, "{\"userIDs\":1}").code());
    }

    @Test
    void tokens_are_told_by_platform_and_only_of_those_who_are_online() {
        var answer = door.post("admin", TOKENS, "{\"userIDs\":[\"amy\",\"bob\"]}");
        assertEquals(
                """
                [{"userID":"amy","status":1,"singlePlatformToken":[\
                {"platformID":1,"total":1,"token":["t3"]},\
                {"platformID":5,"total":2,"token":["t1","t2"]}]}]\
                """,
                answer.json().getJsonArray("data").encode());
    }

    @Test
    void tokens_are_not_told_to_users_and_that_without_a_refusal() {
        var answer = door.post("amy:5", TOKENS, "{\"userIDs\":[\"amy\"]}");
        assertEquals(
                "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\",\"data\":null}", answer.text());
    }
}
