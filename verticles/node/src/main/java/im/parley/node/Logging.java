package im.parley.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.slf4j.LoggerFactory;

/// How log events are written. Logback finds this class as a service. Doing it in code spares its
/// readers of XML and of patterns, and the search for their files, at every start.
///
/// Events go to the standard error, so that the standard output holds what a command answers.
public final class Logging extends ContextAwareBase implements Configurator {
    /// Before the configuration has been read, and in the commands that serve nobody.
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context, new LogConfig("plain", "WARN"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(LogConfig config) {
        install((LoggerContext) LoggerFactory.getILoggerFactory(), config);
    }

    private static void install(LoggerContext context, LogConfig config) {
        var encoder = encoder(config);
        encoder.setContext(context);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(console);
        root.setLevel(Level.toLevel(config.level()));
        // What these have to say below a warning is of use to their authors.
        for (var chatty : new String[] {"io.netty", "io.vertx", "io.micrometer"})
            context.getLogger(chatty).setLevel(Level.WARN);
    }

    private static Encoder<ILoggingEvent> encoder(LogConfig config) {
        return config.format().equals("json") ? new JsonLines() : new PlainLines();
    }
}
