package im.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.Status.Code;
import org.rocksdb.Status.SubCode;

import java.nio.file.Path;

class StorageFailureTest {
    @Test
    void a_full_disk_is_called_that() {
        assertEquals(
                "The disk that holds data is full, nothing more is stored."
                        + " Free some space; a running server then goes on by itself.",
                sentence(Code.IOError, SubCode.NoSpace, "While appending to file: data/7.log"));
    }

    @Test
    void damage_names_the_file_and_the_way_out() {
        assertEquals(
                "Files in data are damaged (checksum mismatch in data/7.sst)."
                        + " Move the folder away and restore a backup of it.",
                sentence(Code.Corruption, SubCode.None, "checksum mismatch in data/7.sst"));
    }

    @Test
    void anything_else_is_about_the_disk_or_its_permissions() {
        assertEquals(
                "The folder data cannot be read or written (Permission denied)."
                        + " Check its disk and its permissions.",
                sentence(Code.IOError, SubCode.None, "Permission denied"));
    }

    private static String sentence(Code code, SubCode subCode, String message) {
        var failure = new RocksDBException(message, new Status(code, subCode, message));
        return StorageFailure.of(Path.of("data"), failure).getMessage();
    }
}
