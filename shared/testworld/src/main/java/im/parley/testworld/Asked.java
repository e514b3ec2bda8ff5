package im.parley.testworld;

import im.parley.proto.sdkws.RequestPagination;
import im.parley.proto.wrappers.Int32Value;
import im.parley.proto.wrappers.StringValue;

/// Parts that the requests of many services have.
public final class Asked {
    private Asked() {}

    public static StringValue text(String value) {
        return StringValue.newBuilder().setValue(value).build();
    }

    public static Int32Value number(int value) {
        return Int32Value.newBuilder().setValue(value).build();
    }

    public static RequestPagination pagination(int number, int size) {
        return RequestPagination.newBuilder().setPageNumber(number).setShowNumber(size).build();
    }
}
