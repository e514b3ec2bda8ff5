package im.parley.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.parley.load.Violation.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class LedgerTest {
    private static final Answer YES = new Answer(200, "{\"errCode\":0}");
    private static final Answer NO = new Answer(200, "{\"errCode\":1002}");
    private static final Answer NONE = new Answer(0, "connection closed");

    private final Ledger<String> ledger = new Ledger<>();

    @BeforeEach
    void one_subject() {
        ledger.open("door", "shut");
    }

    @Test
    void an_acknowledged_change_has_to_be_there() {
        open(YES);
        assertEquals("open", ledger.certain("door"));
        finds("open");
        finds("shut", Kind.LOST);
    }

    @Test
    void a_change_without_an_answer_may_be_there_or_not() {
        open(NONE);
        assertFalse(ledger.isCertain("door"));
        finds("open");
        assertTrue(ledger.isCertain("door"));
        open(NONE);
        finds("open");
    }

    @Test
    void half_a_change_is_lost() {
        open(NONE);
        finds("ajar", Kind.LOST);
    }

    @Test
    void a_lawful_change_that_is_refused_is_wrong_and_the_outcome_open() {
        open(NO);
        finds("shut", Kind.WRONG);
    }

    @Test
    void what_was_found_wrong_is_told_once() {
        open(YES);
        finds("shut", Kind.LOST);
        finds("shut");
    }

    private void open(Answer answer) {
        ledger.answered("door", "open it", answer, _ -> "open");
    }

    private void finds(String state, Kind... kinds) {
        ledger.found("door", state);
        assertEquals(List.of(kinds), ledger.broken().stream().map(Violation::kind).toList());
    }
}
