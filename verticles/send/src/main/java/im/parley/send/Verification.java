package im.parley.send;

import im.parley.bus.AtHand;
import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;

import io.vertx.core.Future;

import java.util.function.Predicate;

/// Gathers what the tables of [SendRules] look at. Safe to use from every thread.
final class Verification {
    private final Acquaintance people;
    private final GroupLore groups;
    private final Predicate<String> appAdmins;

    Verification(Acquaintance people, GroupLore groups, Predicate<String> appAdmins) {
        this.people = people;
        this.groups = groups;
        this.appAdmins = appAdmins;
    }

    Future<Verdict> of(Call call, MsgData message) {
        var session = SessionType.of(message.getSessionType());
        if (session.isEmpty())
            return Future.failedFuture(new Refusal(ErrorCode.ARGS, "unknown sessionType"));
        if (KindFacts.isCommon(message)) return ofSession(session.get(), message);
        return ofKind(call, message)
                .compose(
                        verdict ->
                                verdict instanceof Verdict.Refused
                                        ? Future.succeededFuture(verdict)
                                        : ofSession(session.get(), message));
    }

    private Future<Verdict> ofKind(Call call, MsgData message) {
        if (call.caller().mayActForAll())
            return Future.succeededFuture(SendRules.judge(new KindFacts(message, true, 0)));
        return people.user(message.getSendID())
                .map(sender -> sender.map(UserInfo::getAppMangerLevel).orElse(0))
                .map(level -> SendRules.judge(new KindFacts(message, false, level)));
    }

    private Future<Verdict> ofSession(SessionType session, MsgData message) {
        return switch (session) {
            case SINGLE -> AtHand.map(people.facts(message, isOfSystem(message)), SendRules::judge);
            case GROUP -> AtHand.map(groups.facts(message, isOfSystem(message)), SendRules::judge);
            // Nothing but its kind is looked at (message-pipeline.md 1.2).
            case OFFICIAL -> Future.succeededFuture(Verdict.ALLOWED);
        };
    }

    private boolean isOfSystem(MsgData message) {
        return isOfAdmin(message) || ContentType.isNotice(message.getContentType());
    }

    boolean isOfAdmin(MsgData message) {
        return appAdmins.test(message.getSendID());
    }
}
