package im.parley.node;

/// @param host the address all ports listen on
/// @param data the folder of everything that must survive
/// @param secretFile holds the secret; when empty, the file `secret` in the data folder does
record ServerConfig(String host, String data, String secretFile) {
    static final ServerConfig DEFAULTS = new ServerConfig("0.0.0.0", "data", "");

    public ServerConfig {
        if (host.isBlank()) throw new IllegalArgumentException("server.host: is empty");
        if (data.isBlank()) throw new IllegalArgumentException("server.data: is empty");
    }
}
