package im.parley.platform;

/// One running process of the cluster. A restarted process is another node: what is known about the
/// old one (its connections, its tickets) is void.
public record NodeId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
