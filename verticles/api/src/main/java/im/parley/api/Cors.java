package im.parley.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// What lets pages of any origin call us; on every response (http-identity-and-groups.md 1.5).
final class Cors {
    private static final CharSequence ANY = HttpHeaders.createOptimized("*");
    private static final CharSequence EXPOSED =
            HttpHeaders.createOptimized(
                    "Content-Length, Access-Control-Allow-Origin, Access-Control-Allow-Headers,"
                            + "Cache-Control,Content-Language,Content-Type,Expires,Last-Modified,"
                            + "Pragma,FooBar");
    private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("172800");
    private static final CharSequence NO = HttpHeaders.createOptimized("false");

    private Cors() {}

    static void allow(HttpServerResponse response) {
        response.headers()
                .add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
                .add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ANY)
                .add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ANY)
                .add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
                .add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
                .add(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, NO);
    }
}
