package im.parley.load;

/// CPU time spent between two moments: by the server, by this client, by everything else on the
/// machine.
final class CpuWindow {
    private final Proc server;
    private final Proc client = Proc.self();
    private final long startNanos = System.nanoTime();
    private final long serverStart;
    private final long clientStart = client.cpuMicros();
    private final long machineStart = Proc.machineMicros();

    CpuWindow(Proc server) {
        this.server = server;
        serverStart = server.cpuMicros();
    }

    record Spent(long serverMicros, long clientMicros, double othersCores) {}

    Spent end() {
        long serverMicros = server.cpuMicros() - serverStart;
        long clientMicros = client.cpuMicros() - clientStart;
        long others = Proc.machineMicros() - machineStart - serverMicros - clientMicros;
        double wallMicros = (System.nanoTime() - startNanos) / 1e3;
        return new Spent(serverMicros, clientMicros, Math.max(0, others) / wallMicros);
    }
}
