package im.parley.group;

import im.parley.bus.Bus;
import im.parley.bus.Call;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.sdkws.GroupMemberFullInfo;
import im.parley.proto.sdkws.PublicUserInfo;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.user.getDesignateUsersReq;
import im.parley.proto.user.getDesignateUsersResp;

import io.vertx.core.Future;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the user service says about members, where the group itself says nothing.
final class Profiles {
    interface Users {
        Future<getDesignateUsersResp> getDesignateUsers(Call call, getDesignateUsersReq asked);
    }

    private final Users users;

    Profiles(Bus bus) {
        this.users = bus.client("openim.user.user", Users.class);
    }

    /// Ends the call with this code if one of them is not registered.
    void require(Call call, Collection<String> userIDs, ErrorCode otherwise) {
        var known = of(call, userIDs).keySet();
        for (var user : userIDs)
            if (!known.contains(user)) throw new Refusal(otherwise, user + " is not registered");
    }

    /// "Populated" members: names and pictures are the group's own, else the user's
    /// (http-identity-and-groups.md section 4).
    List<GroupMemberFullInfo> populated(Call call, List<MemberRow> members) {
        var borrowers =
                members.stream()
                        .filter(MemberRow::borrowsFromProfile)
                        .map(MemberRow::userID)
                        .distinct()
                        .toList();
        var known = of(call, borrowers);
        return members.stream()
                .map(row -> row.toMessage(known.getOrDefault(row.userID(), nobody())))
                .toList();
    }

    GroupMemberFullInfo populated(Call call, MemberRow member) {
        return populated(call, List.of(member)).getFirst();
    }

    /// An empty profile for whom nobody knows.
    UserInfo of(Call call, String userID) {
        return of(call, List.of(userID)).getOrDefault(userID, nobody());
    }

    /// The known ones of them.
    Map<String, UserInfo> of(Call call, Collection<String> userIDs) {
        if (userIDs.isEmpty()) return Map.of();
        var asked = getDesignateUsersReq.newBuilder().addAllUserIDs(userIDs).build();
        return users.getDesignateUsers(call.asServer(), asked).await().getUsersInfoList().stream()
                .collect(Collectors.toMap(UserInfo::getUserID, info -> info, (a, _) -> a));
    }

    /// What everybody may know of a user.
    static PublicUserInfo face(String userID, UserInfo profile) {
        return PublicUserInfo.newBuilder()
                .setUserID(userID)
                .setNickname(profile.getNickname())
                .setFaceURL(profile.getFaceURL())
                .setEx(profile.getEx())
                .build();
    }

    PublicUserInfo face(Call call, String userID) {
        return face(userID, of(call, userID));
    }

    private static UserInfo nobody() {
        return UserInfo.getDefaultInstance();
    }
}
