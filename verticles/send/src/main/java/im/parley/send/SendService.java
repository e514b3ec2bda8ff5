package im.parley.send;

import static im.parley.bus.AtHand.compose;
import static im.parley.bus.AtHand.map;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.present;
import static im.parley.bus.Check.range;
import static im.parley.bus.Check.that;
import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import com.google.protobuf.ByteString;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.MsgOption;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.courier.Tickets;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.platform.NodeId;
import im.parley.proto.courier.Outcome;
import im.parley.proto.msg.GetSendMsgStatusReq;
import im.parley.proto.msg.GetSendMsgStatusResp;
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.msg.SetSendMsgStatusReq;
import im.parley.proto.msg.SetSendMsgStatusResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.vertx.core.Future;

/// Takes messages of clients and back ends (message-pipeline.md section 1).
final class SendService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule(
                            "SendMsg",
                            self("msgData.sendID"),
                            present("msgData"),
                            nonEmpty("msgData.sendID"),
                            that(SendMsgReq.class, r -> !content(r).isEmpty(), "content is empty"),
                            that(
                                    SendMsgReq.class,
                                    SendService::sessionFitsContent,
                                    "sessionType 4 goes with contentType 1400 and no other"))
                    .rule("SetSendMsgStatus", INTERNAL, range("status", 0, 3))
                    .rule("GetSendMsgStatus", ANY_USER);

    private final MessageLog log;
    private final Tickets tickets;
    private final NodeId node;
    private final Clock clock;
    private final Verification verification;
    private final SendHooks hooks;
    private final MentionMarks marks;
    private final SendStatuses statuses;

    SendService(
            MessageLog log,
            Tickets tickets,
            NodeId node,
            Clock clock,
            Verification verification,
            SendHooks hooks,
            MentionMarks marks,
            SendStatuses statuses) {
        this.log = log;
        this.tickets = tickets;
        this.node = node;
        this.clock = clock;
        this.verification = verification;
        this.hooks = hooks;
        this.marks = marks;
        this.statuses = statuses;
    }

    /// In the order of message-pipeline.md 1.2 to 1.4.
    Future<SendMsgResp> sendMsg(Call call, SendMsgReq request) {
        var message = filled(call, request.getMsgData());
        var asked = hooks.beforeVerification(call, message, verification.isOfAdmin(message));
        var allowed = compose(asked, _ -> allowed(call, message));
        var wording = compose(allowed, it -> reworded(call, it));
        return compose(wording, it -> submit(call, it));
    }

    /// What the server says about a message, whatever the client said (message-pipeline.md 1.5).
    /// Only those who may act for all may date a message.
    private MsgData filled(Call call, MsgData message) {
        var filled = message.toBuilder().setServerMsgID(Ids.messageId()).setIsRead(false).setSeq(0);
        if (filled.getSendTime() == 0 || !call.caller().mayActForAll())
            filled.setSendTime(clock.millis());
        for (var option : ForcedOptions.off(message.getContentType()))
            filled.putOptions(option.key(), false);
        return filled.build();
    }

    private Future<MsgData> allowed(Call call, MsgData message) {
        return map(verification.of(call, message), verdict -> allowed(message, verdict));
    }

    private static MsgData allowed(MsgData message, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var code, var detail) -> throw new Refusal(code, detail);
            case Verdict.Allowed(var quietly) -> quietly ? quiet(message) : message;
        };
    }

    private static MsgData quiet(MsgData message) {
        return message.toBuilder().putOptions(MsgOption.OFFLINE_PUSH.key(), false).build();
    }

    /// What is sent in the end, and whether a back end changed it.
    private record Wording(MsgData message, boolean changed) {}

    /// A message that a back end sends elsewhere, or as something else, has to keep the rules there
    /// too (message-pipeline.md 10.2, I-49).
    private Future<Wording> reworded(Call call, MsgData message) {
        var asked = hooks.beforeSending(call, message);
        var said = compose(asked, it -> isAnotherKind(it, message) ? allowed(call, it) : asked);
        return map(said, it -> new Wording(it, !it.equals(message)));
    }

    private static boolean isAnotherKind(MsgData one, MsgData other) {
        return one != other
                && !(one.getSessionType() == other.getSessionType()
                        && one.getContentType() == other.getContentType()
                        && one.getRecvID().equals(other.getRecvID())
                        && one.getGroupID().equals(other.getGroupID()));
    }

    private Future<SendMsgResp> submit(Call call, Wording wording) {
        var message = wording.message;
        var ticket = tickets.draw(call.deadlineMillis());
        var submission = new Submission(message, call.operationID(), node, ticket.number());
        return compose(taken(submission), _ -> ticket.outcome())
                .map(
                        outcome -> {
                            if (isFirst(outcome, message)) sent(call, message);
                            return acknowledged(wording, outcome);
                        });
    }

    private Future<Void> taken(Submission submission) {
        var taken = log.append(submission);
        return taken.succeeded()
                ? taken
                : taken.recover(failure -> notTaken(submission.ticket(), failure));
    }

    private Future<Void> notTaken(long ticket, Throwable failure) {
        tickets.tear(ticket);
        return Future.failedFuture(
                failure instanceof Overloaded
                        ? new Refusal(ErrorCode.TOO_MANY_REQUESTS, "the message log is full")
                        : failure);
    }

    /// A repeated send gets the outcome of the first one, which has told the others already.
    private static boolean isFirst(Outcome outcome, MsgData message) {
        return outcome.getServerMsgID().equals(message.getServerMsgID());
    }

    private void sent(Call call, MsgData message) {
        marks.set(call, message);
        hooks.afterSending(call, message);
    }

    private static SendMsgResp acknowledged(Wording wording, Outcome outcome) {
        var answer =
                SendMsgResp.newBuilder()
                        .setServerMsgID(outcome.getServerMsgID())
                        .setClientMsgID(wording.message.getClientMsgID())
                        .setSendTime(outcome.getSendTime());
        if (wording.changed) answer.setModify(wording.message);
        return answer.build();
    }

    Future<SetSendMsgStatusResp> setSendMsgStatus(Call call, SetSendMsgStatusReq request) {
        return statuses.set(call.operationID(), request.getStatus())
                .map(SetSendMsgStatusResp.getDefaultInstance());
    }

    Future<GetSendMsgStatusResp> getSendMsgStatus(Call call, GetSendMsgStatusReq request) {
        return statuses.of(call.operationID())
                .map(status -> GetSendMsgStatusResp.newBuilder().setStatus(status).build());
    }

    private static ByteString content(SendMsgReq request) {
        return request.getMsgData().getContent();
    }

    private static boolean sessionFitsContent(SendMsgReq request) {
        var message = request.getMsgData();
        return (message.getSessionType() == SessionType.OFFICIAL.number())
                == (message.getContentType() == ContentType.OFFICIAL_NOTICE);
    }
}
