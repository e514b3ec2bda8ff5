package im.parley.versions;

/// How far a list has come, as clients store it.
///
/// @param id 24 hex digits; another one means another log, and a full sync
/// @param number counts the steps, unsigned on the wire
public record Version(String id, long number) {}
