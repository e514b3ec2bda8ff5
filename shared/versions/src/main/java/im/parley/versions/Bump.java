package im.parley.versions;

import im.parley.state.Write;

import java.util.List;
import java.util.Map;

/// Steps made ready: the writes to commit in one piece with the rows they speak of, and where each
/// owner's list then stands.
public record Bump(List<Write> writes, Map<String, Version> heads) {}
