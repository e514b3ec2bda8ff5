package im.parley.node;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;

/// A log event as one line of JSON, its key-values as keys beside the text.
final class JsonLines extends EncoderBase<ILoggingEvent> {
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
        var line =
                new JsonObject()
                        .put("time", event.getInstant().toString())
                        .put("level", event.getLevel().toString())
                        .put("logger", event.getLoggerName())
                        .put("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null)
            for (var pair : event.getKeyValuePairs())
                line.put(pair.key, String.valueOf(pair.value));
        if (event.getThrowableProxy() != null) line.put("trace", trace.convert(event));
        return (line.encode() + "\n").getBytes(StandardCharsets.UTF_8);
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
