package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.parley.hub.GobDraft.Field;

import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Gob frames (websocket.md 2.2): the vectors, the numbers, the limits, and what is refused.
class GobTest {
    private static final byte[] DATA = {0x0a, 0x02, 0x75, 0x31};
    private static final byte[] NONE = {};
    private static final Field ID = new Field("ReqIdentifier", GobDraft.INT);
    private static final Field SENDER = new Field("SendID", GobDraft.STRING);

    private static ClientFrame read(byte[] bytes) throws BadFrame {
        return FrameCodec.of(Encoding.GOB, false).read(Unpooled.wrappedBuffer(bytes));
    }

    private static ClientFrame read(String vector) throws BadFrame {
        return read(Vectors.bytes(vector));
    }

    private static byte[] write(ServerFrame frame) {
        return FrameCodec.of(Encoding.GOB, false).payload(frame).toArray();
    }

    private static void assertFrame(
            ClientFrame frame, int id, String sendID, String operationID, String msgIncr) {
        assertEquals(id, frame.reqIdentifier());
        assertEquals(sendID, frame.sendID());
        assertEquals(operationID, frame.operationID());
        assertEquals(msgIncr, frame.msgIncr());
    }

    @Test
    void the_request_vectors_decode_to_the_listed_values() throws BadFrame {
        assertFrame(read(Vectors.R1), 1003, "u1", "op1", "u1_7");
        assertArrayEquals(DATA, read(Vectors.R1).data());
        assertFrame(read(Vectors.R2), 1001, "u1", "1700000000000000001", "u1_1700000000000000002");
        assertArrayEquals(DATA, read(Vectors.R2).data());
        assertFrame(read(Vectors.R3), 2003, "u1", "o", "m");
        assertArrayEquals(NONE, read(Vectors.R3).data());
        assertFrame(read(Vectors.R5), 0, "", "", "");
        assertFrame(read(Vectors.R6), 1003, "u1", "op1", "u1_7");
        assertArrayEquals(DATA, read(Vectors.R6).data());
    }

    @Test
    void a_request_with_a_token_a_foreign_name_and_long_data_decodes() throws BadFrame {
        var data = new byte[300];
        for (int i = 0; i < data.length; i++) data[i] = (byte) i;

        var frame = read(ClientSide.join(Vectors.bytes(Vectors.R4_HEAD), data, new byte[1]));

        assertFrame(frame, 1003, "用户", "o", "m");
        assertArrayEquals(data, frame.data());
    }

    @ParameterizedTest
    @ValueSource(strings = {Vectors.R7, Vectors.R8, Vectors.R9, "", "00", "deadbeef0102030405"})
    void the_vectors_of_bad_requests_are_refused(String vector) {
        assertEquals("gob", assertThrows(BadFrame.class, () -> read(vector)).reason());
    }

    @Test
    void the_encoder_makes_the_reply_vectors_byte_for_byte() {
        byte[] payload = {1, 2, 3};
        byte[] offline = {0x0a, 0x04, 0x0a, 0x02, 0x75, 0x32};
        assertWritten(Vectors.S1, new ServerFrame(1001, "u1_7", "op1", 0, "", payload));
        assertWritten(
                Vectors.S2, new ServerFrame(1003, "u1_7", "op1", 1302, "BlockedByPeer", NONE));
        assertWritten(Vectors.S3, new ServerFrame(2001, "", "op1", 0, "", payload));
        assertWritten(Vectors.S4, new ServerFrame(2002, "", "", 0, "", NONE));
        assertWritten(Vectors.S5, new ServerFrame(2005, "", "", 0, "", offline));
        assertWritten(Vectors.S6, new ServerFrame(-1, "", "", 500, "ServerInternalError", NONE));
        assertArrayEquals(
                Vectors.bytes(Vectors.S3),
                write(ServerFrame.unasked(2001, "op1", Bytes.of(payload))));
    }

    private static void assertWritten(String vector, ServerFrame frame) {
        assertArrayEquals(Vectors.bytes(vector), write(frame));
    }

    @Test
    void the_test_side_reader_takes_a_reply_with_another_type_id() {
        var reply = new ClientSide(Encoding.GOB, false).reply(Vectors.bytes(Vectors.S7));

        assertEquals(1001, reply.reqIdentifier());
        assertEquals("u1_7", reply.msgIncr());
        assertArrayEquals(new byte[] {1, 2, 3}, reply.data().toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 02",
        "-1, 01",
        "63, 7e",
        "64, ff80",
        "-64, 7f",
        "-65, ff81",
        "127, fffe",
        "128, fe0100",
        "1003, fe07d6",
        "2005, fe0faa",
        "90002, fd02bf24",
        "2147483647, fcfffffffe",
        "-2147483648, fcffffffff"
    })
    void signed_numbers_are_written_and_read_as_listed(int number, String hex) throws BadFrame {
        var written = write(new ServerFrame(number, "", "", 0, "", NONE));
        int length = 2 + 1 + hex.length() / 2 + 1; // type id, delta, the number, end
        var value = new GobDraft().unsigned(length).raw(Vectors.bytes("ff8001" + hex + "00"));

        assertArrayEquals(
                ClientSide.join(Vectors.bytes(Vectors.REPLY_DEFINITION), value.bytes()), written);
        assertEquals(
                number,
                read(ClientSide.join(Vectors.bytes(Vectors.REQUEST_DEFINITION), value.bytes()))
                        .reqIdentifier());
    }

    @Test
    void bytes_behind_the_first_value_are_ignored() throws BadFrame {
        assertFrame(read(Vectors.R1 + "010203ff"), 1003, "u1", "op1", "u1_7");
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 65, 66, 1000, 70_000, Long.MAX_VALUE / 2})
    void any_type_id_any_type_name_and_any_order_of_fields_decode(long type) throws BadFrame {
        var fields =
                new Field[] {
                    new Field("Data", GobDraft.BYTES),
                    new Field("MsgIncr", GobDraft.STRING),
                    new Field("sendID", GobDraft.STRING), // another case is another name
                    SENDER,
                    ID
                };
        var value = new GobDraft().signed(type);
        value.raw(1).data(DATA).raw(1).text("i").raw(1).text("other").raw(1).text("u1");
        value.raw(1).signed(1001).raw(0);

        for (var name : new String[] {"GeneralWsReq", "Whatever", ""}) {
            var definition = GobDraft.definition(type, name, fields);
            var frame = read(ClientSide.join(definition, value.message()));
            assertFrame(frame, 1001, "u1", "", "i");
            assertArrayEquals(DATA, frame.data());
        }
    }

    @Test
    void unknown_fields_of_basic_kinds_are_skipped() throws BadFrame {
        var definition =
                GobDraft.definition(
                        70,
                        "X",
                        new Field("A", 1),
                        new Field("B", 2),
                        new Field("C", 3),
                        new Field("D", 4),
                        new Field("E", 5),
                        new Field("F", 6),
                        new Field("G", 7),
                        new Field("H", 99), // composite, but no value of it comes
                        SENDER);
        var value = new GobDraft().signed(70).raw(1, 1).raw(1).signed(-70_000);
        value.raw(1).unsigned(0x010203).raw(1).unsigned(0xf83fL);
        value.raw(1).data(DATA).raw(1).text("text").raw(1, 5, 6).raw(2).text("u1").raw(0);

        assertEquals("u1", read(ClientSide.join(definition, value.message())).sendID());
    }

    @Test
    void as_many_definitions_fields_and_bytes_of_a_name_as_allowed_are_read() throws BadFrame {
        var frame = new ArrayList<byte[]>();
        for (int i = 0; i < 15; i++) frame.add(GobDraft.definition(100 + i, "X", ID));
        frame.add(GobDraft.definition(200, "N".repeat(64), sixtyFour()));
        frame.add(new GobDraft().signed(200).raw(64).text("u1").raw(0).message());

        assertEquals("u1", read(ClientSide.join(frame.toArray(byte[][]::new))).sendID());
    }

    private static Field[] sixtyFour() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 63; i++) fields.add(new Field("f".repeat(62) + i / 10 + i % 10, 2));
        fields.add(SENDER);
        return fields.toArray(Field[]::new);
    }

    @Test
    void clients_that_keep_defining_new_types_spoil_nothing_for_others() throws BadFrame {
        for (int i = 0; i < 100; i++) {
            var definition = GobDraft.definition(1000 + i, "X" + i, SENDER);
            var value = new GobDraft().signed(1000 + i).raw(1).text("u" + i).raw(0).message();
            for (int again = 0; again < 2; again++) {
                assertEquals("u" + i, read(ClientSide.join(definition, value)).sendID());
            }
        }
        assertFrame(read(Vectors.R1), 1003, "u1", "op1", "u1_7");
    }

    static Stream<Named<byte[]>> refused() {
        var definition = Vectors.bytes(Vectors.REQUEST_DEFINITION);
        var value = Vectors.bytes(Vectors.R9);
        var twice = GobDraft.definition(64, "X", ID);
        return Stream.of(
                Named.of("a definition alone", definition),
                Named.of("a value alone", value),
                Named.of("a text", "hello, this is no gob at all".getBytes(UTF_8)),
                Named.of("a type defined twice", ClientSide.join(definition, twice, value)),
                Named.of("a built-in type defined", defined(63, "01020a00", ID)),
                Named.of("a number at top level", Vectors.bytes("0404000a")),
                Named.of("a list", list()),
                Named.of("nothing of a request", defined(64, "010200", new Field("A", 2))),
                Named.of("no fields at all", defined(64, "00")),
                Named.of("ReqIdentifier as uint", defined(64, "010100", new Field(ID.name(), 3))),
                Named.of("SendID as bytes", defined(64, "010100", new Field("SendID", 5))),
                Named.of("Data as a text", defined(64, "010100", new Field("Data", 6))),
                Named.of("an unknown struct inside", defined(64, "010100", new Field("A", 70), ID)),
                Named.of("a number beyond int32", defined(64, "01fb010000000000", ID)),
                Named.of("a number of nine bytes", defined(64, "01f700000000000000000100", ID)),
                Named.of("a delta past the fields", defined(64, "02020000", ID)),
                Named.of("a giant delta", defined(64, "f8ffffffffffffffff0200", ID)),
                Named.of("a delta that overflows", defined(64, "0102f87fffffffffffffff0200", ID)),
                Named.of("a text beyond its message", defined(64, "01fe7fff753100", SENDER)),
                Named.of("a text of 2^63 bytes", defined(64, "01f87fffffffffffffff00", SENDER)),
                Named.of("a text of 2^64 bytes", defined(64, "01f8ffffffffffffffff00", SENDER)),
                Named.of("a text that is not UTF-8", defined(64, "0102c32800", SENDER)),
                Named.of("a text of 4097 bytes", defined(64, longText(4097), SENDER)),
                Named.of("no end of the value", defined(64, "0102", ID)),
                Named.of("a giant message", ClientSide.join(definition, hex("f87fffffffffffffff"))),
                Named.of("a message of 1 GiB", ClientSide.join(definition, hex("fc40000000ff80"))),
                Named.of("an empty message", ClientSide.join(definition, hex("00"), value)),
                Named.of("2^31 fields", message("7f0301010158 01ff8000 01fc7fffffff")),
                Named.of("65 fields", manyFields(65)),
                Named.of("a long field name", defined(64, "00", new Field("f".repeat(65), 2), ID)),
                Named.of("17 definitions", manyDefinitions(17)),
                Named.of("a definition with more behind", message("7f 03 00 00 00")),
                Named.of("a definition field past the last", message("7f 03 03 00 00")));
    }

    private static byte[] defined(long type, String valueHex, Field... fields) {
        var value = new GobDraft().signed(type).raw(hex(valueHex)).message();
        return ClientSide.join(GobDraft.definition(type, "X", fields), value);
    }

    private static byte[] hex(String hex) {
        return Vectors.bytes(hex);
    }

    private static byte[] message(String hex) {
        return ClientSide.join(new GobDraft().raw(hex(hex)).message(), hex(Vectors.R9));
    }

    private static byte[] list() {
        return ClientSide.join(
                message("7f 02 0101 01 ff80 00 01 04 0000"), message("ff80 00 01 02 03"));
    }

    private static String longText(int length) {
        var text = new GobDraft().raw(1).text("x".repeat(length)).raw(0).bytes();
        return HexFormat.of().formatHex(text);
    }

    private static byte[] manyFields(int count) {
        var fields = new Field[count];
        for (int i = 0; i < count; i++) fields[i] = new Field("f" + i, 2);
        fields[0] = ID;
        return defined(64, "010200", fields);
    }

    private static byte[] manyDefinitions(int count) {
        var frame = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) frame.add(GobDraft.definition(64 + i, "X", ID));
        frame.add(new GobDraft().signed(64).raw(1, 2, 0).message());
        return ClientSide.join(frame.toArray(byte[][]::new));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_the_reference_drops_is_refused(byte[] frame) {
        assertEquals("gob", assertThrows(BadFrame.class, () -> read(frame)).reason());
    }

    @Test
    void a_text_may_have_the_replacement_character_in_it() throws BadFrame {
        assertEquals("a\uFFFD", read(defined(64, "0104" + "61efbfbd" + "00", SENDER)).sendID());
    }

    @Test
    void a_text_of_4096_bytes_is_read() throws BadFrame {
        assertEquals(4096, read(defined(64, longText(4096), SENDER)).sendID().length());
    }

    @Test
    void every_truncation_of_a_request_is_refused() {
        var whole = Vectors.bytes(Vectors.R1);
        for (int size = 0; size < whole.length; size++) {
            var cut = Arrays.copyOf(whole, size);
            assertThrows(BadFrame.class, () -> read(cut), () -> "cut to " + cut.length);
        }
    }

    @Test
    void every_damaged_byte_is_refused_or_read_and_nothing_else() {
        var whole = Vectors.bytes(Vectors.R1);
        int read = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int octet = 0; octet < 256; octet++) {
                var damaged = whole.clone();
                damaged[i] = (byte) octet;
                if (Hostile.survives(() -> read(damaged))) read++;
            }
        }
        assertTrue(read > whole.length, "the whole request itself is among them");
    }
}
