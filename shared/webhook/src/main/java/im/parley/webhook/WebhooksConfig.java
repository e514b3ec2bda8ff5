package im.parley.webhook;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What an operator may say of the webhooks. The hooks are named as in the reference's
/// `webhooks.yml`; their shipped values are those of notifications-and-webhooks.md C1.
///
/// @param url where the back end listens; a command is appended to it with one slash
/// @param secretFile holds the keys that sign; empty for no signature
/// @param hooks every hook by its key
public record WebhooksConfig(
        String url,
        String secretFile,
        int connectionsMax,
        int answerBytesMax,
        int breakerFailures,
        int breakerOpenMillis,
        int attemptsMax,
        int retryFirstMillis,
        int retryMaxMillis,
        int eventsWaitingMax,
        int deadLettersMax,
        Map<String, HookConfig> hooks) {
    private static final int TIMEOUT_MILLIS = 5_000;

    /// The hooks that look at a message (notifications-and-webhooks.md C4).
    private static final Set<Hook> OF_MESSAGES =
            EnumSet.of(
                    Hook.BEFORE_SEND_SINGLE_MSG,
                    Hook.BEFORE_SEND_GROUP_MSG,
                    Hook.BEFORE_MSG_MODIFY,
                    Hook.AFTER_SEND_SINGLE_MSG,
                    Hook.AFTER_SEND_GROUP_MSG,
                    Hook.AFTER_MSG_SAVE_DB);

    public static final WebhooksConfig DEFAULTS =
            new WebhooksConfig(
                    "http://127.0.0.1:10006/callbackExample",
                    "",
                    100,
                    1 << 20,
                    5,
                    10_000,
                    12,
                    1_000,
                    300_000,
                    100_000,
                    10_000,
                    shipped());

    public WebhooksConfig {
        refuseBadAddress(url);
        refuseBelow(4, "connectionsMax", connectionsMax);
        refuseBelow(1, "answerBytesMax", answerBytesMax);
        refuseBelow(0, "breakerFailures", breakerFailures);
        refuseBelow(1, "breakerOpenMillis", breakerOpenMillis);
        refuseBelow(1, "attemptsMax", attemptsMax);
        refuseBelow(1, "retryFirstMillis", retryFirstMillis);
        refuseBelow(retryFirstMillis, "retryMaxMillis", retryMaxMillis);
        refuseBelow(1, "eventsWaitingMax", eventsWaitingMax);
        refuseBelow(0, "deadLettersMax", deadLettersMax);
        hooks = Collections.unmodifiableMap(new LinkedHashMap<>(hooks));
    }

    private static void refuseBelow(int least, String key, int value) {
        if (value < least)
            throw new IllegalArgumentException("webhooks." + key + " must be at least " + least);
    }

    /// A name and password in the address would be left out silently by the client.
    private static void refuseBadAddress(String url) {
        var address = URI.create(url);
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
                || address.getHost() == null
                || address.getRawUserInfo() != null)
            throw new IllegalArgumentException(
                    "webhooks.url must be http(s)://host[:port][/path], not " + url);
    }

    private static Map<String, HookConfig> shipped() {
        var hooks = new LinkedHashMap<String, HookConfig>();
        for (var hook : Hook.values()) hooks.put(hook.key(), shipped(hook));
        return hooks;
    }

    private static HookConfig shipped(Hook hook) {
        boolean filtered = OF_MESSAGES.contains(hook);
        if (hook.asks())
            return filtered
                    ? new HookConfig.BeforeMessage(false, TIMEOUT_MILLIS, false, List.of())
                    : new HookConfig.Before(false, TIMEOUT_MILLIS, false);
        return filtered
                ? new HookConfig.AfterMessage(false, TIMEOUT_MILLIS, List.of(), List.of())
                : new HookConfig.After(false, TIMEOUT_MILLIS);
    }

    /// The same with these hooks switched on, at this address.
    public WebhooksConfig at(String otherUrl, Hook... on) {
        var changed = new LinkedHashMap<>(hooks);
        Arrays.stream(on).forEach(hook -> changed.compute(hook.key(), (_, c) -> c.switchedOn()));
        return with(otherUrl, changed);
    }

    /// The same with this said of one hook.
    public WebhooksConfig with(Hook hook, HookConfig said) {
        var changed = new LinkedHashMap<>(hooks);
        changed.put(hook.key(), said);
        return with(url, changed);
    }

    private WebhooksConfig with(String otherUrl, Map<String, HookConfig> otherHooks) {
        return new WebhooksConfig(
                otherUrl,
                secretFile,
                connectionsMax,
                answerBytesMax,
                breakerFailures,
                breakerOpenMillis,
                attemptsMax,
                retryFirstMillis,
                retryMaxMillis,
                eventsWaitingMax,
                deadLettersMax,
                otherHooks);
    }

    /// The hooks that are switched on.
    Stream<Hook> on() {
        return Arrays.stream(Hook.values()).filter(hook -> of(hook).enable());
    }

    HookConfig of(Hook hook) {
        return hooks.get(hook.key());
    }
}
