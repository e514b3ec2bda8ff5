package im.parley.node;

/// @param port of `/metrics`, `/livez` and `/readyz`; 0 takes any free one
record MetricsConfig(int port) {
    static final MetricsConfig DEFAULTS = new MetricsConfig(10_004);

    public MetricsConfig {
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("metrics.port: no such port " + port);
    }
}
