package im.parley.user;

import im.parley.contract.UserId;

/// One of the configured app admins, and the name that people see
/// (http-identity-and-groups.md 3).
public record AppAdmin(UserId id, String nickname) {}
