package im.parley.send;

import im.parley.proto.sdkws.UserInfo;

import java.util.Optional;

/// What the rules of a single chat need to know.
///
/// @param blocked the receiver has the sender on his block list
/// @param befriended the receiver has the sender among his friends
/// @param conversationOption the receiver's `recvMsgOpt` for this conversation, 0 without a row
record SingleFacts(
        Optional<UserInfo> sender,
        Optional<UserInfo> receiver,
        boolean blocked,
        boolean befriended,
        int conversationOption) {}
