package im.parley.embedded;

import im.parley.state.Tables;
import im.parley.state.Write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Some writes of rows, all or none. They are laid out beside the draft, where each sees those
/// before it, and are put only when the last one has been found good.
final class RowChange implements Change<Void> {
    /// A write with what the caller's thread could already prepare: the row's stored key and, but
    /// for a delete, its stored value.
    record Step(Write write, RowFormat<?> format, byte[] key, Optional<byte[]> value) {}

    private final List<Step> steps;
    private final Map<Slot, Optional<byte[]>> laid = new LinkedHashMap<>();

    RowChange(List<Step> steps) {
        this.steps = steps;
    }

    @Override
    public Void apply(Draft draft) {
        for (var step : steps) lay(step, draft);
        laid.forEach(draft::put);
        return null;
    }

    private void lay(Step step, Draft draft) {
        var slot = new Slot(Family.ROWS, step.key());
        var stored = get(draft, slot).map(bytes -> (Record) step.format().decode(bytes));
        switch (step.write()) {
            case Write.Insert(var _, var row) -> {
                if (stored.isPresent()) throw new Tables.Conflict(step.write());
                index(step, draft, stored, Optional.of(row));
            }
            case Write.Replace(var _, var before, var after) -> {
                if (!stored.equals(Optional.of(before))) throw new Tables.Conflict(step.write());
                index(step, draft, stored, Optional.of(after));
            }
            case Write.Put(var _, var row) -> index(step, draft, stored, Optional.of(row));
            case Write.Delete _ -> {
                if (stored.isEmpty()) return;
                index(step, draft, stored, Optional.empty());
            }
        }
        laid.put(slot, step.value());
    }

    private void index(Step step, Draft draft, Optional<Record> before, Optional<Record> after) {
        if (step.format().indexes().isEmpty()) return;
        var tail = before.or(() -> after).map(step.format()::tailOf).orElseThrow();
        for (var index : step.format().indexes()) {
            var gone = new HashMap<Slot, Optional<byte[]>>();
            before.ifPresent(row -> gone.put(index.slotOf(row, tail), Optional.empty()));
            after.ifPresent(
                    row -> {
                        var slot = index.slotOf(row, tail);
                        if (gone.remove(slot) == null) claim(step, draft, index, slot, tail);
                    });
            laid.putAll(gone);
        }
    }

    private void claim(Step step, Draft draft, IndexFormat index, Slot slot, byte[] tail) {
        if (index.unique() && get(draft, slot).isPresent()) throw new Tables.Conflict(step.write());
        laid.put(slot, Optional.of(index.valueOf(tail)));
    }

    private Optional<byte[]> get(Draft draft, Slot slot) {
        var own = laid.get(slot);
        return own != null ? own : draft.get(slot.family(), slot.key());
    }
}
