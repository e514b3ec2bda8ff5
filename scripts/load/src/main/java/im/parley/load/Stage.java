package im.parley.load;

import java.util.List;
import java.util.Random;

/// What a scenario works with: a running server, connections to it, users on it.
final class Stage implements AutoCloseable {
    private static final int API_CONNECTIONS = 64;
    private static final int SHAKING_MAX = 200;

    private final Options options;
    private final Board board;
    private final Server server;
    private final Network network;
    private final Accounts accounts;
    private final Thread atExit;

    private Stage(Options options, Board board, Server server, int loops) {
        this.options = options;
        this.board = board;
        this.server = server;
        network = new Network(server.hub(), loops);
        atExit = new Thread(server::close);
        Runtime.getRuntime().addShutdownHook(atExit);
        if (server.isOurs()) server.start();
        accounts = freshAccounts();
    }

    static Stage open(Options options, Board board, int loops) {
        boolean own = options.server().isEmpty();
        var server =
                own
                        ? Server.made(options.command(), options.data(), options.settings())
                        : Server.attached(options.server());
        return new Stage(options, board, server, loops);
    }

    Options options() {
        return options;
    }

    Board board() {
        return board;
    }

    Server server() {
        return server;
    }

    Network network() {
        return network;
    }

    Accounts accounts() {
        return accounts;
    }

    /// After a restart all connections are new.
    Accounts freshAccounts() {
        return new Accounts(new Api(network, server.api(), API_CONNECTIONS), server.secret());
    }

    /// New users; their names differ from those of all other runs on the same server.
    List<Login> people(int count, int platform) {
        board.say("registering %d users", count);
        return accounts.people(prefix(), count, platform);
    }

    String prefix() {
        return "b" + Long.toString(new Random().nextLong() >>> 24, 36) + "n";
    }

    Crowd crowd(List<Login> logins) {
        return crowd(logins, options.encoding());
    }

    Crowd crowd(List<Login> logins, Encoding encoding) {
        var crowd = new Crowd(network, logins.size(), SHAKING_MAX);
        crowd.join(logins, encoding);
        return crowd;
    }

    @Override
    public void close() {
        network.close();
        server.close();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
