package im.parley.hub;

import static im.parley.contract.Platform.ANDROID;
import static im.parley.contract.Platform.HARMONY_OS;
import static im.parley.contract.Platform.IOS;
import static im.parley.contract.Platform.OSX;
import static im.parley.contract.Platform.WEB;
import static im.parley.contract.Platform.WINDOWS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.contract.Platform;
import im.parley.hub.LoginPolicy.Tokens;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// websocket.md 5.1 and 5.2.
final class LoginPolicyTest {
    private static LoginPolicy policy(int number) {
        return LoginPolicy.of(number).orElseThrow();
    }

    @Test
    void only_four_policies_exist() {
        for (int number : new int[] {-1, 2, 3, 6}) assertTrue(LoginPolicy.of(number).isEmpty());
        for (int number : new int[] {0, 1, 4, 5}) policy(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0, IOS,     ''",
        "1, IOS,     IOS",
        "1, WEB,     WEB",
        "4, ANDROID, IOS ANDROID",
        "4, WINDOWS, WINDOWS OSX LINUX",
        "4, WEB,     WEB",
        "4, IPAD,    ANDROID_PAD IPAD",
        "4, ADMIN,   ADMIN",
        "4, HARMONY_OS, HARMONY_OS",
        "5, WINDOWS, ''",
        "5, LINUX,   ''",
        "5, WEB,     IOS ANDROID WEB MINI_WEB ANDROID_PAD IPAD ADMIN HARMONY_OS",
        "5, ANDROID, IOS ANDROID WEB MINI_WEB ANDROID_PAD IPAD ADMIN HARMONY_OS",
    })
    void who_has_to_go(int number, Platform newcomer, String kicked) {
        var expected = EnumSet.noneOf(Platform.class);
        for (var name : kicked.split(" "))
            if (!name.isEmpty()) expected.add(Platform.valueOf(name));
        var actual =
                Arrays.stream(Platform.values())
                        .filter(other -> policy(number).kicks(newcomer, other))
                        .collect(Collectors.toSet());
        assertEquals(expected, actual);
    }

    @Test
    void what_becomes_of_the_tokens() {
        assertEquals(Tokens.STAY, policy(0).tokens(IOS, Set.of(IOS)));
        assertEquals(Tokens.VOID_ON_PLATFORM, policy(1).tokens(IOS, Set.of(IOS, WEB)));
        assertEquals(Tokens.STAY, policy(1).tokens(IOS, Set.of(WEB, ANDROID)));
        assertEquals(Tokens.VOID_KICKED, policy(4).tokens(HARMONY_OS, Set.of(IOS)));
        assertEquals(Tokens.STAY, policy(5).tokens(OSX, Set.of(WINDOWS, WEB)));
        assertEquals(Tokens.VOID_ON_PLATFORM, policy(5).tokens(WEB, Set.of(WINDOWS)));
        assertEquals(Tokens.STAY, policy(5).tokens(WEB, Set.of()));
    }
}
