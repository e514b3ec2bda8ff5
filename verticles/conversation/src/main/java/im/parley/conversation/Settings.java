package im.parley.conversation;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// New values for some columns of a row, by their names; what is not named stays as it is. A column
/// has the name and the type of its field in every message of the contract, so one reading serves
/// them all.
record Settings(Map<String, Object> values) {
    static final Settings NONE = new Settings(Map.of());

    /// What a user sets for himself (http-messages-and-objects.md 5.4, step 3).
    static final List<String> OWN =
            List.of(
                    "recvMsgOpt",
                    "attachedInfo",
                    "ex",
                    "isPinned",
                    "groupAtType",
                    "msgDestructTime",
                    "isMsgDestruct",
                    "burnDuration");

    static final String PRIVATE = "isPrivateChat";

    private static final Map<String, Long> HIGHEST = Map.of("recvMsgOpt", 2L, "groupAtType", 4L);

    /// The reference takes every number (http-messages-and-objects.md 14, row 17).
    Settings {
        values = Map.copyOf(values);
        values.forEach(Settings::check);
    }

    private static void check(String name, Object value) {
        if (!(value instanceof Number number)) return;
        long highest = HIGHEST.getOrDefault(name, Long.MAX_VALUE);
        if (number.longValue() < 0 || number.longValue() > highest)
            throw new Refusal(ErrorCode.ARGS, name + " cannot be " + number);
    }

    static Settings of(String name, Object value) {
        return new Settings(Map.of(name, value));
    }

    /// What a request says about these columns. A wrapper that is not set says nothing.
    static Settings in(Message request, Collection<String> names) {
        var values = new HashMap<String, Object>();
        for (var name : names) {
            var field = request.getDescriptorForType().findFieldByName(name);
            if (field.getJavaType() != JavaType.MESSAGE) values.put(name, request.getField(field));
            else if (request.hasField(field))
                values.put(name, unwrapped((Message) request.getField(field)));
        }
        return new Settings(values);
    }

    private static Object unwrapped(Message wrapper) {
        return wrapper.getField(wrapper.getDescriptorForType().findFieldByName("value"));
    }

    Settings and(Settings more) {
        var both = new HashMap<>(values);
        both.putAll(more.values);
        return new Settings(both);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    ConversationRow applyTo(ConversationRow row) {
        if (isEmpty()) return row;
        var table = ConversationRow.TABLE;
        return table.row(
                table.columns().stream()
                        .map(column -> values.getOrDefault(column.name(), column.in(row)))
                        .toArray());
    }
}
