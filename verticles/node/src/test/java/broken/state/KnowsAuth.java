package broken.state;

import broken.auth.KnowsUser;

public final class KnowsAuth extends Thread {
    @Override
    public void run() {
        new KnowsUser().user();
    }
}
