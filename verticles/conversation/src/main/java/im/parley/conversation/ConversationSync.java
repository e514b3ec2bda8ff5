package im.parley.conversation;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.conversation.GetFullOwnerConversationIDsReq;
import im.parley.proto.conversation.GetFullOwnerConversationIDsResp;
import im.parley.proto.conversation.GetIncrementalConversationReq;
import im.parley.proto.conversation.GetIncrementalConversationResp;
import im.parley.proto.conversation.GetUserConversationIDsHashReq;
import im.parley.proto.conversation.GetUserConversationIDsHashResp;
import im.parley.versions.Delta;
import im.parley.versions.IdHash;
import im.parley.versions.ListCopies.Copy;

import io.vertx.core.Future;

import java.util.List;

/// What of an owner's list has changed since he last asked (http-messages-and-objects.md 5.7).
final class ConversationSync {
    static final Rules RULES =
            Rules.of(ConversationVerticle.SERVICE)
                    .rule("GetIncrementalConversation", self("userID"))
                    .rule("GetFullOwnerConversationIDs", self("userID"))
                    .rule(
                            "GetUserConversationIDsHash",
                            self("ownerUserID"),
                            nonEmpty("ownerUserID"));

    private final ConversationStore store;

    ConversationSync(ConversationStore store) {
        this.store = store;
    }

    Future<GetIncrementalConversationResp> getIncrementalConversation(
            Call call, GetIncrementalConversationReq asked) {
        return named(asked.getUserID())
                .compose(owner -> store.since(owner, asked.getVersionID(), asked.getVersion()))
                .compose(delta -> answer(asked.getUserID(), delta));
    }

    /// Rows that are gone by now are left out: a later version says so.
    private Future<GetIncrementalConversationResp> answer(String owner, Delta delta) {
        var inserted = store.find(owner, delta.inserted());
        var updated = store.find(owner, delta.updated());
        return Future.all(inserted, updated)
                .map(
                        _ ->
                                GetIncrementalConversationResp.newBuilder()
                                        .setVersion(delta.head().number())
                                        .setVersionID(delta.head().id())
                                        .setFull(delta.full())
                                        .addAllDelete(delta.deleted())
                                        .addAllInsert(ConversationReads.messages(inserted.result()))
                                        .addAllUpdate(ConversationReads.messages(updated.result()))
                                        .build());
    }

    Future<GetFullOwnerConversationIDsResp> getFullOwnerConversationIDs(
            Call call, GetFullOwnerConversationIDsReq asked) {
        return named(asked.getUserID())
                .compose(store::outlineOf)
                .map(copy -> answer(asked.getIdHash(), copy));
    }

    private static GetFullOwnerConversationIDsResp answer(long idHash, Copy<Outline> copy) {
        var ids = copy.list().ids();
        boolean equal = idHash == IdHash.of(ids);
        return GetFullOwnerConversationIDsResp.newBuilder()
                .setVersion(copy.version().number())
                .setVersionID(copy.version().id())
                .setEqual(equal)
                .addAllConversationIDs(equal ? List.of() : ids)
                .build();
    }

    Future<GetUserConversationIDsHashResp> getUserConversationIDsHash(
            Call call, GetUserConversationIDsHashReq asked) {
        return store.outlineOf(asked.getOwnerUserID())
                .map(
                        copy ->
                                GetUserConversationIDsHashResp.newBuilder()
                                        .setHash(IdHash.of(copy.list().ids()))
                                        .build());
    }

    /// Nobody has an empty id. It is refused only here, because permission is asked for first where
    /// the specification names no check; the reference answers 500.
    private static Future<String> named(String userID) {
        return userID.isEmpty()
                ? Future.failedFuture(new Refusal(ErrorCode.ARGS, "userID is empty"))
                : Future.succeededFuture(userID);
    }
}
