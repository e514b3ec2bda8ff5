package im.parley.load;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.SeqRange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Reads whole conversations through a client's connection, in the two ways that clients have.
final class Archive {
    private static final int PAGE = 100;

    private Archive() {}

    /// All messages of a conversation, by ranges.
    static List<Message> byRange(Talker talker, String conversation) {
        var messages = new ArrayList<Message>();
        long newest = newest(talker, conversation);
        for (long begin = 1; begin <= newest; begin += PAGE) {
            var range =
                    SeqRange.newBuilder()
                            .setConversationID(conversation)
                            .setBegin(begin)
                            .setEnd(Math.min(newest, begin + PAGE - 1))
                            .setNum(PAGE);
            var request =
                    PullMessageBySeqsReq.newBuilder()
                            .setUserID(talker.login().user())
                            .addSeqRanges(range)
                            .build();
            var answer =
                    parsed(
                            PullMessageBySeqsResp.parser(),
                            talker.ask(Envelope.PULL_RANGE, request.toByteArray()));
            var pulled = answer.getMsgsMap().get(conversation);
            if (pulled != null) add(messages, pulled.getMsgsList());
        }
        return messages;
    }

    /// The same by lists of seqs.
    static List<Message> bySeqs(Talker talker, String conversation) {
        var messages = new ArrayList<Message>();
        long newest = newest(talker, conversation);
        for (long begin = 1; begin <= newest; begin += PAGE) {
            var seqs =
                    ConversationSeqs.newBuilder()
                            .setConversationID(conversation)
                            .addAllSeqs(
                                    LongStream.rangeClosed(
                                                    begin, Math.min(newest, begin + PAGE - 1))
                                            .boxed()
                                            .toList());
            var request =
                    GetSeqMessageReq.newBuilder()
                            .setUserID(talker.login().user())
                            .addConversations(seqs)
                            .build();
            var answer =
                    parsed(
                            GetSeqMessageResp.parser(),
                            talker.ask(Envelope.PULL_SEQS, request.toByteArray()));
            var pulled = answer.getMsgsMap().get(conversation);
            if (pulled != null) add(messages, pulled.getMsgsList());
        }
        return messages;
    }

    static long newest(Talker talker, String conversation) {
        var request = GetMaxSeqReq.newBuilder().setUserID(talker.login().user()).build();
        var answer =
                parsed(
                        GetMaxSeqResp.parser(),
                        talker.ask(Envelope.NEWEST_SEQ, request.toByteArray()));
        return answer.getMaxSeqsOrDefault(conversation, 0);
    }

    private static void add(List<Message> messages, List<MsgData> pulled) {
        pulled.forEach(data -> messages.add(Message.of(data)));
    }

    private static <T> T parsed(Parser<T> parser, byte[] data) {
        try {
            return parser.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
