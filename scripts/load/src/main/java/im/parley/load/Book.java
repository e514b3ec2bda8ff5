package im.parley.load;

import java.util.List;

/// Someone who changes things over HTTP without pause, on a thread of his own, and writes down what
/// the server acknowledged: all of it must outlive every crash.
abstract class Book implements Runnable {
    private static final int PAUSE_MILLIS = 2;

    private volatile boolean resting = true;
    private volatile boolean ended;

    /// Opens the book; it rests until it is woken.
    final void open() {
        Thread.ofVirtual().start(this);
    }

    final void wake() {
        resting = false;
    }

    /// Asks for rest; [#violations] waits for it.
    final void rest() {
        resting = true;
    }

    final void end() {
        ended = true;
    }

    @Override
    public final void run() {
        try {
            while (!ended) {
                actIfAwake();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void actIfAwake() {
        if (!resting) act();
    }

    /// Waits until nothing is under way any more.
    final synchronized void awaitRest() {
        if (!resting) throw new IllegalStateException("awake");
    }

    /// What is not as it was acknowledged. All books rest.
    final synchronized List<Violation> violations() {
        return check();
    }

    /// A few changes, one after the other.
    abstract void act();

    abstract List<Violation> check();

    /// How many changes were acknowledged until now.
    abstract int acknowledged();
}
