package im.parley.api;

import static im.parley.api.ContentForm.list;
import static im.parley.api.ContentForm.maybe;
import static im.parley.api.ContentForm.number;
import static im.parley.api.ContentForm.object;
import static im.parley.api.ContentForm.positive;
import static im.parley.api.ContentForm.range;
import static im.parley.api.ContentForm.text;

import im.parley.contract.ContentType;

import java.util.Map;
import java.util.Optional;

/// The content types that back ends may send, and what each must hold
/// (http-messages-and-objects.md 9.2).
final class ContentForms {
    private static final int MENTIONS_MAX = 1_000;

    private static final ContentForm TEXT = ContentForm.of(text("content"));

    private static final ContentForm IMAGE =
            ContentForm.of(text("type"), number("width"), number("height"), text("url"));

    private static final ContentForm PICTURE =
            ContentForm.of(
                    object("sourcePicture", IMAGE),
                    object("bigPicture", IMAGE),
                    object("snapshotPicture", IMAGE));

    private static final ContentForm VOICE =
            ContentForm.of(text("sourceUrl"), positive("duration"));

    private static final ContentForm VIDEO =
            ContentForm.of(
                    text("videoUrl"),
                    text("videoType"),
                    number("videoSize"),
                    number("duration"),
                    text("snapshotUrl"),
                    number("snapshotWidth"),
                    number("snapshotHeight"));

    private static final ContentForm FILE =
            ContentForm.of(text("sourceUrl"), text("fileName"), number("fileSize"));

    private static final ContentForm CUSTOM = ContentForm.of(text("data"));

    private static final ContentForm QUOTED =
            ContentForm.of(
                    maybe("textElem", TEXT),
                    maybe("pictureElem", PICTURE),
                    maybe("soundElem", VOICE),
                    maybe("videoElem", VIDEO),
                    maybe("fileElem", FILE),
                    maybe("customElem", CUSTOM),
                    maybe("markdownTextElem", TEXT));

    private static final ContentForm QUOTE = ContentForm.of(maybe("quoteMessage", QUOTED));

    private static final ContentForm NOTICE =
            ContentForm.of(
                    text("notificationName"),
                    number("notificationType"),
                    text("text"),
                    range("mixType", 0, 5),
                    maybe("pictureElem", PICTURE),
                    maybe("soundElem", VOICE),
                    maybe("videoElem", VIDEO),
                    maybe("fileElem", FILE));

    private static final Map<Integer, ContentForm> BY_TYPE =
            Map.of(
                    ContentType.TEXT, TEXT,
                    ContentType.PICTURE, PICTURE,
                    ContentType.VOICE, VOICE,
                    ContentType.VIDEO, VIDEO,
                    ContentType.FILE, FILE,
                    ContentType.AT_TEXT, QUOTE.and(list("atUserList", MENTIONS_MAX)),
                    ContentType.CUSTOM, CUSTOM,
                    ContentType.QUOTE, QUOTE,
                    ContentType.MARKDOWN, TEXT,
                    ContentType.OFFICIAL_NOTICE, NOTICE);

    private ContentForms() {}

    static Optional<ContentForm> of(int contentType) {
        return Optional.ofNullable(BY_TYPE.get(contentType));
    }
}
