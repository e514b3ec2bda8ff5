package im.parley.group;

import static im.parley.bus.Check.atMost;
import static im.parley.bus.Check.someOf;
import static im.parley.bus.Policy.ANY_USER;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.SetGroupMemberInfoReq;
import im.parley.proto.group.SetGroupMemberInfoResp;
import im.parley.versions.Step;
import im.parley.versions.VersionLog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What groups say about their members: names, pictures, roles (http-identity-and-groups.md 10.15).
/// All entries of a request take effect or none.
final class Descriptions {
    static final Rules RULES =
            Rules.of(GroupVerticle.SERVICE)
                    .rule(
                            "setGroupMemberInfo",
                            ANY_USER,
                            someOf("members"),
                            atMost("members", GroupVerticle.USERS_MAX));

    private final GroupStore store;
    private final Turns turns;
    private final GroupNotices notices;
    private final MemberHooks hooks;

    Descriptions(GroupStore store, Turns turns, GroupNotices notices, MemberHooks hooks) {
        this.store = store;
        this.turns = turns;
        this.notices = notices;
        this.hooks = hooks;
    }

    private record Described(MemberWish wish, GroupRow group, MemberRow member) {}

    SetGroupMemberInfoResp setGroupMemberInfo(Call call, SetGroupMemberInfoReq request) {
        var asked = request.getMembersList().stream().map(MemberWish::of).toList();
        check(asked);
        byGroup(asked).forEach((groupID, some) -> judge(call, view(call, groupID, some), some));
        var wishes =
                asked.stream().map(wish -> hooks.beforeSetGroupMemberInfo(call, wish)).toList();
        var groups = byGroup(wishes);
        turns.takeAll(
                groups.keySet(),
                () -> {
                    var done = store.change(edit -> describe(call, groups, edit));
                    done.value().forEach(described -> tell(call, described, done));
                    return done;
                });
        wishes.forEach(wish -> hooks.afterSetGroupMemberInfo(call, wish));
        return SetGroupMemberInfoResp.getDefaultInstance();
    }

    private static void check(List<MemberWish> wishes) {
        var seen = new HashSet<String>();
        for (var wish : wishes) {
            if (wish.role().filter(role -> role == Role.OWNER).isPresent())
                throw new Refusal(ErrorCode.NO_PERMISSION, "ownership is transferred");
            if (!seen.add(wish.groupID() + " " + wish.userID()))
                throw new Refusal(ErrorCode.ARGS, wish.userID() + " is named twice");
        }
    }

    private static Map<String, List<MemberWish>> byGroup(List<MemberWish> wishes) {
        var groups = new LinkedHashMap<String, List<MemberWish>>();
        for (var wish : wishes)
            groups.computeIfAbsent(wish.groupID(), _ -> new ArrayList<>()).add(wish);
        return groups;
    }

    private GroupView view(Call call, String groupID, List<MemberWish> wishes) {
        return store.look(groupID, concerned(call, wishes)).await();
    }

    private static List<String> concerned(Call call, List<MemberWish> wishes) {
        var users = wishes.stream().map(MemberWish::userID);
        return Stream.concat(users, Stream.of(call.op().value())).distinct().toList();
    }

    private static void judge(Call call, GroupView view, List<MemberWish> wishes) {
        for (var wish : wishes) view.required(wish.userID(), ErrorCode.ARGS);
        for (var wish : wishes) judge(call, view, wish);
    }

    private static void judge(Call call, GroupView view, MemberWish wish) {
        var op = view.standing(call);
        boolean himself = wish.userID().equals(call.op().value());
        var role = view.required(wish.userID(), ErrorCode.ARGS).role();
        Permissions.describe(op, himself, role).enforce();
        wish.role().ifPresent(to -> Permissions.assign(op, himself, role, to).enforce());
    }

    private static List<Described> describe(
            Call call, Map<String, List<MemberWish>> groups, Edit edit) {
        var described = new ArrayList<Described>();
        groups.forEach(
                (groupID, wishes) -> {
                    var view = edit.look(groupID, concerned(call, wishes));
                    judge(call, view, wishes);
                    described.addAll(describe(view, wishes, edit));
                });
        return described;
    }

    /// One step of the group's version, however many of its members it tells of.
    private static List<Described> describe(GroupView view, List<MemberWish> wishes, Edit edit) {
        var described = new ArrayList<Described>();
        var elements = new ArrayList<String>();
        if (wishes.stream().anyMatch(wish -> wish.role().isPresent()))
            elements.add(VersionLog.SORT);
        for (var wish : wishes) {
            if (wish.isEmpty()) continue;
            var before = view.required(wish.userID(), ErrorCode.ARGS);
            var after = wish.applyTo(before);
            edit.rewrite(before, after);
            elements.add(wish.userID());
            described.add(new Described(wish, view.group(), after));
        }
        edit.step(Step.update(view.group().groupID(), elements));
        return described;
    }

    private void tell(Call call, Described described, Committed<?> done) {
        var version = done.version(described.group.groupID());
        if (described.wish.role().isPresent())
            notices.roleSet(call, described.group, described.member, version);
        if (described.wish.setsOthers())
            notices.memberInfoSet(call, described.group, described.member, version);
    }
}
