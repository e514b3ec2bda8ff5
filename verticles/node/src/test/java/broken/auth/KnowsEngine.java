package broken.auth;

import broken.embedded.Engine;

public record KnowsEngine(Engine engine) {}
