package im.parley.node;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// A log event as a line for people, its key-values behind the text:
///
///     12:05:07.123 WARN  Node: did not close well part=stores
final class PlainLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private final ThrowableProxyConverter trace = new ThrowableProxyConverter();

    @Override
    public void start() {
        trace.setContext(getContext());
        trace.start();
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var name = event.getLoggerName();
        var line =
                new StringBuilder()
                        .append(time(event))
                        .append(' ')
                        .append((event.getLevel() + " ").substring(0, 5))
                        .append(' ')
                        .append(name, name.lastIndexOf('.') + 1, name.length())
                        .append(": ")
                        .append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null)
            for (var pair : event.getKeyValuePairs())
                line.append(' ').append(pair.key).append('=').append(pair.value);
        line.append('\n');
        if (event.getThrowableProxy() != null) line.append(trace.convert(event));
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(ILoggingEvent event) {
        var time = LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault());
        var text = time.truncatedTo(ChronoUnit.MILLIS).plusNanos(1).toString(); // keeps all digits
        return text.substring(0, "00:00:00.000".length());
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
