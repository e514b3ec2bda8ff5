package im.parley.webhook;

import java.util.List;

/// What an operator may say of one hook. Which of the four a hook has follows from its row in
/// notifications-and-webhooks.md part C, so a key that would have no effect does not exist.
public sealed interface HookConfig {
    boolean enable();

    /// Of the whole exchange. 0 and less stand for the most there is.
    int timeoutMillis();

    /// Whether the operation goes on unchanged when the hook cannot be asked.
    default boolean failedContinue() {
        return false;
    }

    /// The receivers and groups whose messages are reported; empty for all.
    default List<String> attentionIds() {
        return List.of();
    }

    /// Content types that are not reported.
    default List<String> deniedTypes() {
        return List.of();
    }

    HookConfig switchedOn();

    record Before(boolean enable, int timeoutMillis, boolean failedContinue) implements HookConfig {
        @Override
        public HookConfig switchedOn() {
            return new Before(true, timeoutMillis, failedContinue);
        }
    }

    record BeforeMessage(
            boolean enable, int timeoutMillis, boolean failedContinue, List<String> deniedTypes)
            implements HookConfig {
        public BeforeMessage {
            refuseOtherThanNumbers(deniedTypes);
        }

        @Override
        public HookConfig switchedOn() {
            return new BeforeMessage(true, timeoutMillis, failedContinue, deniedTypes);
        }
    }

    record After(boolean enable, int timeoutMillis) implements HookConfig {
        @Override
        public HookConfig switchedOn() {
            return new After(true, timeoutMillis);
        }
    }

    record AfterMessage(
            boolean enable, int timeoutMillis, List<String> attentionIds, List<String> deniedTypes)
            implements HookConfig {
        public AfterMessage {
            refuseOtherThanNumbers(deniedTypes);
        }

        @Override
        public HookConfig switchedOn() {
            return new AfterMessage(true, timeoutMillis, attentionIds, deniedTypes);
        }
    }

    private static void refuseOtherThanNumbers(List<String> deniedTypes) {
        for (var type : deniedTypes)
            if (!type.matches("\\d{1,9}"))
                throw new IllegalArgumentException("deniedTypes: no content type is " + type);
    }
}
