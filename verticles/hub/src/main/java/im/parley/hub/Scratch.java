package im.parley.hub;

import io.netty.util.concurrent.FastThreadLocal;

/// An array that a thread uses again and again for what passes through: frames on their way in and
/// out. Nobody may keep it, or call others that use it, before done with it.
final class Scratch {
    private static final int SIZE = 16 << 10;
    private static final FastThreadLocal<byte[]> LOCAL =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[SIZE];
                }
            };

    private Scratch() {}

    static byte[] atLeast(int size) {
        return size <= SIZE ? LOCAL.get() : new byte[size];
    }
}
