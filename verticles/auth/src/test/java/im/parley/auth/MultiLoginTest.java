package im.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.parley.contract.Platform;
import im.parley.state.TokenStates.Held;
import im.parley.state.TokenStates.State;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Holds the policies against the table of http-identity-and-groups.md 7.2.
final class MultiLoginTest {
    /// A token is written as its platform and a letter: `5a`.
    private static Held held(String token) {
        int platform = Integer.parseInt(token.replaceAll("\\D", ""));
        return new Held(platform, token, State.NORMAL, Long.MAX_VALUE);
    }

    private static List<Held> all(String tokens) {
        return Arrays.stream(tokens.split(" "))
                .filter(token -> !token.isEmpty())
                .map(MultiLoginTest::held)
                .toList();
    }

    @ParameterizedTest(name = "policy {0}, at most {1}, login on {2}, held {3}: kicks {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 1 | 5  | ''                | ''
                    0 | 1 | 5  | 5a 5b 1a          | 5a 5b
                    0 | 2 | 5  | 5a 5b 5c 1a       | 5a 5b
                    0 | 2 | 5  | 1a 1b 1c          | 1a
                    0 | 3 | 5  | 5a 5b             | ''
                    1 | 1 | 5  | ''                | ''
                    1 | 1 | 5  | 5a 1a             | 5a
                    1 | 1 | 5  | 5a 5b 1a 1b 2a    | 5a 5b 1a
                    1 | 1 | 1  | 2a 3a 4a 8a 9a    | ''
                    4 | 1 | 1  | 1a 2a             | 1a 2a
                    4 | 1 | 1  | 2a 3a 5a 6a 8a 11a| 2a
                    4 | 1 | 5  | 1a 2a 3a 4a 7a    | 1a 3a 4a
                    4 | 1 | 9  | 8a 1a             | 8a
                    4 | 1 | 7  | 3a 4a 5a 5b       | 3a 4a 5a
                    5 | 1 | 1  | 2a 5a 3a 4a       | 2a 5a
                    5 | 1 | 5  | 5a 3a             | 5a
                    5 | 1 | 3  | 3a 4a             | ''
                    5 | 1 | 3  | 1a 2a 2b 5a 4a    | 1a 2a 5a
                    5 | 1 | 7  | 1a 5a 9a          | 1a 5a
                    5 | 1 | 4  | 1a                | ''
                    """)
    void a_login_kicks(int policy, int maxNumOneEnd, int login, String held, String kicked) {
        var chosen =
                MultiLogin.of(policy)
                        .orElseThrow()
                        .kicked(all(held), Platform.of(login).orElseThrow(), maxNumOneEnd);
        assertEquals(
                all(kicked).stream().map(Held::token).collect(Collectors.toSet()),
                chosen.stream().map(Held::token).collect(Collectors.toSet()));
    }
}
