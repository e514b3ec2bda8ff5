package im.parley.api;

import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;

import io.vertx.grpc.common.GrpcStatus;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Which gRPC status a refusal is (docs/decisions/0002-grpc-status.md). The status is for proxies,
/// retries and generic clients; the exact code travels beside it.
final class GrpcStatuses {
    private static final Map<Integer, GrpcStatus> BY_NUMBER =
            Arrays.stream(ErrorCode.values())
                    .collect(Collectors.toUnmodifiableMap(ErrorCode::number, GrpcStatuses::of));

    private GrpcStatuses() {}

    /// A code that is not ours is a webhook's own "no".
    static GrpcStatus of(Refusal refusal) {
        return BY_NUMBER.getOrDefault(refusal.code(), GrpcStatus.FAILED_PRECONDITION);
    }

    private static GrpcStatus of(ErrorCode code) {
        return switch (code) {
            case ARGS, CONNECT_ARGS -> GrpcStatus.INVALID_ARGUMENT;
            case NO_PERMISSION -> GrpcStatus.PERMISSION_DENIED;
            case RECORD_NOT_FOUND, USER_ID_NOT_FOUND, GROUP_ID_NOT_FOUND -> GrpcStatus.NOT_FOUND;
            case DUPLICATE_KEY, REGISTERED_ALREADY, GROUP_ID_EXISTED, RELATIONSHIP_ALREADY ->
                    GrpcStatus.ALREADY_EXISTS;
            case TOKEN_EXPIRED,
                    TOKEN_INVALID,
                    TOKEN_MALFORMED,
                    TOKEN_NOT_VALID_YET,
                    TOKEN_UNKNOWN,
                    TOKEN_KICKED,
                    TOKEN_NOT_EXIST ->
                    GrpcStatus.UNAUTHENTICATED;
            case TOO_MANY_REQUESTS, CONNECTIONS_OVER_MAX -> GrpcStatus.RESOURCE_EXHAUSTED;
            case NETWORK, DATA, PUSH_FAILED, IOS_BACKGROUND -> GrpcStatus.UNAVAILABLE;
            case INTERNAL -> GrpcStatus.INTERNAL;
            case NOT_IN_GROUP,
                    DISMISSED,
                    GROUP_TYPE_NOT_SUPPORTED,
                    GROUP_REQUEST_HANDLED,
                    CAN_NOT_ADD_YOURSELF,
                    BLOCKED_BY_PEER,
                    NOT_PEERS_FRIEND,
                    FRIEND_REQUEST_HANDLED,
                    MESSAGE_HAS_READ_DISABLE,
                    MUTED_IN_GROUP,
                    MUTED_GROUP,
                    MSG_ALREADY_REVOKED,
                    FILE_UPLOAD_EXPIRED,
                    CALLBACK ->
                    GrpcStatus.FAILED_PRECONDITION;
        };
    }
}
