package im.parley.hub;

/// A frame of known size that has yet to be laid down, so that it can be written once, at its
/// place, into an array that fits.
interface FrameBody {
    int size();

    /// Writes exactly `size()` bytes, starting at index `at`.
    void write(byte[] out, int at);
}
