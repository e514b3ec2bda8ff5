package im.parley.load;

import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.SeqRange;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/// Goals 12 to 14: many stored messages, read back in pages, and a restart after SIGKILL with all
/// of them there.
final class SyncBench {
    private static final int PEOPLE = 200;
    private static final int LINUX = 7;
    private static final int PAGE = 100;
    private static final int PULLS_PER_SECOND = 500;
    private static final int RESTARTS = 3;

    private final Stage stage;
    private final Board board;
    private final Options options;
    private final Random random = new Random(1);

    SyncBench(Stage stage) {
        this.stage = stage;
        this.board = stage.board();
        this.options = stage.options();
    }

    void run() {
        var logins = stage.people(PEOPLE, LINUX);
        int messages = options.quick() ? options.messages() / 10 : options.messages();
        boolean own = stage.server().isOurs();
        long bytesBefore = own ? stage.server().dataBytes() : 0;
        try (var crowd = stage.crowd(logins, Encoding.GOB)) {
            board.say("storing %d messages", messages);
            new Filler(crowd, board, messages).fill();
            pulls(crowd, "1002", Envelope.PULL_RANGE);
            pulls(crowd, "1005", Envelope.PULL_SEQS);
        }
        if (!own) return;
        long bytes = stage.server().dataBytes() - bytesBefore;
        restarts(logins, messages);
        board.figure(Goal.DISK, (double) bytes / messages);
        double after = stage.server().dataBytes() - bytesBefore;
        board.beside("the same after the restarts", after / messages, "B");
    }

    private void pulls(Crowd crowd, String name, int request) {
        var runs = new double[options.runs()];
        pull(crowd, request, options.seconds(5));
        for (int i = 0; i < runs.length; i++) {
            var latency = pull(crowd, request, options.seconds(8));
            runs[i] = ChatRun.millis(latency, 99);
            board.say(
                    "  %s of %d messages, %d/s: p50 %.2f p99 %.2f p99.9 %.2f ms",
                    name,
                    PAGE,
                    PULLS_PER_SECOND,
                    ChatRun.millis(latency, 50),
                    runs[i],
                    ChatRun.millis(latency, 99.9));
        }
        board.figure(Goal.PULL, runs);
    }

    private Histogram pull(Crowd crowd, int request, double seconds) {
        var ends = newest(crowd.member(0), crowd);
        var asking = new Asking(PULLS_PER_SECOND, 1, seconds);
        crowd.listen(
                new Listener() {
                    @Override
                    public void heard(Connection connection, Envelope envelope) {
                        if (envelope.request() == request) settle(asking, envelope);
                    }
                });
        return asking.measure(stage.network(), board, number -> ask(crowd, request, number, ends));
    }

    private static void settle(Asking asking, Envelope envelope) {
        long number = envelope.numberOfReply();
        int count = envelope.errCode() == 0 ? messages(envelope) : -1;
        if (count == PAGE) asking.answered(number);
        else asking.refused(number, "code " + envelope.errCode() + " with " + count + " messages");
    }

    private static int messages(Envelope envelope) {
        int count = 0;
        var conversations = envelope.cursor();
        while (conversations.seek(1)) {
            var entry = conversations.inside();
            if (!entry.seek(2)) continue;
            var pulled = entry.inside();
            while (pulled.seek(1)) count++;
        }
        return count;
    }

    private void ask(Crowd crowd, int request, long number, long end) {
        var member = crowd.member((int) (number % crowd.size()));
        var incr = member.login().user() + "_" + Numbers.text(number);
        long first = 1 + random.nextLong(Math.max(1, end - PAGE));
        var conversation = conversation(member, crowd.member(member.number() ^ 1));
        var data =
                request == Envelope.PULL_RANGE
                        ? range(member.login().user(), conversation, first)
                        : seqs(member.login().user(), conversation, first);
        member.request(request, incr, data);
    }

    private static byte[] range(String user, String conversation, long first) {
        var range =
                SeqRange.newBuilder()
                        .setConversationID(conversation)
                        .setBegin(first)
                        .setEnd(first + PAGE - 1)
                        .setNum(PAGE);
        return PullMessageBySeqsReq.newBuilder()
                .setUserID(user)
                .addSeqRanges(range)
                .build()
                .toByteArray();
    }

    private static byte[] seqs(String user, String conversation, long first) {
        var seqs =
                ConversationSeqs.newBuilder()
                        .setConversationID(conversation)
                        .addAllSeqs(LongStream.range(first, first + PAGE).boxed().toList());
        return GetSeqMessageReq.newBuilder()
                .setUserID(user)
                .addConversations(seqs)
                .build()
                .toByteArray();
    }

    private static String conversation(Connection one, Connection other) {
        return Conversations.single(one.login().user(), other.login().user());
    }

    /// The smallest number of messages that any conversation has.
    private long newest(Connection asking, Crowd crowd) {
        var all = new ArrayList<Long>();
        for (int i = 0; i < crowd.size(); i++) {
            var member = crowd.member(i);
            var seqs = ask(crowd, member);
            all.add(seqs.getMaxSeqsOrDefault(conversation(member, crowd.member(i ^ 1)), 0));
        }
        return all.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private static GetMaxSeqResp ask(Crowd crowd, Connection member) {
        var answer = new CompletableFuture<GetMaxSeqResp>();
        crowd.listen(
                new Listener() {
                    @Override
                    public void heard(Connection connection, Envelope envelope) {
                        if (envelope.request() == Envelope.NEWEST_SEQ)
                            answer.complete(newest(envelope));
                    }
                });
        member.request(
                Envelope.NEWEST_SEQ, member.login().user() + "_1", question(member.login().user()));
        return answer.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    private static byte[] question(String user) {
        return GetMaxSeqReq.newBuilder().setUserID(user).build().toByteArray();
    }

    private static GetMaxSeqResp newest(Envelope envelope) {
        try {
            return GetMaxSeqResp.parseFrom(envelope.data());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restarts(List<Login> logins, int messages) {
        var seconds = new double[options.quick() ? 1 : RESTARTS];
        for (int i = 0; i < seconds.length; i++) {
            stage.server().kill();
            stage.server().launch();
            seconds[i] = Arrival.millis(stage, logins.getFirst()) / 1e3;
            board.say("  restart %d: first sync after %.2f s", i + 1, seconds[i]);
        }
        board.figure(Goal.RESTART, seconds);
        long stored = 0;
        try (var crowd = stage.crowd(logins, Encoding.GOB)) {
            for (int i = 0; i < crowd.size(); i += 2) {
                var one = crowd.member(i);
                stored +=
                        ask(crowd, one)
                                .getMaxSeqsOrDefault(conversation(one, crowd.member(i + 1)), 0);
            }
        }
        if (stored != messages)
            board.fault(messages + " messages acknowledged, " + stored + " there after SIGKILL");
    }
}
