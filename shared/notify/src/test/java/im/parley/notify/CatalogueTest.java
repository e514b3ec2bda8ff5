package im.parley.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import im.parley.notify.NotifyConfig.Entry;
import im.parley.notify.NotifyConfig.OfflinePush;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the catalogue against notifications-and-webhooks.md A4.
final class CatalogueTest {
    private final Catalogue shipped = new Catalogue(NotifyConfig.DEFAULTS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1201 | true  | 1 | true  | Someone applies to add your friend application
                    1202 | false | 1 | true  | Someone rejected your friend application
                    1203 | false | 1 | true  | Somebody applies to add you as a friend
                    1204 | false | 1 | false | We have become friends
                    1205 | false | 1 | false | deleted a friend
                    1206 | false | 1 | false | Your friend's profile has been changed
                    1207 | false | 1 | false | blocked a user
                    1208 | false | 1 | false | Remove a blocked user
                    1209 | false | 1 | false | friend info updated
                    1210 | false | 1 | false | friend info updated
                    1300 | false | 1 | false | conversation changed
                    1303 | false | 1 | false | userInfo updated
                    1304 | false | 1 | false | user status changed
                    1305 | false | 0 | false | ''
                    1306 | false | 0 | false | ''
                    1307 | false | 0 | false | ''
                    1501 | true  | 1 | false | create group title
                    1502 | false | 1 | false | groupInfoSet title
                    1503 | false | 1 | true  | joinGroupApplication title
                    1504 | true  | 1 | false | memberQuit title
                    1505 | false | 1 | true  | groupApplicationAccepted title
                    1506 | false | 1 | true  | groupApplicationRejected title
                    1507 | true  | 1 | false | groupOwnerTransferred title
                    1508 | true  | 1 | false | memberKicked title
                    1509 | true  | 1 | false | memberInvited title
                    1510 | true  | 1 | false | memberEnter title
                    1511 | true  | 1 | false | groupDismissed title
                    1512 | true  | 1 | false | groupMemberMuted title
                    1513 | true  | 1 | false | groupMemberCancelMuted title
                    1514 | true  | 1 | false | groupMuted title
                    1515 | true  | 1 | false | groupCancelMuted title
                    1516 | false | 1 | false | groupMemberInfoSet title
                    1517 | false | 0 | false | ''
                    1518 | false | 0 | false | ''
                    1519 | true  | 1 | false | groupInfoSetAnnouncement title
                    1520 | true  | 1 | false | groupInfoSetName title
                    1701 | true  | 1 | false | burn after reading
                    1702 | false | 1 | false | conversation changed
                    1703 | false | 0 | false | ''
                    1704 | false | 0 | false | ''
                    2101 | false | 2 | false | ''
                    2102 | false | 2 | false | ''
                    2200 | false | 2 | false | ''
                    """)
    void a_type_has_the_shipped_options(
            int contentType, boolean visible, int level, boolean push, String title) {
        var entry = shipped.of(contentType);
        assertEquals(visible, entry.isSendMsg(), "isSendMsg");
        assertEquals(level, entry.reliabilityLevel(), "reliabilityLevel");
        assertEquals(push, entry.offlinePush().enable(), "offlinePush");
        assertEquals(title, entry.offlinePush().title(), "title");
        boolean ofAGroup = title.endsWith(" title");
        var stem = title.replaceFirst(" title$", "");
        assertEquals(ofAGroup ? stem + " desc" : stem, entry.offlinePush().desc(), "desc");
        assertEquals(ofAGroup ? stem + " ext" : stem, entry.offlinePush().ext(), "ext");
    }

    @Test
    void a_read_receipt_to_oneself_is_not_stored() {
        assertEquals(0, shipped.ofOneself(2200).reliabilityLevel());
        assertEquals(shipped.of(1303), shipped.ofOneself(1303));
    }

    @Test
    void there_is_no_reliability_level_3() {
        var push = new OfflinePush(false, "", "", "");
        assertThrows(IllegalArgumentException.class, () -> new Entry(false, 3, push));
    }
}
