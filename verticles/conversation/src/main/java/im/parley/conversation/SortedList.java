package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.pagination;
import static im.parley.bus.Policy.self;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.contract.SessionType;
import im.parley.proto.conversation.ConversationElem;
import im.parley.proto.conversation.GetSortedConversationListReq;
import im.parley.proto.conversation.GetSortedConversationListResp;
import im.parley.proto.conversation.MsgInfo;
import im.parley.proto.group.GetGroupsInfoReq;
import im.parley.proto.group.GetGroupsInfoResp;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqReq;
import im.parley.proto.msg.GetConversationsHasReadAndMaxSeqResp;
import im.parley.proto.msg.GetLastMessageReq;
import im.parley.proto.msg.GetLastMessageResp;
import im.parley.proto.msg.Seqs;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.MsgData;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A page of an owner's conversations with the last message of each, the pinned ones first, then
/// the newest (http-messages-and-objects.md 5.8). Clients of today compose this for themselves.
///
///     rows ──► positions ──► sort, cut ──┬─► last messages ──► names ──► elements
///                                        └─► totals
final class SortedList {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule(
                            "GetSortedConversationList",
                            self("userID"),
                            nonEmpty("userID"),
                            pagination());

    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq asked);
    }

    interface Groups {
        Future<GetGroupsInfoResp> getGroupsInfo(Call call, GetGroupsInfoReq asked);
    }

    private record Names(Map<String, UserInfo> users, Map<String, GroupInfo> groups) {
        UserInfo user(String id) {
            return users.getOrDefault(id, UserInfo.getDefaultInstance());
        }
    }

    private final ConversationStore store;
    private final Messages messages;
    private final Users users;
    private final Groups groups;

    SortedList(ConversationStore store, Bus bus) {
        this.store = store;
        this.messages = bus.client("openim.msg.msg", Messages.class);
        this.users = bus.client("openim.user.user", Users.class);
        this.groups = bus.client("openim.group.group", Groups.class);
    }

    Future<GetSortedConversationListResp> getSortedConversationList(
            Call call, GetSortedConversationListReq asked) {
        var page = Page.of(asked.getPagination());
        return rows(asked)
                .compose(
                        rows ->
                                positions(call, asked.getUserID(), rows)
                                        .compose(seqs -> answer(call, rows, seqs, page)));
    }

    private Future<List<ConversationRow>> rows(GetSortedConversationListReq asked) {
        var rows =
                asked.getConversationIDsCount() == 0
                        ? store.listOf(asked.getUserID())
                        : store.find(asked.getUserID(), asked.getConversationIDsList());
        return rows.map(
                found -> {
                    if (found.isEmpty()) throw new Refusal(ErrorCode.RECORD_NOT_FOUND);
                    return found;
                });
    }

    private Future<Map<String, Seqs>> positions(
            Call call, String owner, List<ConversationRow> rows) {
        var asked =
                GetConversationsHasReadAndMaxSeqReq.newBuilder()
                        .setUserID(owner)
                        .addAllConversationIDs(ids(rows))
                        .build();
        return messages.getConversationsHasReadAndMaxSeq(call.asServer(), asked)
                .map(GetConversationsHasReadAndMaxSeqResp::getSeqsMap);
    }

    private Future<GetSortedConversationListResp> answer(
            Call call, List<ConversationRow> rows, Map<String, Seqs> seqs, Page page) {
        var answer =
                GetSortedConversationListResp.newBuilder()
                        .setConversationTotal(
                                seqs.values().stream().filter(at -> at.getMaxSeq() > 0).count())
                        .setUnreadTotal(seqs.values().stream().mapToLong(SortedList::unread).sum());
        var shown = page.of(sorted(rows, seqs));
        if (shown.isEmpty()) return Future.succeededFuture(answer.build());
        return lastMessages(call, shown)
                .compose(
                        last ->
                                names(call, shown, last)
                                        .map(names -> elements(shown, seqs, last, names)))
                .map(elements -> answer.addAllConversationElems(elements).build());
    }

    private static List<ConversationRow> sorted(
            List<ConversationRow> rows, Map<String, Seqs> seqs) {
        return rows.stream()
                .sorted(
                        Comparator.comparing((ConversationRow row) -> !row.isPinned())
                                .thenComparing(row -> time(row, seqs), Comparator.reverseOrder()))
                .toList();
    }

    private static long time(ConversationRow row, Map<String, Seqs> seqs) {
        long last = at(row, seqs).getMaxSeqTime();
        return last == 0 ? row.createTime() : last;
    }

    private static Seqs at(ConversationRow row, Map<String, Seqs> seqs) {
        return seqs.getOrDefault(row.conversationID(), Seqs.getDefaultInstance());
    }

    private static long unread(Seqs at) {
        return Math.max(0, at.getMaxSeq() - at.getHasReadSeq());
    }

    private Future<Map<String, MsgData>> lastMessages(Call call, List<ConversationRow> shown) {
        var asked =
                GetLastMessageReq.newBuilder()
                        .setUserID(shown.getFirst().ownerUserID())
                        .addAllConversationIDs(ids(shown))
                        .build();
        return messages.getLastMessage(call.asServer(), asked).map(GetLastMessageResp::getMsgsMap);
    }

    /// A chat of two shows whom it is with, a group itself and who spoke last.
    private Future<Names> names(Call call, List<ConversationRow> shown, Map<String, MsgData> last) {
        var people =
                shown.stream()
                        .filter(row -> last.containsKey(row.conversationID()))
                        .map(row -> faceOf(row, last.get(row.conversationID())))
                        .distinct()
                        .toList();
        var rooms =
                shown.stream()
                        .map(ConversationRow::groupID)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
        var usersByID = users(call, people);
        var groupsByID = groups(call, rooms);
        return Future.all(usersByID, groupsByID)
                .map(_ -> new Names(usersByID.result(), groupsByID.result()));
    }

    private static String faceOf(ConversationRow row, MsgData last) {
        return isGroup(row) ? last.getSendID() : row.userID();
    }

    private static boolean isGroup(ConversationRow row) {
        return row.conversationType() == SessionType.GROUP.number();
    }

    private Future<Map<String, UserInfo>> users(Call call, List<String> ids) {
        if (ids.isEmpty()) return Future.succeededFuture(Map.of());
        var asked = getDesignateUsersReq.newBuilder().addAllUserIDs(ids).build();
        return users.getDesignateUsers(call.asServer(), asked)
                .map(found -> by(found.getUsersInfoList(), UserInfo::getUserID));
    }

    private Future<Map<String, GroupInfo>> groups(Call call, List<String> ids) {
        if (ids.isEmpty()) return Future.succeededFuture(Map.of());
        var asked = GetGroupsInfoReq.newBuilder().addAllGroupIDs(ids).build();
        return groups.getGroupsInfo(call.asServer(), asked)
                .map(found -> by(found.getGroupInfosList(), GroupInfo::getGroupID));
    }

    private static <T> Map<String, T> by(Collection<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, Function.identity(), (first, _) -> first));
    }

    private static List<String> ids(List<ConversationRow> rows) {
        return rows.stream().map(ConversationRow::conversationID).toList();
    }

    private static List<ConversationElem> elements(
            List<ConversationRow> shown,
            Map<String, Seqs> seqs,
            Map<String, MsgData> last,
            Names names) {
        return shown.stream()
                .map(
                        row -> {
                            var element =
                                    ConversationElem.newBuilder()
                                            .setConversationID(row.conversationID())
                                            .setRecvMsgOpt(row.recvMsgOpt())
                                            .setUnreadCount(unread(at(row, seqs)))
                                            .setIsPinned(row.isPinned());
                            var message = last.get(row.conversationID());
                            if (message != null) element.setMsgInfo(info(row, message, names));
                            return element.build();
                        })
                .toList();
    }

    private static MsgInfo info(ConversationRow row, MsgData message, Names names) {
        var face = names.user(faceOf(row, message));
        var group = names.groups().getOrDefault(row.groupID(), GroupInfo.getDefaultInstance());
        return MsgInfo.newBuilder()
                .setServerMsgID(message.getServerMsgID())
                .setClientMsgID(message.getClientMsgID())
                .setSessionType(message.getSessionType())
                .setSendID(message.getSendID())
                .setRecvID(message.getRecvID())
                .setSenderName(face.getNickname())
                .setFaceURL(isGroup(row) ? "" : face.getFaceURL())
                .setGroupID(row.groupID())
                .setGroupName(group.getGroupName())
                .setGroupFaceURL(group.getFaceURL())
                .setGroupType(group.getGroupType())
                .setGroupMemberCount(group.getMemberCount())
                .setLatestMsgRecvTime(message.getSendTime())
                .setMsgFrom(message.getMsgFrom())
                .setContentType(message.getContentType())
                .setContent(message.getContent().toStringUtf8())
                .setEx(message.getEx())
                .build();
    }
}
