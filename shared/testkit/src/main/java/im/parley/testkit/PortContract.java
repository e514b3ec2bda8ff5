package im.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

import java.util.function.Supplier;

/// What holds for every port: all methods may be called from any thread, and futures complete on
/// the caller's context.
@Timeout(60)
public abstract class PortContract {
    /// For the adapter under test; it lives as long as the class.
    protected static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().await();
    }

    static void assertCompletesOnCallersContext(Supplier<Future<?>> call) {
        for (int caller = 0; caller < 4; caller++) {
            var seen = Promise.<Context>promise();
            var contexts = Promise.<Context>promise();
            vertx.runOnContext(
                    _ -> {
                        contexts.complete(Vertx.currentContext());
                        call.get().onComplete(_ -> seen.complete(Vertx.currentContext()));
                    });
            assertSame(contexts.future().await(), seen.future().await());
        }
    }

    /// The failure of a future, which must fail.
    static Throwable failureOf(Future<?> future) {
        return future.<Throwable>map(value -> new AssertionError("succeeded with " + value))
                .otherwise(failure -> failure)
                .await();
    }
}
