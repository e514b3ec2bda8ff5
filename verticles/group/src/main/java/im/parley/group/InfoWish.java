package im.parley.group;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.group.SetGroupInfoExReq;
import im.parley.proto.sdkws.GroupInfo;
import im.parley.proto.sdkws.GroupInfoForSet;
import im.parley.proto.wrappers.Int32Value;
import im.parley.proto.wrappers.StringValue;

import java.util.Optional;
import java.util.stream.Stream;

/// What somebody wants to be said about a group; what is absent stays as it is.
record InfoWish(
        Optional<String> groupName,
        Optional<String> notification,
        Optional<String> introduction,
        Optional<String> faceURL,
        Optional<String> ex,
        Optional<Integer> needVerification,
        Optional<Integer> lookMemberInfo,
        Optional<Integer> applyMemberFriend) {
    InfoWish {
        checkNumbers(
                needVerification.orElse(0), lookMemberInfo.orElse(0), applyMemberFriend.orElse(0));
    }

    /// The reference stores any number.
    static void checkNumbers(int needVerification, int lookMemberInfo, int applyMemberFriend) {
        check(needVerification, 2, "needVerification");
        check(lookMemberInfo, 1, "lookMemberInfo");
        check(applyMemberFriend, 1, "applyMemberFriend");
    }

    private static void check(int number, int last, String name) {
        if (number < 0 || number > last)
            throw new Refusal(ErrorCode.ARGS, name + " cannot be " + number);
    }

    /// Empty texts change nothing (http-identity-and-groups.md 10.2).
    static InfoWish of(GroupInfoForSet wish) {
        return new InfoWish(
                unlessEmpty(wish.getGroupName()),
                unlessEmpty(wish.getNotification()),
                unlessEmpty(wish.getIntroduction()),
                unlessEmpty(wish.getFaceURL()),
                text(wish.hasEx(), wish.getEx()),
                number(wish.hasNeedVerification(), wish.getNeedVerification()),
                number(wish.hasLookMemberInfo(), wish.getLookMemberInfo()),
                number(wish.hasApplyMemberFriend(), wish.getApplyMemberFriend()));
    }

    /// What is present is set, also to nothing; but a group keeps a name
    /// (http-identity-and-groups.md 10.3).
    static InfoWish of(SetGroupInfoExReq wish) {
        var name = text(wish.hasGroupName(), wish.getGroupName());
        if (name.filter(String::isBlank).isPresent())
            throw new Refusal(ErrorCode.ARGS, "groupName is blank");
        return new InfoWish(
                name,
                text(wish.hasNotification(), wish.getNotification()).map(String::strip),
                text(wish.hasIntroduction(), wish.getIntroduction()),
                text(wish.hasFaceURL(), wish.getFaceURL()),
                text(wish.hasEx(), wish.getEx()),
                number(wish.hasNeedVerification(), wish.getNeedVerification()),
                number(wish.hasLookMemberInfo(), wish.getLookMemberInfo()),
                number(wish.hasApplyMemberFriend(), wish.getApplyMemberFriend()));
    }

    private static Optional<String> unlessEmpty(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    static Optional<String> text(boolean set, StringValue value) {
        return set ? Optional.of(value.getValue()) : Optional.empty();
    }

    static Optional<Integer> number(boolean set, Int32Value value) {
        return set ? Optional.of(value.getValue()) : Optional.empty();
    }

    boolean isEmpty() {
        return groupName.isEmpty() && notification.isEmpty() && !setsOthers();
    }

    /// Whether it sets something that has no notification of its own.
    boolean setsOthers() {
        return Stream.of(
                        introduction,
                        faceURL,
                        ex,
                        needVerification,
                        lookMemberInfo,
                        applyMemberFriend)
                .anyMatch(Optional::isPresent);
    }

    GroupRow applyTo(GroupRow group, String setter, long now) {
        return group.with(
                info -> {
                    groupName.ifPresent(info::setGroupName);
                    introduction.ifPresent(info::setIntroduction);
                    faceURL.ifPresent(info::setFaceURL);
                    ex.ifPresent(info::setEx);
                    needVerification.ifPresent(info::setNeedVerification);
                    lookMemberInfo.ifPresent(info::setLookMemberInfo);
                    applyMemberFriend.ifPresent(info::setApplyMemberFriend);
                    notification.ifPresent(text -> announce(info, text, setter, now));
                });
    }

    private static void announce(GroupInfo.Builder info, String text, String setter, long now) {
        info.setNotification(text).setNotificationUpdateTime(now).setNotificationUserID(setter);
    }
}
