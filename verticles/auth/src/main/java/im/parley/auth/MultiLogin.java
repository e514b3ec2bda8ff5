package im.parley.auth;

import im.parley.contract.Platform;
import im.parley.contract.Platform.Kind;
import im.parley.state.TokenStates.Held;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which of a user's tokens a login on another device makes void (http-identity-and-groups.md 7.2).
/// Where one of several survives it is the newest.
enum MultiLogin {
    /// Each platform keeps so and so many.
    SOME_PER_PLATFORM(0) {
        @Override
        List<Held> kicked(List<Held> live, Platform login, int maxNumOneEnd) {
            return allButNewest(
                    live,
                    Held::platformID,
                    platform -> platform == login.id() ? maxNumOneEnd - 1 : maxNumOneEnd);
        }
    },

    /// Each platform keeps one.
    ONE_PER_PLATFORM(1) {
        @Override
        List<Held> kicked(List<Held> live, Platform login, int maxNumOneEnd) {
            return allButNewest(live, Held::platformID, platform -> platform == login.id() ? 0 : 1);
        }
    },

    /// Each class of platforms keeps one.
    ONE_PER_KIND(4) {
        @Override
        List<Held> kicked(List<Held> live, Platform login, int maxNumOneEnd) {
            return allButNewest(live, MultiLogin::kindOf, kind -> kind == login.kind() ? 0 : 1);
        }
    },

    /// PCs are free; everything else together keeps one.
    PC_AND_ONE_OTHER(5) {
        @Override
        List<Held> kicked(List<Held> live, Platform login, int maxNumOneEnd) {
            var others = which(live, held -> kindOf(held) != Kind.PC);
            if (login.kind() != Kind.PC || others.isEmpty()) return others;
            var phones = which(others, held -> held.platformID() == Platform.ANDROID.id());
            var survivor = phones.isEmpty() ? others.getLast() : phones.getLast();
            return which(others, held -> held != survivor);
        }
    };

    private final int number;

    MultiLogin(int number) {
        this.number = number;
    }

    static Optional<MultiLogin> of(int number) {
        return Arrays.stream(values()).filter(policy -> policy.number == number).findFirst();
    }

    /// @param live usable tokens, oldest first; not the one of this login and none of an admin
    /// @param login the platform of the login
    abstract List<Held> kicked(List<Held> live, Platform login, int maxNumOneEnd);

    private static Kind kindOf(Held held) {
        return Platform.of(held.platformID()).orElseThrow().kind();
    }

    /// @param keep how many of a group stay
    private static <G> List<Held> allButNewest(
            List<Held> live, Function<Held, G> group, Function<G, Integer> keep) {
        var kicked = new ArrayList<Held>();
        live.stream()
                .collect(Collectors.groupingBy(group))
                .forEach(
                        (key, tokens) -> {
                            int surplus = Math.max(0, tokens.size() - keep.apply(key));
                            kicked.addAll(tokens.subList(0, surplus));
                        });
        return kicked;
    }

    private static List<Held> which(List<Held> tokens, Predicate<Held> wanted) {
        return tokens.stream().filter(wanted).toList();
    }
}
