package im.parley.load;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PushMessages;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The ear of a talker: records what it hears in the moment it hears it, on the event loop, and
/// tells the talker's own thread what it has to know.
final class Recorder implements Listener {
    private static final int FROM_USER = 100;

    private final History history;
    private final BlockingQueue<Signal> signals;
    private final Map<String, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private volatile Map<String, Long> reached = new ConcurrentHashMap<>();
    private volatile Map<String, Long> own = new ConcurrentHashMap<>();
    private boolean synced; // on the event loop only

    sealed interface Signal {}

    record Open() implements Signal {}

    /// A message got its reply, whatever it was.
    record Answered(String id) implements Signal {}

    record Over(Connection connection) implements Signal {}

    Recorder(History history, BlockingQueue<Signal> signals) {
        this.history = history;
        this.signals = signals;
    }

    /// The answer to a request other than a message; it fails when the connection ends.
    CompletableFuture<byte[]> ask(Connection connection, int request, String incr, byte[] data) {
        var answer = new CompletableFuture<byte[]>();
        asked.put(incr, answer);
        connection.request(request, incr, data);
        return answer;
    }

    /// Up to which seq the connection of now has been shown a conversation or knew it from its
    /// sync.
    long reached(String conversation) {
        return reached.getOrDefault(conversation, 0L);
    }

    /// The newest message of the user himself that the connection of now was shown, or 0.
    long own(String conversation) {
        return own.getOrDefault(conversation, 0L);
    }

    @Override
    public void opened(Connection connection) {
        reached = new ConcurrentHashMap<>();
        own = new ConcurrentHashMap<>();
        synced = false;
        history.add(new Event.Opened(connection.number(), connection.login().user()));
        signals.add(new Open());
    }

    @Override
    public void heard(Connection connection, Envelope envelope) {
        try {
            switch (envelope.request()) {
                case Envelope.SEND -> answered(connection, envelope);
                case Envelope.PUSH -> pushed(connection, PushMessages.parseFrom(envelope.data()));
                case Envelope.NEWEST_SEQ -> synced(connection, envelope);
                default -> settle(envelope);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void closed(Connection connection, String why) {
        // A code is a refused login; a failure to connect is only a server that is not there.
        boolean refused = why.matches("\\d+");
        boolean unbearable = why.contains("IllegalState") || why.contains("Exception: gob");
        history.add(
                new Event.Closed(
                        connection.number(),
                        refused ? "refused login " + why : unbearable ? why : ""));
        asked.values()
                .forEach(
                        answer ->
                                answer.completeExceptionally(
                                        new IllegalStateException("connection ended")));
        asked.clear();
        signals.add(new Over(connection));
    }

    private void answered(Connection connection, Envelope envelope)
            throws InvalidProtocolBufferException {
        var id = envelope.msgIncr();
        if (envelope.errCode() != 0) {
            history.add(new Event.Refused(connection.number(), id, envelope.errCode()));
        } else {
            var ack = SendMsgResp.parseFrom(envelope.data());
            if (!ack.getClientMsgID().equals(id)) {
                throw new IllegalStateException(
                        "the reply to " + id + " is for " + ack.getClientMsgID());
            }
            history.add(
                    new Event.Acked(
                            connection.number(), id, ack.getServerMsgID(), ack.getSendTime()));
        }
        signals.add(new Answered(id));
    }

    /// What is not stored has no seq; it may be lost and proves nothing.
    private void pushed(Connection connection, PushMessages push) {
        push.getMsgsMap().forEach((id, pulled) -> pushed(connection, id, pulled));
        push.getNotificationMsgsMap().forEach((id, pulled) -> pushed(connection, id, pulled));
    }

    private void pushed(Connection connection, String conversation, PullMsgs pulled) {
        for (var data : pulled.getMsgsList()) {
            if (data.getSeq() == 0) continue;
            var message = Message.of(data);
            history.add(new Event.Pushed(connection.number(), conversation, message));
            reached.merge(conversation, message.seq(), Math::max);
            boolean mine = message.sender().equals(connection.login().user());
            if (mine && data.getMsgFrom() == FROM_USER) own.put(conversation, message.seq());
        }
    }

    /// Only the first answer of a connection tells what it need not be shown: later questions are
    /// those of a reader who borrows it.
    private void synced(Connection connection, Envelope envelope)
            throws InvalidProtocolBufferException {
        if (envelope.errCode() == 0 && !synced) {
            synced = true;
            var newest = GetMaxSeqResp.parseFrom(envelope.data()).getMaxSeqsMap();
            history.add(new Event.Synced(connection.number(), newest));
            newest.forEach((conversation, seq) -> reached.merge(conversation, seq, Math::max));
        }
        settle(envelope);
    }

    private void settle(Envelope envelope) {
        var answer = asked.remove(envelope.msgIncr());
        if (answer == null)
            throw new IllegalStateException("a reply to nothing: " + envelope.msgIncr());
        if (envelope.errCode() == 0) answer.complete(envelope.data());
        else answer.completeExceptionally(new IllegalStateException("code " + envelope.errCode()));
    }
}
