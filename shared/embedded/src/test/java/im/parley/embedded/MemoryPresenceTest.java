package im.parley.embedded;

import im.parley.state.Presence;
import im.parley.testkit.PresenceContract;

class MemoryPresenceTest extends PresenceContract {
    @Override
    protected Presence presence() {
        return new MemoryPresence();
    }
}
