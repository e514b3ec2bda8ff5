package im.parley.user;

import im.parley.bus.Call;
import im.parley.json.ProtoJson;
import im.parley.proto.sdkws.UserInfo;
import im.parley.proto.sdkws.UserInfoWithEx;
import im.parley.webhook.Hook;
import im.parley.webhook.Webhooks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the back end is asked and told about users (notifications-and-webhooks.md C2). For virtual
/// threads: all methods wait.
final class UserHooks {
    private final Webhooks webhooks;

    UserHooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// @return those to register instead, or the same; others are not checked again
    List<UserInfo> beforeUserRegister(Call call, List<UserInfo> users) {
        var others = ask(call, Hook.BEFORE_USER_REGISTER, () -> all(users)).getJsonArray("users");
        return others == null || others.isEmpty()
                ? users
                : others.stream().map(JsonObject.class::cast).map(UserHooks::user).toList();
    }

    void afterUserRegister(Call call, List<UserInfo> users) {
        tell(call, Hook.AFTER_USER_REGISTER, () -> all(users));
    }

    private static JsonObject all(List<UserInfo> users) {
        var list = new JsonArray();
        users.forEach(user -> list.add(new JsonObject(ProtoJson.text(user))));
        return JsonObject.of("users", list);
    }

    private static UserInfo user(JsonObject user) {
        return UserInfo.newBuilder()
                .setUserID(user.getString("userID", ""))
                .setNickname(user.getString("nickname", ""))
                .setFaceURL(user.getString("faceURL", ""))
                .setEx(user.getString("ex", ""))
                .setAppMangerLevel(user.getInteger("appMangerLevel", 0))
                .setGlobalRecvMsgOpt(user.getInteger("globalRecvMsgOpt", 0))
                .build();
    }

    /// @return the wish with what the back end wants otherwise
    UserInfo beforeUpdateUserInfo(Call call, UserInfo wish) {
        var answer = ask(call, Hook.BEFORE_UPDATE_USER_INFO, () -> profile(wish).putNull("ex"));
        var changed = wish.toBuilder();
        override(answer, "nickName", changed::setNickname);
        override(answer, "faceURL", changed::setFaceURL);
        override(answer, "ex", changed::setEx);
        return changed.build();
    }

    /// The `ex` of these two bodies never says anything: null before, empty after.
    void afterUpdateUserInfo(Call call, UserInfo wish) {
        tell(call, Hook.AFTER_UPDATE_USER_INFO, () -> profile(wish).put("ex", ""));
    }

    private static JsonObject profile(UserInfo wish) {
        return JsonObject.of(
                "userID", wish.getUserID(),
                "nickName", wish.getNickname(),
                "faceURL", wish.getFaceURL());
    }

    /// @return the wish with what the back end wants otherwise
    UserInfoWithEx beforeUpdateUserInfoEx(Call call, UserInfoWithEx wish) {
        var answer = ask(call, Hook.BEFORE_UPDATE_USER_INFO_EX, () -> profile(wish));
        var changed = wish.toBuilder();
        override(answer, "nickName", text -> changed.getNicknameBuilder().setValue(text));
        override(answer, "faceURL", text -> changed.getFaceURLBuilder().setValue(text));
        override(answer, "ex", text -> changed.getExBuilder().setValue(text));
        return changed.build();
    }

    void afterUpdateUserInfoEx(Call call, UserInfoWithEx wish) {
        tell(call, Hook.AFTER_UPDATE_USER_INFO_EX, () -> profile(wish));
    }

    private static JsonObject profile(UserInfoWithEx wish) {
        return new JsonObject()
                .put("userID", wish.getUserID())
                .put("nickName", wish.hasNickname() ? wish.getNickname().getValue() : null)
                .put("faceURL", wish.hasFaceURL() ? wish.getFaceURL().getValue() : null)
                .putNull("ex");
    }

    private static void override(JsonObject answer, String key, Consumer<String> set) {
        if (answer.containsKey(key)) set.accept(answer.getString(key));
    }

    private JsonObject ask(Call call, Hook hook, Supplier<JsonObject> body) {
        return webhooks.before(call, hook, body).await();
    }

    private void tell(Call call, Hook hook, Supplier<JsonObject> body) {
        webhooks.after(call, hook, body).await();
    }
}
