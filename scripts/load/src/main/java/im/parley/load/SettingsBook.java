package im.parley.load;

import im.parley.load.Ledger.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Pairs of users who change the settings of their conversations and delete them. A pair either
/// deletes or becomes secret: the notice of the latter is a message, which brings deleted rows back
/// at a time of its own.
final class SettingsBook extends Book {
    private static final int PAIRS = 8;
    private static final int LINUX = 7;

    private final Accounts accounts;
    private final Random random;
    private final List<Login> people;
    private final Ledger<Chat> ledger = new Ledger<>();
    private final Mirror mirror;
    private int count;

    SettingsBook(Accounts accounts, String prefix, long seed) {
        this.accounts = accounts;
        random = new Random(seed);
        people = accounts.people(prefix + "setting", 2 * PAIRS, LINUX);
        mirror = new Mirror(accounts.api(), random);
        for (var login : people) mirror.follow(LocalCopy.Kind.CONVERSATIONS, login.user());
        for (int i = 0; i < PAIRS; i++) ledger.open(conversation(i), Chat.NONE);
    }

    private String conversation(int pair) {
        return Conversations.single(people.get(2 * pair).user(), people.get(2 * pair + 1).user());
    }

    @Override
    void act() {
        int pair = random.nextInt(PAIRS);
        var conversation = conversation(pair);
        if (!ledger.isCertain(conversation)) {
            look(pair).ifPresent(chat -> ledger.found(conversation, chat));
            return;
        }
        boolean turned = random.nextBoolean();
        var me = people.get(2 * pair + (turned ? 1 : 0));
        var peer = people.get(2 * pair + (turned ? 0 : 1));
        var step = step(pair, me, peer);
        var answer = accounts.api().post(step.path(), step.token(), step.json()).join();
        ledger.answered(conversation, turned ? step.turned(Chat::turned) : step, answer);
    }

    private Step<Chat> step(int pair, Login me, Login peer) {
        boolean last = random.nextInt(5) == 0;
        if (last && pair % 2 == 0) {
            return new Step<>(
                    "/conversation/delete_conversations",
                    me.token(),
                    "{\"ownerUserID\":\"%s\",\"conversationIDs\":[\"%s\"]}"
                            .formatted(me.user(), conversation(pair)),
                    Chat::deleted);
        }
        if (last) {
            boolean secret = random.nextBoolean();
            return set(pair, me, peer, "\"isPrivateChat\":" + secret, chat -> chat.secret(secret));
        }
        boolean pinned = random.nextBoolean();
        int recvMsgOpt = random.nextInt(3);
        var ex = "ex" + count++;
        var fields = "\"isPinned\":%s,\"recvMsgOpt\":%d,\"ex\":\"%s\"";
        return set(
                pair,
                me,
                peer,
                fields.formatted(pinned, recvMsgOpt, ex),
                chat -> chat.set(pinned, recvMsgOpt, ex));
    }

    private Step<Chat> set(
            int pair, Login me, Login peer, String fields, UnaryOperator<Chat> change) {
        var wish =
                "{\"userIDs\":[\"%s\"],\"conversation\":{\"conversationID\":\"%s\","
                        + "\"conversationType\":1,\"userID\":\"%s\",%s}}";
        return new Step<>(
                "/conversation/set_conversations",
                me.token(),
                wish.formatted(me.user(), conversation(pair), peer.user(), fields),
                change);
    }

    @Override
    List<Violation> check() {
        for (int i = 0; i < PAIRS; i++) {
            ledger.found(
                    conversation(i),
                    look(i).orElseThrow(() -> new IllegalStateException("no answer")));
        }
        var violations = new ArrayList<>(ledger.broken());
        violations.addAll(mirror.check(accounts.adminToken()));
        return violations;
    }

    @Override
    int acknowledged() {
        return ledger.acknowledged();
    }

    private Optional<Chat> look(int pair) {
        var mine = side(people.get(2 * pair), pair);
        var his = side(people.get(2 * pair + 1), pair);
        return mine.flatMap(side -> his.map(peer -> new Chat(side, peer)));
    }

    private Optional<Chat.Side> side(Login owner, int pair) {
        var wish =
                "{\"ownerUserID\":\"%s\",\"conversationIDs\":[\"%s\"]}"
                        .formatted(owner.user(), conversation(pair));
        return accounts.api()
                .ask("/conversation/get_conversations", owner.token(), wish)
                .map(
                        data ->
                                data.objects("conversations").stream()
                                        .findFirst()
                                        .map(SettingsBook::side)
                                        .orElse(Chat.Side.ABSENT));
    }

    private static Chat.Side side(Json row) {
        return new Chat.Side(
                true,
                row.flag("isPinned"),
                (int) row.number("recvMsgOpt"),
                row.text("ex"),
                row.flag("isPrivateChat"));
    }
}
