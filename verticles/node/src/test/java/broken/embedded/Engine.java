package broken.embedded;

public final class Engine {}
