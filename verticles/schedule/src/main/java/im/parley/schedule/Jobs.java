package im.parley.schedule;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.platform.Clock;
import im.parley.proto.conversation.ClearUserConversationMsgReq;
import im.parley.proto.conversation.ClearUserConversationMsgResp;
import im.parley.proto.msg.DestructMsgsReq;
import im.parley.proto.msg.DestructMsgsResp;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What there is to do (http-messages-and-objects.md section 12).
final class Jobs {
    private Jobs() {}

    interface Messages {
        Future<DestructMsgsResp> destructMsgs(Call call, DestructMsgsReq request);
    }

    interface Conversations {
        Future<ClearUserConversationMsgResp> clearUserConversationMsg(
                Call call, ClearUserConversationMsgReq request);
    }

    static List<Job> of(ScheduleConfig config, Bus bus, Clock clock) {
        var messages = bus.client("openim.msg.msg", Messages.class);
        var conversations = bus.client("openim.conversation.conversation", Conversations.class);
        var jobs = new ArrayList<Job>();
        jobs.add(
                new Job(
                        "destructInConversations",
                        (call, limit) ->
                                conversations
                                        .clearUserConversationMsg(call, due(clock.millis(), limit))
                                        .map(ClearUserConversationMsgResp::getCount)));
        if (config.retainDays() > 0)
            jobs.add(
                    new Job(
                            "deleteOldMessages",
                            (call, limit) ->
                                    messages.destructMsgs(call, olderThan(config, clock, limit))
                                            .map(DestructMsgsResp::getCount)));
        return jobs;
    }

    private static ClearUserConversationMsgReq due(long now, int limit) {
        return ClearUserConversationMsgReq.newBuilder().setTimestamp(now).setLimit(limit).build();
    }

    private static DestructMsgsReq olderThan(ScheduleConfig config, Clock clock, int limit) {
        long cut = clock.millis() - TimeUnit.DAYS.toMillis(config.retainDays());
        return DestructMsgsReq.newBuilder().setTimestamp(cut).setLimit(limit).build();
    }
}
