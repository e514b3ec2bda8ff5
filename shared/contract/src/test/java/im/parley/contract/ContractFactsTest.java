package im.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import im.parley.proto.auth.AuthProto;
import im.parley.proto.conversation.ConversationProto;
import im.parley.proto.group.GroupProto;
import im.parley.proto.jssdk.JssdkProto;
import im.parley.proto.msg.MsgProto;
import im.parley.proto.msggateway.MsggatewayProto;
import im.parley.proto.push.PushProto;
import im.parley.proto.relation.RelationProto;
import im.parley.proto.rtc.RtcProto;
import im.parley.proto.sdkws.SdkwsProto;
import im.parley.proto.third.ThirdProto;
import im.parley.proto.user.UserProto;
import im.parley.proto.wrappers.WrappersProto;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Holds our `.proto` files against the table of wire facts (protobuf.tsv).
class ContractFactsTest {
    private static final List<FileDescriptor> FILES =
            List.of(
                    AuthProto.getDescriptor(),
                    ConversationProto.getDescriptor(),
                    GroupProto.getDescriptor(),
                    JssdkProto.getDescriptor(),
                    MsgProto.getDescriptor(),
                    MsggatewayProto.getDescriptor(),
                    PushProto.getDescriptor(),
                    RelationProto.getDescriptor(),
                    RtcProto.getDescriptor(),
                    SdkwsProto.getDescriptor(),
                    ThirdProto.getDescriptor(),
                    UserProto.getDescriptor(),
                    WrappersProto.getDescriptor());

    @Test
    void every_field_has_the_number_and_type_of_the_facts() {
        var rows = rows("field");
        assertTrue(rows.size() > 1_400, "the table of facts is there");
        for (var row : rows) {
            var field = message(row[1], row[2]).findFieldByName(row[3]);
            assertNotNull(field, () -> String.join(" ", row));
            assertEquals(Integer.parseInt(row[4]), field.getNumber(), () -> String.join(" ", row));
            assertEquals(baseType(row[5]), baseType(field), () -> String.join(" ", row));
            assertEquals(
                    row[5].startsWith("repeated") || row[5].startsWith("map<"),
                    field.isRepeated(),
                    () -> String.join(" ", row));
        }
    }

    @Test
    void no_message_has_a_field_beyond_the_facts() {
        long ours =
                FILES.stream()
                        .flatMap(file -> file.getMessageTypes().stream())
                        .flatMap(ContractFactsTest::withNested)
                        .filter(type -> !type.getOptions().getMapEntry())
                        .mapToLong(type -> type.getFields().size())
                        .sum();
        assertEquals(rows("field").size(), ours);
    }

    @Test
    void every_rpc_has_the_request_and_response_of_the_facts() {
        for (var row : rows("rpc")) {
            var method = file(row[1]).findServiceByName(row[2]).findMethodByName(row[3]);
            assertNotNull(method, () -> String.join(" ", row));
            assertTrue(method.getInputType().getFullName().endsWith("." + simple(row[4])));
            assertTrue(method.getOutputType().getFullName().endsWith("." + simple(row[5])));
        }
    }

    private static Stream<Descriptor> withNested(Descriptor type) {
        return Stream.concat(
                Stream.of(type),
                type.getNestedTypes().stream().flatMap(ContractFactsTest::withNested));
    }

    private static Descriptor message(String inPackage, String name) {
        var parts = name.split("\\.");
        var type = file(inPackage).findMessageTypeByName(parts[0]);
        for (int i = 1; i < parts.length; i++) type = type.findNestedTypeByName(parts[i]);
        assertNotNull(type, inPackage + "." + name);
        return type;
    }

    private static FileDescriptor file(String inPackage) {
        return FILES.stream()
                .filter(file -> file.getPackage().equals(inPackage))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no file of package " + inPackage));
    }

    private static String baseType(String fact) {
        var type = fact.replaceFirst("^(repeated|optional) ", "");
        return type.startsWith("map<") ? "map" : simple(type);
    }

    private static String baseType(FieldDescriptor field) {
        if (field.isMapField()) return "map";
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String simple(String typeName) {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }

    private static List<String[]> rows(String kind) {
        try (var facts = ContractFactsTest.class.getResourceAsStream("/wire-facts.tsv")) {
            return new String(facts.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .filter(row -> row[0].equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
