package im.parley.api;

import static im.parley.api.Route.row;

import java.util.List;

/// Parley's own: what `parley webhooks` asks for.
final class WebhookRoutes {
    private WebhookRoutes() {}

    static List<Route> all() {
        return List.of(
                row("/webhook/list_dead_letters", "parley.webhook.DeadLetters/list"),
                row("/webhook/replay_dead_letters", "parley.webhook.DeadLetters/replay"),
                row("/webhook/drop_dead_letters", "parley.webhook.DeadLetters/drop"));
    }
}
