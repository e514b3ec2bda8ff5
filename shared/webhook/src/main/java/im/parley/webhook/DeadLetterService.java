package im.parley.webhook;

import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Check;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.proto.webhook.DeadLetterChoice;
import im.parley.proto.webhook.DeadLetterCount;
import im.parley.proto.webhook.DeadLetterInfo;
import im.parley.proto.webhook.ListDeadLettersReq;
import im.parley.proto.webhook.ListDeadLettersResp;

import io.vertx.core.Future;

import java.util.List;
import java.util.stream.Stream;

/// What an operator may do with dead letters; `parley webhooks` asks here.
final class DeadLetterService {
    private static final Check ONE_CHOICE =
            that(
                    DeadLetterChoice.class,
                    DeadLetterService::isClear,
                    "name ids, or a hook, or all of them");

    static final Rules RULES =
            Rules.of("parley.webhook.DeadLetters")
                    .rule("list", APP_ADMIN, pagination())
                    .rule("replay", APP_ADMIN, ONE_CHOICE)
                    .rule("drop", APP_ADMIN, ONE_CHOICE);

    private final DeadLetters letters;
    private final Outbox outbox;

    DeadLetterService(DeadLetters letters, Outbox outbox) {
        this.letters = letters;
        this.outbox = outbox;
    }

    /// Nothing is chosen by saying nothing.
    private static boolean isClear(DeadLetterChoice choice) {
        return Stream.of(choice.getIdsCount() > 0, !choice.getHook().isEmpty(), choice.getAll())
                        .filter(said -> said)
                        .count()
                == 1;
    }

    /// The oldest first.
    Future<ListDeadLettersResp> list(Call call, ListDeadLettersReq request) {
        var page = Page.of(request.getPagination());
        var response = ListDeadLettersResp.newBuilder();
        return letters.count(request.getHook())
                .map(response::setTotal)
                .compose(_ -> letters.page(request.getHook(), page.skip(), page.limit()))
                .map(
                        rows -> {
                            rows.forEach(row -> response.addLetters(info(row)));
                            return response.build();
                        });
    }

    private static DeadLetterInfo info(DeadLetter letter) {
        return DeadLetterInfo.newBuilder()
                .setId(letter.id())
                .setHook(letter.hook())
                .setOperationID(letter.operationID())
                .setBody(letter.body())
                .setSince(letter.since())
                .setDied(letter.died())
                .setAttempts(letter.attempts())
                .setReason(letter.reason())
                .build();
    }

    Future<DeadLetterCount> replay(Call call, DeadLetterChoice choice) {
        return forChosen(choice, outbox::replay);
    }

    Future<DeadLetterCount> drop(Call call, DeadLetterChoice choice) {
        return forChosen(choice, rows -> letters.remove(rows, List.of()));
    }

    private Future<DeadLetterCount> forChosen(DeadLetterChoice choice, DeadLetters.Step step) {
        var count =
                choice.getIdsCount() == 0
                        ? letters.each(choice.getHook(), step)
                        : letters.of(choice.getIdsList())
                                .compose(rows -> step.take(rows).map(rows.size()));
        return count.map(n -> DeadLetterCount.newBuilder().setCount(n).build());
    }
}
