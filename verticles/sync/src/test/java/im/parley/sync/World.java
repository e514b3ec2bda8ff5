package im.parley.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Caller;
import im.parley.contract.ConversationId;
import im.parley.contract.MsgOption;
import im.parley.contract.Refusal;
import im.parley.contract.UserId;
import im.parley.embedded.EmbeddedConfig;
import im.parley.embedded.EmbeddedState;
import im.parley.notify.Notifier;
import im.parley.notify.NotifyConfig;
import im.parley.platform.NodeId;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageArchive;
import im.parley.state.MessageLog;
import im.parley.state.MessageStore;
import im.parley.state.Submission;
import im.parley.testkit.FakeClock;
import im.parley.testkit.HookEndpoint;
import im.parley.testkit.Messages;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;
import im.parley.webhook.WebhooksConfig;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The real services on a real bus and a real store, among stand-ins for those they ask. Amy and
/// Bob have a chat.
final class World {
    static final UserId AMY = new UserId("amy");
    static final UserId BOB = new UserId("bob");
    static final UserId EVE = new UserId("eve");
    static final ConversationId CHAT = ConversationId.single(AMY, BOB);
    static final ConversationId TEA = ConversationId.group("tea");

    final FakeClock clock = new FakeClock();
    final Rows rows = new Rows();
    final Members members = new Members();
    final HookEndpoint backEnd;
    /// Whether notifications get lost on their way.
    volatile boolean silent;

    final List<Submission> told = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, new NodeId("n1"), clock, false);
    private final Webhooks webhooks;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EmbeddedState state;

    /// @param hooks that the back end wants
    World(Path folder, Hook... hooks) {
        this.folder = folder;
        state = open();
        backEnd = HookEndpoint.open(vertx);
        webhooks = hooks.length == 0 ? Webhooks.off() : listening(hooks);
        await(bus.serveOnAnyThread(Rows.RULES, rows));
        await(bus.serveOnAnyThread(Members.RULES, members));
        await(bus.serveOnAnyThread(Folk.RULES, new Folk()));
        deploy();
        rows.add("amy", CHAT);
        rows.add("bob", CHAT);
    }

    private Webhooks listening(Hook... hooks) {
        var config = WebhooksConfig.DEFAULTS.at(backEnd.url(), hooks);
        var opened = Webhooks.of(config, vertx, state.tables(), clock, metrics);
        await(opened.open(bus));
        return opened;
    }

    private EmbeddedState open() {
        return EmbeddedState.open(vertx, folder, EmbeddedConfig.DEFAULTS, metrics);
    }

    private void deploy() {
        var log = new Told();
        var notifier = new Notifier(log, new NodeId("n1"), clock, NotifyConfig.DEFAULTS);
        var verticle =
                new SyncVerticle(
                        SyncConfig.DEFAULTS,
                        bus,
                        state.messages(),
                        notifier,
                        webhooks,
                        clock,
                        metrics);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        await(vertx.deployVerticle(verticle, options));
    }

    /// A log that keeps what is put on it, and at once stores what is to be stored.
    private final class Told implements MessageLog {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Future<Void> append(Submission submission) {
            told.add(submission);
            var message = submission.message();
            if (MsgOption.HISTORY.in(message.getOptionsMap()) && !silent) store(message);
            return Future.succeededFuture();
        }

        @Override
        public void read(Assignment assigned) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    void close() {
        await(webhooks.close());
        backEnd.close();
        await(vertx.close());
        state.close();
    }

    MessageArchive store() {
        return state.messages();
    }

    <T> T client(Class<T> api) {
        return bus.client("openim.msg.msg", api);
    }

    Call as(String user) {
        return new Call(new Caller.User(new UserId(user), 1), "op", clock.millis() + 10_000);
    }

    Call asAdmin() {
        return new Call(new Caller.Admin(new UserId("imAdmin"), 1), "op", clock.millis() + 10_000);
    }

    Call asServer() {
        return Call.ofServer("op", clock.millis() + 10_000);
    }

    /// Stores texts between the two, in turns from the first, the next seqs of their chat.
    void chat(String... senders) {
        for (var sender : senders) store(text(sender));
    }

    private static MsgData text(String sender) {
        return Messages.text(sender, sender.equals("amy") ? "bob" : "amy", "by " + sender);
    }

    /// The same in one append, for many.
    void chatAtOnce(String... senders) {
        long seq = maxSeq(CHAT);
        var entries = new ArrayList<MessageStore.Entry>(senders.length);
        for (var sender : senders) entries.add(Messages.entry(text(sender), ++seq));
        await(state.messages().append(entries));
    }

    void groupChat(String... senders) {
        for (var sender : senders) store(Messages.groupText(sender, "tea", "by " + sender));
    }

    /// Stores the message under the next seq of its conversation, sent after the last.
    MsgData store(MsgData message) {
        var conversation = ConversationId.of(message);
        long seq = maxSeq(conversation) + 1;
        await(state.messages().append(List.of(Messages.entry(message, seq))));
        return parsed(await(state.messages().pick(conversation, List.of(seq))).getFirst().body());
    }

    long maxSeq(ConversationId conversation) {
        return await(state.messages().bounds(List.of(conversation))).get(conversation).maxSeq();
    }

    long readSeq(UserId user, ConversationId conversation) {
        var own = await(state.messages().bounds(user, List.of(conversation)));
        return own.get(conversation).readSeq();
    }

    MsgData lastTold() {
        return told.getLast().message();
    }

    JsonObject lastTips() {
        return tips(lastTold());
    }

    static JsonObject tips(MsgData notice) {
        var outer = new JsonObject(notice.getContent().toStringUtf8());
        return new JsonObject(outer.getString("detail"));
    }

    /// Type, sender, receiver and conversation of each notification so far, in their order.
    List<String> toldInShort() {
        return told.stream()
                .map(Submission::message)
                .map(
                        m ->
                                "%d %s>%s %s"
                                        .formatted(
                                                m.getContentType(),
                                                m.getSendID(),
                                                m.getRecvID(),
                                                ConversationId.of(m)))
                .toList();
    }

    static MsgData parsed(byte[] body) {
        try {
            return MsgData.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    static void assertRefused(int code, Future<?> answer) {
        assertEquals(code, assertThrows(Refusal.class, answer::await).code());
    }

    static <T> T await(Future<T> future) {
        return future.await();
    }
}
