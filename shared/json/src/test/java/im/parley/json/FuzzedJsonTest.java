package im.parley.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import im.parley.proto.conversation.SetConversationsReq;
import im.parley.proto.group.BatchGetIncrementalGroupMemberResp;
import im.parley.proto.jssdk.GetActiveConversationsResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.user.updateUserInfoExReq;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Whatever comes in, the answer is a message or `BadJson`; whatever is written can be read again.
class FuzzedJsonTest {
    private static final List<Message> TYPES =
            List.of(
                    MsgData.getDefaultInstance(),
                    SetConversationsReq.getDefaultInstance(),
                    PullMessageBySeqsReq.getDefaultInstance(),
                    PullMessageBySeqsResp.getDefaultInstance(),
                    updateUserInfoExReq.getDefaultInstance(),
                    BatchGetIncrementalGroupMemberResp.getDefaultInstance(),
                    GetActiveConversationsResp.getDefaultInstance());

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void random_messages_come_back_as_they_were() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            var message = message(TYPES.get(i % TYPES.size()), 0);
            var json = ProtoJson.write(message);
            assertEquals(message, ProtoJson.read(json, message), () -> "seed " + seed);
        }
    }

    @Test
    void damaged_json_is_refused_or_read_and_nothing_else() throws Exception {
        for (int i = 0; i < 6_000; i++) {
            var type = TYPES.get(i % TYPES.size());
            var json = damaged(ProtoJson.write(message(type, 0)));
            try {
                var message = ProtoJson.parse(json, type).message();
                assertTrue(isWire(message), () -> "seed " + seed);
                ProtoJson.write(message);
            } catch (BadJson refused) {
                assertTrue(refused.getMessage().length() < 600, refused::getMessage);
            }
        }
    }

    private static boolean isWire(Message message) throws InvalidProtocolBufferException {
        var copy = message.getParserForType().parseFrom(message.toByteArray());
        return copy.equals(message);
    }

    private byte[] damaged(byte[] json) {
        var copy = json.clone();
        for (int n = random.nextInt(4); n >= 0 && copy.length > 0; n--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(4)) {
                case 0 -> copy[at] = (byte) random.nextInt(256);
                case 1 -> copy[at] = (byte) "{}[]\",:0-9.eEtfn\\ ".charAt(random.nextInt(18));
                case 2 -> copy = java.util.Arrays.copyOf(copy, at);
                default -> {
                    int from = random.nextInt(copy.length);
                    int length = Math.min(copy.length - Math.max(at, from), 1 + random.nextInt(9));
                    System.arraycopy(json, Math.min(from, json.length - length), copy, at, length);
                }
            }
        }
        return copy;
    }

    private Message message(Message type, int depth) {
        var builder = type.newBuilderForType();
        for (var field : type.getDescriptorForType().getFields()) {
            if (random.nextInt(3) == 0 || depth > 3) continue;
            if (!field.isRepeated()) builder.setField(field, value(builder, field, depth));
            else if (!field.isMapField() || random.nextBoolean())
                builder.addRepeatedField(field, value(builder, field, depth));
        }
        return builder.build();
    }

    private Object value(Message.Builder owner, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTE_STRING -> com.google.protobuf.ByteString.copyFromUtf8(text());
            case ENUM -> field.getEnumType().findValueByNumber(0);
            case MESSAGE -> message(owner.newBuilderForField(field).build(), depth + 1);
        };
    }

    private String text() {
        var bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
