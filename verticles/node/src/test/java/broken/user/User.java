package broken.user;

public final class User {}
