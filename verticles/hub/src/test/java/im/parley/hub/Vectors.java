package im.parley.hub;

import java.util.HexFormat;

/// The byte vectors of websocket.md 2.2 and 2.4, made there by Go's own encoder. A space parts the
/// definition from the value.
final class Vectors {
    static final String REQUEST_DEFINITION =
            "657f0301010c47656e6572616c577352657101ff80000106010d5265714964656e746966696572"
                    + "0104000105546f6b656e010c00010653656e644944010c00010b4f7065726174696f6e4944"
                    + "010c0001074d7367496e6372010c00010444617461010a000000";
    static final String R1 =
            REQUEST_DEFINITION + " 1cff8001fe07d60202753101036f7031010475315f3701040a02753100";
    static final String R2 =
            REQUEST_DEFINITION
                    + " 3eff8001fe07d202027531011331373030303030303030303030303030303031011675315f"
                    + "3137303030303030303030303030303030303201040a02753100";
    static final String R3 = REQUEST_DEFINITION + " 11ff8001fe0fa60202753101016f01016d00";
    static final String R4_HEAD =
            REQUEST_DEFINITION + " fe0148ff8001fe07d60101740106e794a8e688b701016f01016d01fe012c";
    static final String R5 = REQUEST_DEFINITION + " 03ff8000";
    static final String R6 =
            "5dff850301010352657101ff86000106010d5265714964656e7469666965720104000105546f6b656e"
                    + "010c00010653656e644944010c00010b4f7065726174696f6e4944010c0001074d7367496e63"
                    + "72010c00010444617461010a000000"
                    + " 1cff8601fe07d60202753101036f7031010475315f3701040a02753100";
    static final String R7 =
            "51ff810301010c47656e6572616c577352657101ff82000105010d5265714964656e74696669657201"
                    + "0400010653656e644944010c000105457874726101ff8400010444617461010a000101580108"
                    + "000000"
                    + " 1eff830401010e6d61705b737472696e675d696e7401ff8400010c01040000"
                    + " 14ff82010a0101750101016b0201010101fef83f00";
    static final String R8 =
            "21ff85030101014201ff86000101010d5265714964656e746966696572010c000000 06ff8601017800";
    static final String R9 = "1cff8001fe07d60202753101036f7031010475315f3701040a02753100";

    static final String REPLY_DEFINITION =
            "5f7f030101045265737001ff80000106010d5265714964656e74696669657201040001074d7367496e63"
                    + "72010c00010b4f7065726174696f6e4944010c000107457272436f64650104000106457272"
                    + "4d7367010c00010444617461010a000000";
    static final String S1 = REPLY_DEFINITION + " 17ff8001fe07d2010475315f3701036f7031030301020300";
    static final String S2 =
            REPLY_DEFINITION
                    + " 25ff8001fe07d6010475315f3701036f703101fe0a2c010d426c6f636b6564427950656572"
                    + "00";
    static final String S3 = REPLY_DEFINITION + " 11ff8001fe0fa202036f7031030301020300";
    static final String S4 = REPLY_DEFINITION + " 07ff8001fe0fa400";
    static final String S5 = REPLY_DEFINITION + " 0fff8001fe0faa05060a040a02753200";
    static final String S6 =
            REPLY_DEFINITION + " 1eff80010103fe03e80113536572766572496e7465726e616c4572726f7200";
    static final String S7 =
            "60ff81030101045265737001ff82000106010d5265714964656e74696669657201040001074d7367496e"
                    + "6372010c00010b4f7065726174696f6e4944010c000107457272436f646501040001064572"
                    + "724d7367010c00010444617461010a000000"
                    + " 17ff8201fe07d2010475315f3701036f7031030301020300";

    /// The kick S4, and R1 with type id 65, each as a whole gzip frame made by Go.
    static final String S4_ZIPPED =
            "1f8b08000000000000ff14ca4d0a42211447f1fb2779421fb4a8de1b3878046e20246fe244edea3c17d33a"
                    + "331c9ec3eff13900ca722d189db0e062f96d3ca7165f91058aa0f71a4c7a0ace84d3bdb0b8"
                    + "167332eb6cbd89dcb2e7e9964d64af616eb5bae67024223d3a7ed72ffd030000ffffbd9bca"
                    + "8568000000";
    static final String R1_ZIPPED =
            "1f8b08000000000000ff24c751aa82401406e0f3eb5c05afeda04dcc531b10c287082ce831863cc6509cd1"
                    + "716601b9c896d384f4f67d437ae540bd67616f9e97b9e309692114d8743cb53d4bb083650f"
                    + "45f83bbb070b6a427162e9db66e5ff71646f8275f27b7998efaddcfc6ad598605011d1362d"
                    + "f894ef2c8b1ab91b3554d4d71d5495454ddf000000ffffee09ed8784000000";

    private Vectors() {}

    static byte[] bytes(String vector) {
        return HexFormat.of().parseHex(vector.replace(" ", ""));
    }
}
