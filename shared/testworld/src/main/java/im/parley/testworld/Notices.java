package im.parley.testworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageLog;
import im.parley.state.Submission;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A log that only collects: what it has taken, a test takes from it, oldest first.
public final class Notices implements MessageLog {
    private final Queue<MsgData> kept = new ConcurrentLinkedQueue<>();

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public Future<Void> append(Submission submission) {
        kept.add(submission.message());
        return Future.succeededFuture();
    }

    @Override
    public void read(Assignment assigned) {
        throw new UnsupportedOperationException("nobody reads here");
    }

    /// All that was not taken yet.
    public List<MsgData> take() {
        var taken = new ArrayList<MsgData>();
        for (var notice = kept.poll(); notice != null; notice = kept.poll()) taken.add(notice);
        return taken;
    }

    /// The oldest one, which must be of this type and between these two.
    public MsgData next(int contentType, String from, String to) {
        var notice = kept.poll();
        assertNotNull(notice, "nobody was told anything");
        assertEquals(contentType + " " + from + "→" + to, head(notice));
        return notice;
    }

    /// The tips of the oldest one, which must be of this type and between these two.
    public JsonObject take(int contentType, String from, String to) {
        return tips(next(contentType, from, to));
    }

    /// Content type, from, to and tips of each that was not taken yet.
    public List<String> told() {
        return take().stream().map(notice -> head(notice) + " " + tips(notice)).toList();
    }

    private static String head(MsgData notice) {
        return notice.getContentType() + " " + notice.getSendID() + "→" + notice.getRecvID();
    }

    /// notifications-and-webhooks.md A2.
    public static JsonObject tips(MsgData notice) {
        var content = new JsonObject(notice.getContent().toStringUtf8());
        assertEquals(1, content.size(), "keys of a notification's content");
        return new JsonObject(content.getString("detail"));
    }
}
