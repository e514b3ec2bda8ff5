package im.parley.group;

import com.google.protobuf.Message;

import im.parley.bus.Call;
import im.parley.contract.ContentType;
import im.parley.notify.Manner;
import im.parley.notify.Notifier;
import im.parley.proto.sdkws.GroupCancelMutedTips;
import im.parley.proto.sdkws.GroupCreatedTips;
import im.parley.proto.sdkws.GroupDismissedTips;
import im.parley.proto.sdkws.GroupInfoSetAnnouncementTips;
import im.parley.proto.sdkws.GroupInfoSetNameTips;
import im.parley.proto.sdkws.GroupInfoSetTips;
import im.parley.proto.sdkws.GroupMemberCancelMutedTips;
import im.parley.proto.sdkws.GroupMemberInfoSetTips;
import im.parley.proto.sdkws.GroupMemberMutedTips;
import im.parley.proto.sdkws.GroupMutedTips;
import im.parley.proto.sdkws.GroupOwnerTransferredTips;
import im.parley.proto.sdkws.MemberEnterTips;
import im.parley.proto.sdkws.MemberInvitedTips;
import im.parley.proto.sdkws.MemberKickedTips;
import im.parley.proto.sdkws.MemberQuitTips;
import im.parley.proto.sdkws.UserInfo;
import im.parley.versions.Version;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a group is told (notifications-and-webhooks.md A4.2, A5). Nobody waits for it, and what
/// goes wrong is only logged. The version is the one that the change itself made: a client that has
/// the one before applies the notification and asks nothing.
final class GroupNotices {
    private static final Supplier<Manner> USUAL = () -> Manner.USUAL;

    private final Notifier notifier;
    private final Profiles profiles;
    private final Actors actors;

    GroupNotices(Notifier notifier, Profiles profiles, Actors actors) {
        this.notifier = notifier;
        this.profiles = profiles;
        this.actors = actors;
    }

    /// 1501. Of the members it names only who made and who owns the group: clients fetch the list,
    /// and the reference names hardly more.
    void groupCreated(
            Call call,
            GroupRow group,
            MemberRow owner,
            Optional<MemberRow> maker,
            Version version,
            Optional<Boolean> seen) {
        var named = Stream.concat(maker.stream(), Stream.of(owner)).distinct().toList();
        tell(
                new Notice(
                        call, ContentType.GROUP_CREATED, group, version, () -> Manner.seen(seen)),
                () ->
                        GroupCreatedTips.newBuilder()
                                .addAllMemberList(profiles.populated(call, named))
                                .setGroupOwnerUser(profiles.populated(call, owner))
                                .setOperationTime(group.createTime()));
    }

    /// 1519, to be seen unless the announcement was taken away.
    void announcementSet(Call call, GroupRow group, Version version) {
        boolean seen = !group.notification().isEmpty();
        tell(
                new Notice(
                        call,
                        ContentType.GROUP_INFO_SET_ANNOUNCEMENT,
                        group,
                        version,
                        () -> Manner.seenFrom(seen, sender(call))),
                GroupInfoSetAnnouncementTips::newBuilder);
    }

    /// 1520.
    void nameSet(Call call, GroupRow group, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_INFO_SET_NAME, group, version, USUAL),
                GroupInfoSetNameTips::newBuilder);
    }

    /// 1502.
    void infoSet(Call call, GroupRow group, Version version) {
        tell(
                new Notice(
                        call,
                        ContentType.GROUP_INFO_SET,
                        group,
                        version,
                        () -> Manner.from(sender(call))),
                GroupInfoSetTips::newBuilder);
    }

    private UserInfo sender(Call call) {
        return profiles.of(call, call.op().value());
    }

    /// 1504.
    /// @return when it is stored, or lost
    Future<Void> memberQuit(Call call, GroupRow group, MemberRow quitter, Version version) {
        return tell(
                new Notice(call, ContentType.MEMBER_QUIT, group, version, USUAL),
                () -> MemberQuitTips.newBuilder().setQuitUser(profiles.populated(call, quitter)));
    }

    /// 1507.
    void ownerTransferred(
            Call call, GroupRow group, MemberRow before, MemberRow after, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_OWNER_TRANSFERRED, group, version, USUAL),
                () ->
                        GroupOwnerTransferredTips.newBuilder()
                                .setNewGroupOwner(profiles.populated(call, after))
                                .setOldGroupOwnerInfo(profiles.populated(call, before)));
    }

    /// 1508.
    /// @return when it is stored, or lost
    Future<Void> memberKicked(
            Call call,
            GroupRow group,
            List<MemberRow> kicked,
            Version version,
            Optional<Boolean> seen) {
        return tell(
                new Notice(
                        call, ContentType.MEMBER_KICKED, group, version, () -> Manner.seen(seen)),
                () ->
                        MemberKickedTips.newBuilder()
                                .addAllKickedUserList(profiles.populated(call, kicked)));
    }

    /// 1509.
    void memberInvited(
            Call call,
            GroupRow group,
            List<MemberRow> invited,
            String inviter,
            Version version,
            Optional<Boolean> seen) {
        tell(
                new Notice(
                        call, ContentType.MEMBER_INVITED, group, version, () -> Manner.seen(seen)),
                () ->
                        MemberInvitedTips.newBuilder()
                                .addAllInvitedUserList(profiles.populated(call, invited))
                                .setInviterUser(actors.member(call, group.groupID(), inviter)));
    }

    /// 1510.
    void memberEnter(Call call, GroupRow group, MemberRow entrant, Version version, long now) {
        tell(
                new Notice(call, ContentType.MEMBER_ENTER, group, version, USUAL),
                () ->
                        MemberEnterTips.newBuilder()
                                .setEntrantUser(profiles.populated(call, entrant))
                                .setOperationTime(now));
    }

    /// 1511.
    void groupDismissed(Call call, GroupRow group, Version version, Optional<Boolean> seen) {
        tell(
                new Notice(
                        call, ContentType.GROUP_DISMISSED, group, version, () -> Manner.seen(seen)),
                GroupDismissedTips::newBuilder);
    }

    /// 1512.
    void memberMuted(Call call, GroupRow group, MemberRow muted, int seconds, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_MEMBER_MUTED, group, version, USUAL),
                () ->
                        GroupMemberMutedTips.newBuilder()
                                .setMutedUser(profiles.populated(call, muted))
                                .setMutedSeconds(seconds));
    }

    /// 1513.
    void memberCancelMuted(Call call, GroupRow group, MemberRow unmuted, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_MEMBER_CANCEL_MUTED, group, version, USUAL),
                () ->
                        GroupMemberCancelMutedTips.newBuilder()
                                .setMutedUser(profiles.populated(call, unmuted)));
    }

    /// 1514.
    void groupMuted(Call call, GroupRow group, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_MUTED, group, version, USUAL),
                GroupMutedTips::newBuilder);
    }

    /// 1515.
    void groupCancelMuted(Call call, GroupRow group, Version version) {
        tell(
                new Notice(call, ContentType.GROUP_CANCEL_MUTED, group, version, USUAL),
                GroupCancelMutedTips::newBuilder);
    }

    /// 1516.
    void memberInfoSet(Call call, GroupRow group, MemberRow changed, Version version) {
        memberSet(call, ContentType.GROUP_MEMBER_INFO_SET, group, changed, version, 0);
    }

    /// 1517 or 1518, which move the member in the list.
    void roleSet(Call call, GroupRow group, MemberRow changed, Version version) {
        int type =
                changed.role() == Role.ADMIN
                        ? ContentType.GROUP_MEMBER_SET_TO_ADMIN
                        : ContentType.GROUP_MEMBER_SET_TO_ORDINARY_USER;
        memberSet(call, type, group, changed, version, version.number());
    }

    private void memberSet(
            Call call,
            int type,
            GroupRow group,
            MemberRow changed,
            Version version,
            long sortVersion) {
        tell(
                new Notice(call, type, group, version, USUAL),
                changed.userID(),
                () ->
                        GroupMemberInfoSetTips.newBuilder()
                                .setChangedUser(profiles.populated(call, changed))
                                .setGroupSortVersion(sortVersion));
    }

    private record Notice(
            Call call, int type, GroupRow group, Version version, Supplier<Manner> manner) {}

    private Future<Void> tell(Notice notice, Supplier<Message.Builder> tips) {
        return tell(notice, notice.group.ownerUserID(), tips);
    }

    /// @param sender for whom it is sent where the server acts for nobody
    /// @return succeeds also when the notification was lost, which is logged
    private Future<Void> tell(Notice notice, String sender, Supplier<Message.Builder> tips) {
        // Also what is thrown while the tips are put together must come to the log, not the caller.
        var sent = Future.succeededFuture().compose(_ -> send(notice, sender, tips.get()));
        notifier.unawaited(notice.call, sent);
        return sent.otherwiseEmpty();
    }

    private Future<Void> send(Notice notice, String otherwise, Message.Builder tips) {
        var call = notice.call;
        var group = notice.group;
        var sender = Actors.sender(call, otherwise);
        set(tips, "group", group.toMessage());
        set(tips, "opUser", actors.opUser(call, group.groupID(), sender));
        set(tips, "groupMemberVersion", notice.version.number());
        set(tips, "groupMemberVersionID", notice.version.id());
        return notifier.toGroup(
                call, notice.type, sender, group.groupID(), tips.build(), notice.manner.get());
    }

    /// Almost all tips have these four fields, but not all.
    private static void set(Message.Builder tips, String name, Object value) {
        var field = tips.getDescriptorForType().findFieldByName(name);
        if (field != null) tips.setField(field, value);
    }
}
