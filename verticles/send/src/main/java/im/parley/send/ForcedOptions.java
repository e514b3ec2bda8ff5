package im.parley.send;

import static im.parley.contract.MsgOption.CONVERSATION_UPDATE;
import static im.parley.contract.MsgOption.HISTORY;
import static im.parley.contract.MsgOption.OFFLINE_PUSH;
import static im.parley.contract.MsgOption.PERSISTENT;
import static im.parley.contract.MsgOption.SENDER_CONVERSATION_UPDATE;
import static im.parley.contract.MsgOption.SENDER_SYNC;
import static im.parley.contract.MsgOption.UNREAD_COUNT;

import im.parley.contract.ContentType;
import im.parley.contract.MsgOption;

import java.util.List;
import java.util.Map;

/// Options that a content type switches off whatever the sender says (message-pipeline.md 1.6). The
/// reference forgets them when a message has no options at all; we do not.
final class ForcedOptions {
    private static final Map<Integer, List<MsgOption>> OFF =
            Map.of(
                    ContentType.REVOKE_OLD,
                    List.of(UNREAD_COUNT, OFFLINE_PUSH),
                    ContentType.HAS_READ_RECEIPT,
                    List.of(
                            CONVERSATION_UPDATE,
                            SENDER_CONVERSATION_UPDATE,
                            UNREAD_COUNT,
                            OFFLINE_PUSH),
                    ContentType.TYPING,
                    List.of(
                            HISTORY,
                            PERSISTENT,
                            SENDER_SYNC,
                            CONVERSATION_UPDATE,
                            SENDER_CONVERSATION_UPDATE,
                            UNREAD_COUNT,
                            OFFLINE_PUSH));

    private ForcedOptions() {}

    static List<MsgOption> off(int contentType) {
        return OFF.getOrDefault(contentType, List.of());
    }
}
