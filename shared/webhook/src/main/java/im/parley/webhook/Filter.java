package im.parley.webhook;

import im.parley.contract.ContentType;

import java.util.Set;
import java.util.stream.Collectors;

/// Which messages a hook hears of (notifications-and-webhooks.md C4). The reference compares the
/// attention list of group messages with a receiver that is empty, and that of stored messages with
/// nothing: here it is the group's id and, of single chats, the receiver's.
record Filter(Set<String> attentionIds, Set<Integer> deniedTypes) {
    static Filter of(HookConfig config) {
        return new Filter(
                Set.copyOf(config.attentionIds()),
                config.deniedTypes().stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Typing and notifications are never reported.
    boolean admits(int contentType, String target) {
        return (attentionIds.isEmpty() || attentionIds.contains(target))
                && contentType != ContentType.TYPING
                && !ContentType.isNotice(contentType)
                && !deniedTypes.contains(contentType);
    }
}
