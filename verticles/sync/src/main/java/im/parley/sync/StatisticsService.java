package im.parley.sync;

import static im.parley.bus.Check.pagination;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.proto.msg.ActiveGroup;
import im.parley.proto.msg.ActiveUser;
import im.parley.proto.msg.GetActiveGroupReq;
import im.parley.proto.msg.GetActiveGroupResp;
import im.parley.proto.msg.GetActiveUserReq;
import im.parley.proto.msg.GetActiveUserResp;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.state.MessageArchive;
import im.parley.sync.ChatScan.Span;

import java.util.function.UnaryOperator;

/// Who and what is busy (http-messages-and-objects.md 2.7): counts of the messages stored in a
/// stretch of time, made when they are asked for.
final class StatisticsService {
    static final Rules RULES =
            Rules.of("openim.msg.msg")
                    .rule("GetActiveUser", APP_ADMIN, pagination())
                    .rule("GetActiveGroup", APP_ADMIN, pagination());

    /// Behind this many the counts are what was counted so far.
    private static final int LOOKED_AT_MAX = 2_000_000;

    private final MessageArchive store;
    private final People people;
    private final Groups groups;

    StatisticsService(MessageArchive store, People people, Groups groups) {
        this.store = store;
        this.people = people;
        this.groups = groups;
    }

    GetActiveUserResp getActiveUser(Call call, GetActiveUserReq request) {
        var tally = new Tally(MsgData::getSendID);
        var scan = scan(request.getStart(), request.getEnd(), tally);
        scan.run(ChatScan.SINGLES, UnaryOperator.identity());
        if (request.getGroup()) scan.run(ChatScan.GROUPS, UnaryOperator.identity());
        var page = tally.page(request.getAse(), Page.of(request.getPagination()));
        var known = people.known(call, page.keySet());
        var answer =
                GetActiveUserResp.newBuilder()
                        .setMsgCount(tally.messages())
                        .setUserCount(tally.size())
                        .putAllDateCount(tally.days());
        page.forEach(
                (id, count) ->
                        answer.addUsers(
                                ActiveUser.newBuilder()
                                        .setUser(known.getOrDefault(id, unknownUser(id)))
                                        .setCount(count)));
        return answer.build();
    }

    GetActiveGroupResp getActiveGroup(Call call, GetActiveGroupReq request) {
        var tally = new Tally(MsgData::getGroupID);
        scan(request.getStart(), request.getEnd(), tally)
                .run(ChatScan.GROUPS, UnaryOperator.identity());
        var page = tally.page(request.getAse(), Page.of(request.getPagination()));
        var known = groups.known(call, page.keySet());
        var answer =
                GetActiveGroupResp.newBuilder()
                        .setMsgCount(tally.messages())
                        .setGroupCount(tally.size())
                        .putAllDateCount(tally.days());
        page.forEach(
                (id, count) ->
                        answer.addGroups(
                                ActiveGroup.newBuilder()
                                        .setGroup(known.getOrDefault(id, unknownGroup(id)))
                                        .setCount(count)));
        return answer.build();
    }

    private ChatScan scan(long start, long end, Tally tally) {
        return new ChatScan(store, new Span(start, end), LOOKED_AT_MAX, (_, m) -> tally.add(m));
    }

    private static UserInfo unknownUser(String id) {
        return UserInfo.newBuilder().setUserID(id).setNickname(id).build();
    }

    private static GroupInfo unknownGroup(String id) {
        return GroupInfo.newBuilder().setGroupID(id).setGroupName(id).build();
    }
}
