package im.parley.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the kernel knows of a process: CPU time, memory, age.
record Proc(long pid) {
    private static final long TICK_MICROS = 10_000; // USER_HZ is 100 on every Linux we know
    private static final int UTIME =
            11; // counted from the state, which follows the closing bracket of the name
    private static final int STIME = 12;
    private static final int START_TIME = 19;

    static Proc self() {
        return new Proc(ProcessHandle.current().pid());
    }

    long cpuMicros() {
        var fields = stat();
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * TICK_MICROS;
    }

    /// Milliseconds since the process was made, to a tick.
    long ageMillis() {
        double uptime = Double.parseDouble(read(Path.of("/proc/uptime")).split(" ")[0]);
        return Math.round(uptime * 1000) - Long.parseLong(stat()[START_TIME]) * TICK_MICROS / 1000;
    }

    long rssKiB() {
        return kib("status", "VmRSS");
    }

    /// The part of RSS that no file backs and no other process shares.
    long anonymousKiB() {
        return kib("smaps_rollup", "Anonymous");
    }

    /// Collects the server's garbage; false where it does not let us.
    boolean collect() {
        return !jcmd("GC.run").isEmpty();
    }

    /// Live heap in KiB right after [#collect], or -1.
    long heapKiB() {
        var used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
        long sum = -1;
        while (used.find()) sum = Math.max(0, sum) + Long.parseLong(used.group(1));
        return sum;
    }

    /// CPU time of the whole machine, idle time left out.
    static long machineMicros() {
        var fields = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
        long busy = 0;
        for (int i = 1; i <= 8; i++) if (i != 4 && i != 5) busy += Long.parseLong(fields[i]);
        return busy * TICK_MICROS;
    }

    static String loadAverage() {
        var fields = read(Path.of("/proc/loadavg")).split(" ");
        return fields[0] + " " + fields[1] + " " + fields[2];
    }

    private String jcmd(String command) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Command.output(jcmd, Long.toString(pid), command);
    }

    private String[] stat() {
        var stat = read(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private long kib(String file, String key) {
        return read(Path.of("/proc/" + pid + "/" + file))
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
