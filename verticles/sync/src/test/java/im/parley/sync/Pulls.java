package im.parley.sync;

import im.parley.contract.ConversationId;
import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.PullOrder;
import im.parley.proto.sdkws.SeqRange;

import java.util.List;
import java.util.stream.LongStream;

/// What a device of a user asks.
record Pulls(World world, Sync sync, String user) {
    static Pulls of(World world, String user) {
        return new Pulls(world, world.client(Sync.class), user);
    }

    /// Everything of a conversation that the user may read.
    List<MsgData> all(ConversationId conversation) {
        var answer = ranges(PullOrder.PullOrderAsc, range(conversation, 1, 100_000, 100_000));
        var empty = PullMsgs.getDefaultInstance();
        var id = conversation.value();
        return conversation.holdsNotices()
                ? answer.getNotificationMsgsOrDefault(id, empty).getMsgsList()
                : answer.getMsgsOrDefault(id, empty).getMsgsList();
    }

    MsgData one(ConversationId conversation, long seq) {
        return pick(PullOrder.PullOrderAsc, conversation, seq).getMsgs(0);
    }

    PullMessageBySeqsResp ranges(PullOrder order, SeqRange... ranges) {
        var request =
                PullMessageBySeqsReq.newBuilder()
                        .setUserID(user)
                        .setOrder(order)
                        .addAllSeqRanges(List.of(ranges));
        return World.await(sync.pullMessageBySeqs(world.as(user), request.build()));
    }

    static SeqRange range(ConversationId of, long begin, long end, long num) {
        return SeqRange.newBuilder()
                .setConversationID(of.value())
                .setBegin(begin)
                .setEnd(end)
                .setNum(num)
                .build();
    }

    PullMsgs pick(PullOrder order, ConversationId of, long... seqs) {
        var asked =
                ConversationSeqs.newBuilder()
                        .setConversationID(of.value())
                        .addAllSeqs(LongStream.of(seqs).boxed().toList());
        var request =
                GetSeqMessageReq.newBuilder()
                        .setUserID(user)
                        .setOrder(order)
                        .addConversations(asked);
        var answer = World.await(sync.getSeqMessage(world.as(user), request.build()));
        return of.holdsNotices()
                ? answer.getNotificationMsgsOrThrow(of.value())
                : answer.getMsgsOrThrow(of.value());
    }

    Seqs position(ConversationId conversation) {
        var request =
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID(user)
                        .addConversationIDs(conversation.value())
                        .build();
        return World.await(sync.getConversationsHasReadAndMaxSeq(world.as(user), request))
                .getSeqsOrThrow(conversation.value());
    }

    static List<Long> seqs(List<MsgData> messages) {
        return messages.stream().map(MsgData::getSeq).toList();
    }
}
