package im.parley.embedded;

/// A write, as the writer thread carries it out.
@FunctionalInterface
interface Change<T> {
    /// Looks first and puts afterwards: a change that throws has put nothing.
    T apply(Draft draft);

    /// The commit that held it failed.
    default void undone() {}
}
