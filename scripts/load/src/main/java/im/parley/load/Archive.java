package im.parley.load;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

import im.parley.proto.msg.ConversationSeqs;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetSeqMessageReq;
import im.parley.proto.msg.GetSeqMessageResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.GetMaxSeqReq;
import im.parley.proto.sdkws.GetMaxSeqResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.PullMessageBySeqsReq;
import im.parley.proto.sdkws.PullMessageBySeqsResp;
import im.parley.proto.sdkws.PullMsgs;
import im.parley.proto.sdkws.SeqRange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Reads whole conversations through a client's connection, in the two ways that clients have.
final class Archive {
    private static final int PAGE = 100;

    private Archive() {}

    /// All messages of a conversation, by ranges.
    static List<Message> byRange(Talker talker, String conversation) {
        var messages = new ArrayList<Message>();
        long newest = newest(talker).getOrDefault(conversation, 0L);
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
            var pulled = pulled(answer.getMsgsMap(), answer.getNotificationMsgsMap(), conversation);
            add(messages, pulled.getMsgsList());
        }
        return messages;
    }

    /// The same by lists of seqs.
    static List<Message> bySeqs(Talker talker, String conversation) {
        var messages = new ArrayList<Message>();
        long newest = newest(talker).getOrDefault(conversation, 0L);
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
            var pulled = pulled(answer.getMsgsMap(), answer.getNotificationMsgsMap(), conversation);
            add(messages, pulled.getMsgsList());
        }
        return messages;
    }

    static Map<String, Long> newest(Talker talker) {
        var request = GetMaxSeqReq.newBuilder().setUserID(talker.login().user()).build();
        var answer =
                parsed(
                        GetMaxSeqResp.parser(),
                        talker.ask(Envelope.NEWEST_SEQ, request.toByteArray()));
        return answer.getMaxSeqsMap();
    }

    /// How far the user has read.
    static Found.Position position(Talker talker, String conversation) {
        var user = talker.login().user();
        var request =
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID(user)
                        .addConversationIDs(conversation)
                        .build();
        var answer =
                parsed(
                        GetConversationsHasReadAndMaxSeqResp.parser(),
                        talker.ask(Envelope.POSITIONS, request.toByteArray()));
        var seqs = answer.getSeqsOrDefault(conversation, Seqs.getDefaultInstance());
        return new Found.Position(user, conversation, seqs.getMaxSeq(), seqs.getHasReadSeq());
    }

    /// Notices come under a key of their own.
    private static PullMsgs pulled(
            Map<String, PullMsgs> messages, Map<String, PullMsgs> notices, String conversation) {
        var nothing = PullMsgs.getDefaultInstance();
        return messages.getOrDefault(conversation, notices.getOrDefault(conversation, nothing));
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
