package im.parley.embedded;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

import java.io.IOException;
import java.nio.file.Path;

/// The data folder cannot be used. The message is a sentence for the operator: which folder, what
/// is wrong with it and what to do.
public final class StorageFailure extends RuntimeException {
    StorageFailure(String sentence) {
        super(sentence);
    }

    StorageFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static StorageFailure of(Path folder, RocksDBException failure) {
        return new StorageFailure(sentence(folder, failure), failure);
    }

    static StorageFailure of(Path folder, IOException failure) {
        return new StorageFailure(unusable(folder, failure.toString()), failure);
    }

    private static String sentence(Path folder, RocksDBException failure) {
        var message = String.valueOf(failure.getMessage());
        var status = failure.getStatus();
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace
                || message.contains("No space left"))
            return ("The disk that holds %s is full, nothing more is stored."
                            + " Free some space; a running server then goes on by itself.")
                    .formatted(folder);
        if (message.contains("Column families not opened"))
            return ("The folder %s was written by a newer version."
                            + " Start that version, or restore an older backup.")
                    .formatted(folder);
        if (isDamage(status, message))
            return "Files in %s are damaged (%s). Move the folder away and restore a backup of it."
                    .formatted(folder, message);
        return unusable(folder, message);
    }

    private static String unusable(Path folder, String reason) {
        return "The folder %s cannot be read or written (%s). Check its disk and its permissions."
                .formatted(folder, reason);
    }

    private static boolean isDamage(Status status, String message) {
        return status != null && status.getCode() == Status.Code.Corruption
                || message.contains("Corruption")
                || message.contains("create_if_missing is false")
                || message.contains("No such file");
    }
}
