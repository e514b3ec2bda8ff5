package im.parley.hub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/// Feeds a reader bytes that nobody should send: it may give a frame or refuse, must not throw
/// anything else, and must not take more memory than its bounds allow.
final class Hostile {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    interface Reading {
        Object run() throws BadFrame;
    }

    private Hostile() {}

    /// Whether the reading gave a frame.
    static boolean survives(Reading reading) {
        try {
            reading.run();
            return true;
        } catch (BadFrame refused) {
            return false;
        }
    }

    static void allocatesAtMost(long bytes, Reading reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        survives(reading);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated <= bytes, () -> "allocated " + allocated + " bytes");
    }
}
