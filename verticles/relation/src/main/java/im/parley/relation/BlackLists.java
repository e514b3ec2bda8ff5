package im.parley.relation;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.distinct;
import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.INTERNAL;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.platform.Moments;
import im.parley.proto.relation.GetSpecifiedBlacksReq;
import im.parley.proto.relation.GetSpecifiedBlacksResp;
import im.parley.proto.relation.addBlackReq;
import im.parley.proto.relation.addBlackResp;
import im.parley.proto.relation.getIncrementalBlacksReq;
import im.parley.proto.relation.getIncrementalBlacksResp;
import im.parley.proto.relation.getPaginationBlacksReq;
import im.parley.proto.relation.getPaginationBlacksResp;
import im.parley.proto.relation.isBlackReq;
import im.parley.proto.relation.isBlackResp;
import im.parley.proto.relation.removeBlackReq;
import im.parley.proto.relation.removeBlackResp;
import im.parley.proto.sdkws.BlackInfo;
import im.parley.proto.sdkws.UserInfo;

import io.vertx.core.Future;

import java.util.List;
import java.util.function.BiFunction;

/// Whom a user does not want to hear from (http-identity-and-groups.md 9.8).
final class BlackLists {
    static final Rules RULES =
            Rules.of("openim.relation.friend")
                    .rule("addBlack", self("ownerUserID"), nonEmpty("ownerUserID", "blackUserID"))
                    .rule(
                            "removeBlack",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID", "blackUserID"))
                    .rule("isBlack", INTERNAL, nonEmpty("userID1", "userID2"))
                    .rule("getPaginationBlacks", self("userID"), nonEmpty("userID"), pagination())
                    .rule(
                            "GetSpecifiedBlacks",
                            self("ownerUserID"),
                            someOf("userIDList"),
                            atMost("userIDList", 1_000),
                            distinct("userIDList"))
                    .rule("getIncrementalBlacks", self("userID"), nonEmpty("userID"));

    private static final int NO_SOURCE = 0;

    private final BlackStore blacks;
    private final Profiles profiles;
    private final RelationNotices notices;
    private final RelationHooks hooks;
    private final Moments moments;

    BlackLists(
            BlackStore blacks,
            Profiles profiles,
            RelationNotices notices,
            RelationHooks hooks,
            Moments moments) {
        this.blacks = blacks;
        this.profiles = profiles;
        this.notices = notices;
        this.hooks = hooks;
        this.moments = moments;
    }

    /// Blocking twice is no error (the reference answers 500). Who blocks himself is refused as one
    /// who names a user twice.
    addBlackResp addBlack(Call call, addBlackReq wish) {
        var owner = wish.getOwnerUserID();
        var other = wish.getBlackUserID();
        hooks.beforeAddBlack(call, wish);
        profiles.require(call, List.of(owner, other));
        blacks.add(
                new BlackRow(
                        owner, other, moments.next(), NO_SOURCE, call.op().value(), wish.getEx()));
        notices.blackAdded(call, owner, other);
        return addBlackResp.getDefaultInstance();
    }

    removeBlackResp removeBlack(Call call, removeBlackReq wish) {
        blacks.remove(wish.getOwnerUserID(), wish.getBlackUserID());
        notices.blackDeleted(call, wish.getOwnerUserID(), wish.getBlackUserID());
        hooks.afterRemoveBlack(call, wish);
        return removeBlackResp.getDefaultInstance();
    }

    isBlackResp isBlack(Call call, isBlackReq asked) {
        var inFirst = blacks.find(asked.getUserID1(), asked.getUserID2());
        var inSecond = blacks.find(asked.getUserID2(), asked.getUserID1());
        Future.all(inFirst, inSecond).await();
        return isBlackResp
                .newBuilder()
                .setInUser1Blacks(inFirst.result().isPresent())
                .setInUser2Blacks(inSecond.result().isPresent())
                .build();
    }

    getPaginationBlacksResp getPaginationBlacks(Call call, getPaginationBlacksReq asked) {
        var total = blacks.count(asked.getUserID());
        var rows = blacks.page(asked.getUserID(), Page.of(asked.getPagination()));
        Future.all(total, rows).await();
        return getPaginationBlacksResp
                .newBuilder()
                .setTotal(total.result().intValue())
                .addAllBlacks(infos(call, rows.result(), BlackRow::toMessage))
                .build();
    }

    GetSpecifiedBlacksResp getSpecifiedBlacks(Call call, GetSpecifiedBlacksReq asked) {
        var rows = blacks.find(asked.getOwnerUserID(), asked.getUserIDListList()).await();
        return GetSpecifiedBlacksResp.newBuilder()
                .addAllBlacks(infos(call, rows, BlackRow::toSpecified))
                .setTotal(rows.size())
                .build();
    }

    private List<BlackInfo> infos(
            Call call, List<BlackRow> rows, BiFunction<BlackRow, UserInfo, BlackInfo> form) {
        var profile = profiles.of(call, rows.stream().map(BlackRow::blackUserID).toList());
        return rows.stream().map(row -> form.apply(row, profile.apply(row.blackUserID()))).toList();
    }

    /// Black lists have no versions (http-identity-and-groups.md 6.2): whoever asks for the news is
    /// told to read the list. The reference answers 500.
    getIncrementalBlacksResp getIncrementalBlacks(Call call, getIncrementalBlacksReq asked) {
        return getIncrementalBlacksResp.newBuilder().setFull(true).build();
    }
}
