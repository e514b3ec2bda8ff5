package im.parley.send;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.present;
import static im.parley.bus.Check.that;
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
import im.parley.proto.msg.SendMsgReq;
import im.parley.proto.msg.SendMsgResp;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.state.MessageLog;
import im.parley.state.Overloaded;
import im.parley.state.Submission;

import io.vertx.core.Future;

import java.util.function.Predicate;
import java.util.function.Supplier;

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
                                    "sessionType 4 goes with contentType 1400 and no other"));

    private final MessageLog log;
    private final Tickets tickets;
    private final NodeId node;
    private final Clock clock;
    private final Acquaintance acquaintance;
    private final SendRules rules;
    private final Predicate<String> appAdmins;

    SendService(
            MessageLog log,
            Tickets tickets,
            NodeId node,
            Clock clock,
            Acquaintance acquaintance,
            SendRules rules,
            Predicate<String> appAdmins) {
        this.log = log;
        this.tickets = tickets;
        this.node = node;
        this.clock = clock;
        this.acquaintance = acquaintance;
        this.rules = rules;
        this.appAdmins = appAdmins;
    }

    Future<SendMsgResp> sendMsg(Call call, SendMsgReq request) {
        var message = request.getMsgData();
        return verdict(call, message).compose(verdict -> act(call, message, verdict));
    }

    private Future<Verdict> verdict(Call call, MsgData message) {
        var session = SessionType.of(message.getSessionType());
        if (session.isEmpty())
            return Future.failedFuture(new Refusal(ErrorCode.ARGS, "unknown sessionType"));
        var kind = kindVerdict(call, message);
        return switch (session.get()) {
            case SINGLE -> kind.compose(verdict -> unlessRefused(verdict, () -> single(message)));
            case OFFICIAL -> kind;
            // Until there are groups, no message can name one.
            case GROUP ->
                    Future.failedFuture(
                            new Refusal(ErrorCode.RECORD_NOT_FOUND, "group does not exist"));
        };
    }

    private Future<Verdict> kindVerdict(Call call, MsgData message) {
        boolean ordinary =
                !ContentType.isNotice(message.getContentType())
                        && message.getSessionType() != SessionType.OFFICIAL.number();
        if (ordinary || call.caller().mayActForAll())
            return Future.succeededFuture(Verdict.ALLOWED);
        return acquaintance
                .user(message.getSendID())
                .map(sender -> sender.map(UserInfo::getAppMangerLevel).orElse(0))
                .map(level -> SendRules.judgeKind(message, level));
    }

    private static Future<Verdict> unlessRefused(Verdict verdict, Supplier<Future<Verdict>> next) {
        return verdict instanceof Verdict.Refused ? Future.succeededFuture(verdict) : next.get();
    }

    private Future<Verdict> single(MsgData message) {
        boolean ofSystem =
                appAdmins.test(message.getSendID())
                        || ContentType.isNotice(message.getContentType());
        return acquaintance
                .facts(message)
                .map(facts -> rules.judgeSingle(message, facts, ofSystem));
    }

    private Future<SendMsgResp> act(Call call, MsgData message, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var code, var detail) ->
                    Future.failedFuture(new Refusal(code, detail));
            case Verdict.Allowed(var quietly) -> submit(call, filled(call, message, quietly));
        };
    }

    /// What the server says about a message, whatever the client said (message-pipeline.md 1.5).
    /// Only those who may act for all may date a message.
    private MsgData filled(Call call, MsgData message, boolean quietly) {
        var filled = message.toBuilder().setServerMsgID(Ids.messageId()).setIsRead(false).setSeq(0);
        if (filled.getSendTime() == 0 || !call.caller().mayActForAll())
            filled.setSendTime(clock.millis());
        for (var option : ForcedOptions.off(message.getContentType()))
            filled.putOptions(option.key(), false);
        if (quietly) filled.putOptions(MsgOption.OFFLINE_PUSH.key(), false);
        return filled.build();
    }

    private Future<SendMsgResp> submit(Call call, MsgData message) {
        var ticket = tickets.draw(call.deadlineMillis());
        var submission = new Submission(message, call.operationID(), node, ticket.number());
        return log.append(submission)
                .recover(failure -> notTaken(ticket.number(), failure))
                .compose(_ -> ticket.outcome())
                .map(outcome -> acknowledged(message, outcome));
    }

    private Future<Void> notTaken(long ticket, Throwable failure) {
        tickets.tear(ticket);
        return Future.failedFuture(
                failure instanceof Overloaded
                        ? new Refusal(ErrorCode.TOO_MANY_REQUESTS, "the message log is full")
                        : failure);
    }

    private static SendMsgResp acknowledged(MsgData message, Outcome outcome) {
        return SendMsgResp.newBuilder()
                .setServerMsgID(outcome.getServerMsgID())
                .setClientMsgID(message.getClientMsgID())
                .setSendTime(outcome.getSendTime())
                .build();
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
