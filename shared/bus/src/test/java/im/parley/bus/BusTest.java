package im.parley.bus;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.OPEN;
import static im.parley.bus.Policy.self;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.platform.Clock;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

class BusTest {
    private static final String MSG = "openim.msg.msg";
    private static final UserId AMY = new UserId("amy");
    private static final GetMaxSeqReq OF_AMY = GetMaxSeqReq.newBuilder().setUserID("amy").build();

    private final Vertx vertx = Vertx.vertx();
    private final Bus here = bus("here");
    private final Bus there = bus("there");

    /// Two buses on one event bus behave as two nodes: they share no services but by the wire.
    private Bus bus(String node) {
        return new Bus(vertx, new NodeId(node), Clock.SYSTEM, true);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    interface Seqs {
        Future<GetMaxSeqResp> getMaxSeq(Call call, GetMaxSeqReq request);
    }

    /// Answers with the message it was given, as far as the types allow: its id and its caller.
    static final class SeqService {
        volatile GetMaxSeqReq asked;
        volatile Call call;
        volatile Thread thread;
        RuntimeException failure;

        Future<GetMaxSeqResp> getMaxSeq(Call by, GetMaxSeqReq request) {
            asked = request;
            call = by;
            thread = Thread.currentThread();
            if (failure != null) throw failure;
            return Future.succeededFuture(
                    GetMaxSeqResp.newBuilder().putMaxSeqs(request.getUserID(), 7).build());
        }
    }

    private final SeqService service = new SeqService();

    private static Rules rules(Policy policy, Check... checks) {
        return Rules.of(MSG).rule("GetMaxSeq", policy, checks);
    }

    @Test
    void a_call_in_this_node_hands_over_the_message_itself() throws Exception {
        await(here.serve(rules(OPEN), service));
        assertEquals(7, await(client(here).getMaxSeq(as(AMY), OF_AMY)).getMaxSeqsOrThrow("amy"));
        assertSame(OF_AMY, service.asked);
    }

    @Test
    void a_call_to_another_node_travels_with_its_caller() throws Exception {
        await(there.serve(rules(self("userID")), service));
        var answer = await(client(here).getMaxSeq(as(AMY), OF_AMY));
        assertEquals(7, answer.getMaxSeqsOrThrow("amy"));
        assertEquals(OF_AMY, service.asked);
        assertNotSame(OF_AMY, service.asked);
        assertEquals(as(AMY).caller(), service.call.caller());
        assertEquals("op1", service.call.operationID());
    }

    @Test
    void a_client_of_one_node_reaches_that_node_though_the_service_is_here_too() throws Exception {
        var other = new SeqService();
        await(here.serve(rules(OPEN), service));
        await(there.serve(rules(OPEN), other));
        var onThere = here.clientOn(there.node(), MSG, Seqs.class);
        await(onThere.getMaxSeq(as(AMY), OF_AMY));
        assertEquals(OF_AMY, other.asked);
        assertEquals(null, service.asked);
    }

    @Test
    void on_its_own_event_loop_a_call_is_a_method_call() throws Exception {
        var context = vertx.getOrCreateContext();
        await(on(context, () -> here.serve(rules(OPEN), service)));
        await(
                on(
                        context,
                        () -> {
                            var answer = client(here).getMaxSeq(as(AMY), OF_AMY);
                            assertTrue(answer.succeeded(), "answered before the method returned");
                            assertSame(Thread.currentThread(), service.thread);
                            return answer;
                        }));
    }

    @Test
    void refusals_travel_whole_and_other_failures_as_an_id() throws Exception {
        await(there.serve(rules(OPEN), service));
        service.failure = new Refusal(1506, "kicked text", "by phone");
        var refusal = refusalOf(client(here).getMaxSeq(as(AMY), OF_AMY));
        assertEquals(1506, refusal.code());
        assertEquals("kicked text", refusal.text());
        assertEquals("by phone", refusal.detail());

        service.failure = new IllegalStateException("jdbc:secret");
        refusal = refusalOf(client(here).getMaxSeq(as(AMY), OF_AMY));
        assertTrue(refusal.is(ErrorCode.INTERNAL));
        assertTrue(refusal.detail().matches("failure [0-9a-f]{12}"), refusal.detail());
    }

    @Test
    void shape_is_checked_before_permission() throws Exception {
        await(here.serve(rules(APP_ADMIN, nonEmpty("userID")), service));
        var empty = GetMaxSeqReq.getDefaultInstance();
        assertTrue(refusalOf(client(here).getMaxSeq(as(AMY), empty)).is(ErrorCode.ARGS));
        assertTrue(refusalOf(client(here).getMaxSeq(as(AMY), OF_AMY)).is(ErrorCode.NO_PERMISSION));
        assertEquals(null, service.asked);
    }

    @Test
    void a_rule_admits_whom_its_policy_names() {
        var stranger = new Caller.Stranger();
        var amy = new Caller.User(AMY, 1);
        var bob = new Caller.User(new UserId("bob"), 1);
        var admin = new Caller.Admin(new UserId("imAdmin"), 10);
        var server = new Caller.Server(Caller.NOBODY);
        assertEquals(List.<Caller>of(stranger, amy, bob, admin, server), admitted(OPEN));
        assertEquals(List.of(amy, bob, admin, server), admitted(ANY_USER));
        assertEquals(List.of(amy, admin, server), admitted(self("userID")));
        assertEquals(List.of(admin, server), admitted(APP_ADMIN));
        assertEquals(List.of(server), admitted(INTERNAL));
    }

    private static List<Caller> admitted(Policy policy) {
        var rule = rules(policy).all().getFirst();
        return Stream.<Caller>of(
                        new Caller.Stranger(),
                        new Caller.User(AMY, 1),
                        new Caller.User(new UserId("bob"), 1),
                        new Caller.Admin(new UserId("imAdmin"), 10),
                        new Caller.Server(Caller.NOBODY))
                .filter(caller -> rule.objection(new Call(caller, "op", 0), OF_AMY).isEmpty())
                .toList();
    }

    @Test
    void a_stranger_is_nobody_even_where_the_request_names_nobody() {
        var rule = rules(self("userID")).all().getFirst();
        var call = new Call(new Caller.Stranger(), "op", 0);
        assertTrue(rule.objection(call, GetMaxSeqReq.getDefaultInstance()).isPresent());
    }

    static final class Unruled {
        Future<GetMaxSeqResp> getMaxSeq(Call call, GetMaxSeqReq request) {
            return Future.succeededFuture(GetMaxSeqResp.getDefaultInstance());
        }

        Future<GetMaxSeqResp> getMaxSeqs(Call call, GetMaxSeqReq request) {
            return getMaxSeq(call, request);
        }
    }

    @Test
    void what_no_rule_names_is_not_served() {
        assertThrows(IllegalArgumentException.class, () -> here.serve(rules(OPEN), new Unruled()));
        assertThrows(IllegalArgumentException.class, () -> here.serve(rules(OPEN), new Object()));
        assertThrows(IllegalArgumentException.class, () -> rules(OPEN, atMost("nonsense", 1)));
    }

    interface Strange {
        Future<GetMaxSeqResp> getMinSeq(Call call, GetMaxSeqReq request);
    }

    @Test
    void a_client_cannot_ask_what_the_contract_has_not() {
        assertThrows(IllegalArgumentException.class, () -> here.client(MSG, Strange.class));
    }

    private static Seqs client(Bus bus) {
        return bus.client(MSG, Seqs.class);
    }

    private static Call as(UserId user) {
        return new Call(new Caller.User(user, 1), "op1", System.currentTimeMillis() + 10_000);
    }

    private static <T> Future<T> on(Context context, Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        context.runOnContext(
                _ -> {
                    try {
                        work.get().onComplete(promise);
                    } catch (Throwable failure) { // an assertion that failed in there
                        promise.fail(failure);
                    }
                });
        return promise.future();
    }

    private static Refusal refusalOf(Future<?> answer) throws InterruptedException {
        var failure = assertThrows(ExecutionException.class, () -> await(answer));
        return (Refusal) failure.getCause();
    }

    private static <T> T await(Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
