package im.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.bus.Contract;
import im.parley.bus.Policy;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.auth.kickTokensReq;
import im.parley.proto.auth.kickTokensResp;
import im.parley.proto.auth.parseTokenReq;
import im.parley.proto.auth.parseTokenResp;
import im.parley.proto.user.accountCheckReq;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;
import im.parley.proto.user.setGlobalRecvMessageOptReq;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceName;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/// docs/decisions/0002-grpc-status.md.
class GrpcTest {
    private static final Map<String, String> AMY = Map.of("operationid", "o", "token", "amy:5");
    private static Door door;
    private static GrpcClient client;

    static final class Kicks {
        static final Rules RULES = Rules.of("openim.auth.Auth").rule("kickTokens", Policy.INTERNAL);

        kickTokensResp kickTokens(Call call, kickTokensReq request) {
            return kickTokensResp.getDefaultInstance();
        }
    }

    private record Reply(GrpcStatus status, String text, String code, Buffer body) {}

    @BeforeAll
    static void open() {
        door =
                new Door()
                        .serving(Door.Tokens.RULES, new Door.Tokens())
                        .serving(Kicks.RULES, new Kicks())
                        .serving(People.RULES, new People())
                        .open();
        client = GrpcClient.client(door.vertx);
    }

    @AfterAll
    static void close() {
        client.close().await();
        door.close();
    }

    private static Reply call(Map<String, String> metadata, String rpc, Message request) {
        return call(metadata, rpc, Buffer.buffer(request.toByteArray()), 0);
    }

    private static Reply call(
            Map<String, String> metadata, String rpc, Buffer request, long timeoutMillis) {
        var slash = rpc.indexOf('/');
        var address = SocketAddress.inetSocketAddress(door.grpcPort(), "127.0.0.1");
        return client.request(address)
                .compose(
                        call -> {
                            call.serviceName(ServiceName.create(rpc.substring(0, slash)))
                                    .methodName(rpc.substring(slash + 1));
                            if (timeoutMillis > 0)
                                call.timeout(timeoutMillis, TimeUnit.MILLISECONDS);
                            metadata.forEach(call.headers()::add);
                            return call.send(request);
                        })
                .compose(GrpcTest::reply)
                .await();
    }

    private static Future<Reply> reply(GrpcClientResponse<Buffer, Buffer> response) {
        var body = Buffer.buffer();
        response.handler(body::appendBuffer);
        return response.end() // fails for every status but OK, which is no failure here
                .otherwiseEmpty()
                .map(_ -> reply(response, body));
    }

    private static Reply reply(GrpcClientResponse<Buffer, Buffer> response, Buffer body) {
        var code = code(response.headers(), response.trailers());
        return new Reply(response.status(), response.statusMessage(), code, body);
    }

    /// An answer without a message may carry its trailers as headers.
    private static String code(MultiMap headers, MultiMap trailers) {
        var code = trailers.get("errcode");
        return code == null ? headers.get("errcode") : code;
    }

    @Test
    void an_rpc_answers_with_its_message() throws Exception {
        var reply =
                call(
                        AMY,
                        "openim.user.user/getDesignateUsers",
                        getDesignateUsersReq.newBuilder().addUserIDs("bob").build());
        assertEquals(GrpcStatus.OK, reply.status());
        var answer = getDesignateUsersResp.parseFrom(reply.body().getBytes());
        assertEquals("the bob", answer.getUsersInfo(0).getNickname());
    }

    @Test
    void a_refusal_has_a_status_the_exact_code_and_a_text() {
        var missing =
                call(
                        Map.of("operationid", "o", "token", "admin"),
                        "openim.user.user/setGlobalRecvMessageOpt",
                        setGlobalRecvMessageOptReq.newBuilder().setUserID("zoé").build());
        assertEquals(GrpcStatus.NOT_FOUND, missing.status());
        assertEquals("1004", missing.code());
        assertEquals("1004 RecordNotFoundError: userID=zoé", missing.text());
        var forbidden =
                call(
                        AMY,
                        "openim.user.user/accountCheck",
                        accountCheckReq.newBuilder().addCheckUserIDs("a").build());
        assertEquals(GrpcStatus.PERMISSION_DENIED, forbidden.status());
        var shape =
                call(
                        AMY,
                        "openim.user.user/setGlobalRecvMessageOpt",
                        setGlobalRecvMessageOptReq.getDefaultInstance());
        assertEquals(GrpcStatus.INVALID_ARGUMENT, shape.status());
        assertEquals("1001", shape.code());
    }

    @Test
    void the_operation_id_and_the_token_are_asked_for_as_over_http() {
        var rpc = "openim.user.user/getDesignateUsers";
        var nothing = getDesignateUsersReq.getDefaultInstance();
        assertEquals(
                "1001 ArgsError: header must have operationID",
                call(Map.of("token", "amy:5"), rpc, nothing).text());
        assertEquals(
                "1001 ArgsError: header must have token",
                call(Map.of("operationid", "o"), rpc, nothing).text());
        var expired = call(Map.of("operationid", "o", "token", "expired"), rpc, nothing);
        assertEquals(GrpcStatus.UNAUTHENTICATED, expired.status());
        assertEquals("1501", expired.code());
    }

    @Test
    void what_is_open_needs_no_token() throws Exception {
        var reply =
                call(
                        Map.of("operationid", "o"),
                        "openim.auth.Auth/parseToken",
                        parseTokenReq.newBuilder().setToken("amy:3").build());
        assertEquals(3, parseTokenResp.parseFrom(reply.body().getBytes()).getPlatformID());
    }

    @Test
    void internal_unserved_and_unknown_rpcs_do_not_exist() {
        var empty = kickTokensReq.getDefaultInstance();
        for (var rpc :
                new String[] {
                    "openim.auth.Auth/kickTokens",
                    "openim.auth.Auth/forceLogout",
                    "parley.courier.Courier/Deliver",
                    "no.such/thing"
                }) assertEquals(GrpcStatus.UNIMPLEMENTED, call(AMY, rpc, empty).status(), rpc);
    }

    @Test
    void rubbish_is_an_invalid_argument() {
        var rubbish = Buffer.buffer(new byte[] {(byte) 0xff, 1, 2, 3});
        var reply = call(AMY, "openim.user.user/getDesignateUsers", rubbish, 0);
        assertEquals(GrpcStatus.INVALID_ARGUMENT, reply.status());
    }

    @Test
    void a_message_beyond_the_bound_is_refused_and_the_door_stays_open() {
        var rpc = "openim.user.user/getDesignateUsers";
        var large = Buffer.buffer(new byte[Door.CONFIG.bodyMaxBytes() + 1]);
        assertEquals(GrpcStatus.RESOURCE_EXHAUSTED, call(AMY, rpc, large, 0).status());
        assertEquals(
                GrpcStatus.OK, call(AMY, rpc, getDesignateUsersReq.getDefaultInstance()).status());
    }

    @Test
    void every_code_of_ours_has_a_status_and_none_is_success() {
        for (var code : ErrorCode.values())
            assertTrue(GrpcStatuses.of(new Refusal(code)) != GrpcStatus.OK, code.name());
        assertEquals(
                GrpcStatus.FAILED_PRECONDITION, GrpcStatuses.of(new Refusal(5001, "hook", "")));
    }

    @Test
    void the_clients_deadline_ends_a_call() {
        var slow = getDesignateUsersReq.newBuilder().addUserIDs("slow").build();
        var body = Buffer.buffer(slow.toByteArray());
        long begun = System.nanoTime();
        var reply = call(AMY, "openim.user.user/getDesignateUsers", body, 200);
        assertEquals(GrpcStatus.DEADLINE_EXCEEDED, reply.status());
        assertTrue(System.nanoTime() - begun < 5_000_000_000L);
    }

    @Test
    void calls_are_timed_by_rpc_and_code() {
        call(AMY, "openim.user.user/getDesignateUsers", getDesignateUsersReq.getDefaultInstance());
        var name = Contract.rpc("openim.user.user/getDesignateUsers").name();
        assertTrue(
                door.meters
                                .get("parley.grpc.requests")
                                .tag("route", name)
                                .tag("code", "0")
                                .timer()
                                .count()
                        > 0);
    }
}
