package im.parley.contract;

import java.util.Optional;

/// The kinds of devices (http-identity-and-groups.md section 3, websocket.md 5.1).
public enum Platform {
    IOS(1, "IOS", Kind.MOBILE),
    ANDROID(2, "Android", Kind.MOBILE),
    WINDOWS(3, "Windows", Kind.PC),
    OSX(4, "OSX", Kind.PC),
    WEB(5, "Web", Kind.WEB),
    MINI_WEB(6, "MiniWeb", Kind.MINI_WEB),
    LINUX(7, "Linux", Kind.PC),
    ANDROID_PAD(8, "APad", Kind.PAD),
    IPAD(9, "IPad", Kind.PAD),
    ADMIN(10, "Admin", Kind.ADMIN),
    HARMONY_OS(11, "HarmonyOS", Kind.HARMONY_OS);

    /// The classes that policy 4 of multi-login counts together.
    public enum Kind {
        MOBILE,
        PC,
        WEB,
        MINI_WEB,
        PAD,
        ADMIN,
        HARMONY_OS
    }

    private static final Platform[] BY_ID = values();
    private final int id;
    private final String title;
    private final Kind kind;

    Platform(int id, String title, Kind kind) {
        this.id = id;
        this.title = title;
        this.kind = kind;
    }

    public static Optional<Platform> of(int id) {
        return id >= 1 && id <= BY_ID.length ? Optional.of(BY_ID[id - 1]) : Optional.empty();
    }

    public int id() {
        return id;
    }

    /// The name that webhooks and stores of the reference use.
    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }
}
