package im.parley.state;

/// A bounded queue is full. Nothing was taken; trying again a little later is safe.
public final class Overloaded extends RuntimeException {
    public Overloaded(String what) {
        super(what, null, false, false);
    }
}
