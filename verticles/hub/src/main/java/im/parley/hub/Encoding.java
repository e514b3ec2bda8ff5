package im.parley.hub;

/// How a client writes its binary frames: the Go core uses gob, the pure JavaScript SDK uses JSON
/// (websocket.md 2.2, 2.3). A connection chooses once, at the upgrade.
enum Encoding {
    GOB {
        @Override
        ClientFrame read(byte[] bytes, int from, int to) throws BadFrame {
            return new GobReader(bytes, from, to).frame();
        }

        @Override
        Bytes body(ServerFrame frame) {
            return new GobWriter(frame);
        }
    },
    JSON {
        @Override
        ClientFrame read(byte[] bytes, int from, int to) throws BadFrame {
            return JsonReader.frame(bytes, from, to);
        }

        @Override
        Bytes body(ServerFrame frame) {
            return new JsonWriter(frame);
        }
    };

    /// Reads the bytes `from` until before `to`; keeps nothing of the array.
    abstract ClientFrame read(byte[] bytes, int from, int to) throws BadFrame;

    abstract Bytes body(ServerFrame frame);
}
