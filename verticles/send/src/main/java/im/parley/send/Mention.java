package im.parley.send;

import im.parley.proto.sdkws.MsgData;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom a message of a group mentions, and which mark each gets (message-pipeline.md 1.8).
///
/// @param named the users mentioned by name
record Mention(String sender, boolean everybody, Set<String> named) {
    static final int OF_ME = 1;
    static final int OF_ALL = 2;
    static final int OF_ALL_AND_ME = 3;
    private static final String EVERYBODY = "AtAllTag";

    static Mention in(MsgData message) {
        var named = new LinkedHashSet<>(message.getAtUserIDListList());
        boolean everybody = named.remove(EVERYBODY);
        return new Mention(message.getSendID(), everybody, named);
    }

    boolean ofNobody() {
        return !everybody && named.isEmpty();
    }

    /// @param members those of whom a mark may be needed: all, or the named ones
    Map<Integer, List<String>> marks(Collection<String> members) {
        var marks = new LinkedHashMap<Integer, List<String>>();
        var byName = members.stream().filter(named::contains).toList();
        if (!byName.isEmpty()) marks.put(everybody ? OF_ALL_AND_ME : OF_ME, byName);
        if (!everybody) return marks;
        var rest =
                members.stream().filter(it -> !named.contains(it) && !it.equals(sender)).toList();
        if (!rest.isEmpty()) marks.put(OF_ALL, rest);
        return marks;
    }
}
