package im.parley.bus;

import com.google.protobuf.Message;

import im.parley.bus.Rules.Rule;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/// One rpc of one deployed service: the rule, the method, and the context the method runs on.
final class Served {
    private static final MethodType SHAPE =
            MethodType.methodType(Object.class, Call.class, Message.class);

    private final Rule rule;
    private final MethodHandle method;
    private final ContextInternal home;
    private final boolean anyThread;

    private Served(Rule rule, MethodHandle method, ContextInternal home, boolean anyThread) {
        this.rule = rule;
        this.method = method;
        this.home = home;
        this.anyThread = anyThread;
    }

    /// @param anyThread the method guards its own state and may run on the caller's thread
    static Served of(
            Rule rule, Method method, Object service, ContextInternal home, boolean anyThread) {
        var types = method.getParameterTypes();
        var rpc = rule.rpc();
        if (types.length != 2
                || types[0] != Call.class
                || types[1] != rpc.requestType()
                || !answers(method, rpc))
            throw new IllegalArgumentException(
                    method
                            + " does not fit "
                            + rpc.name()
                            + ": (Call, request) -> response or Future");
        method.setAccessible(true);
        try {
            var handle = MethodHandles.lookup().unreflect(method).bindTo(service).asType(SHAPE);
            return new Served(rule, handle, home, anyThread);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + method, e);
        }
    }

    private static boolean answers(Method method, Rpc rpc) {
        return method.getReturnType() == Future.class
                || method.getReturnType() == rpc.responseType();
    }

    Rpc rpc() {
        return rule.rpc();
    }

    Rule rule() {
        return rule;
    }

    /// Whether the current thread may run the method itself.
    boolean isAtHome() {
        return anyThread
                || home.threadingModel() == ThreadingModel.EVENT_LOOP
                        && home.nettyEventLoop().inEventLoop();
    }

    /// The answer reaches the caller on the caller's own context.
    Future<Message> answer(Call call, Message request, ContextInternal caller) {
        if (isAtHome()) return run(call, request);
        Promise<Message> answer = caller.promise();
        home.runOnContext(_ -> run(call, request).onComplete(answer));
        return answer.future();
    }

    private Future<Message> run(Call call, Message request) {
        var objection = rule.objection(call, request);
        if (objection.isPresent()) return Future.failedFuture(objection.get());
        try {
            return asFuture((Object) method.invokeExact(call, request));
        } catch (Throwable failure) { // what a service throws is its answer
            return Future.failedFuture(failure);
        }
    }

    @SuppressWarnings("unchecked") // of() has checked the method's return type
    private static Future<Message> asFuture(Object result) {
        return result instanceof Future<?> future
                ? (Future<Message>) future
                : Future.succeededFuture((Message) result);
    }
}
