package im.parley.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class LoggingTest {
    private static String written(EncoderBase<ILoggingEvent> encoder, Throwable failure) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        encoder.setContext(context);
        encoder.start();
        var logger = context.getLogger("im.parley.bus.Failures");
        var event = new LoggingEvent("", logger, Level.WARN, "call failed", failure, null);
        event.setKeyValuePairs(List.of(new KeyValuePair("operationID", "o\n1")));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void json_is_one_object_a_line_with_the_key_values_beside_the_text() {
        var line = written(new JsonLines(), new IllegalStateException("broken"));
        assertEquals(1, line.lines().count());
        var event = new JsonObject(line);
        assertEquals("WARN", event.getString("level"));
        assertEquals("call failed", event.getString("message"));
        assertEquals("o\n1", event.getString("operationID"));
        assertTrue(event.getString("trace").startsWith("java.lang.IllegalStateException: broken"));
    }

    @Test
    void plain_lines_name_time_level_and_class() {
        var lines = written(new PlainLines(), new IllegalStateException("broken")).lines().toList();
        var head = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Failures: call failed operationID=o";
        assertTrue(lines.getFirst().matches(head), lines.getFirst());
        assertTrue(lines.contains("java.lang.IllegalStateException: broken"), lines::toString);
    }

    @Test
    void libraries_are_silent_below_a_warning() {
        Logging.apply(new LogConfig("plain", "DEBUG"));
        try {
            assertTrue(LoggerFactory.getLogger("im.parley.hub.Hub").isDebugEnabled());
            assertFalse(LoggerFactory.getLogger("io.netty.channel.Channel").isInfoEnabled());
            assertEquals(Level.DEBUG, root().getLevel());
        } finally {
            Logging.apply(new LogConfig("plain", "WARN"));
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
