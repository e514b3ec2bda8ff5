package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

/// One method of the contract, with what is needed to read its messages. These are made when the
/// first one is read: a process that made them all at its start would load 700 classes of builders
/// that it may never need.
public final class Rpc {
    private final MethodDescriptor method;
    private final String name;
    private final Class<? extends Message> requestType;
    private final Class<? extends Message> responseType;
    private Message request; // two threads may both make it; it is the same one
    private Message response;

    private Rpc(MethodDescriptor method) {
        this.method = method;
        this.name = method.getService().getFullName() + "/" + method.getName();
        this.requestType = classOf(method.getInputType());
        this.responseType = classOf(method.getOutputType());
    }

    static Rpc of(MethodDescriptor method) {
        return new Rpc(method);
    }

    public MethodDescriptor method() {
        return method;
    }

    /// Such as `openim.user.user/userRegister`.
    public String name() {
        return name;
    }

    /// The rpc's name as a Java method.
    String javaName() {
        return Character.toLowerCase(method.getName().charAt(0)) + method.getName().substring(1);
    }

    Class<? extends Message> requestType() {
        return requestType;
    }

    Class<? extends Message> responseType() {
        return responseType;
    }

    /// The empty request.
    public Message request() {
        if (request == null) request = Internal.getDefaultInstance(requestType);
        return request;
    }

    /// The empty response.
    public Message response() {
        if (response == null) response = Internal.getDefaultInstance(responseType);
        return response;
    }

    public Message readRequest(byte[] bytes) throws InvalidProtocolBufferException {
        return request().getParserForType().parseFrom(bytes);
    }

    public Message readResponse(byte[] bytes) throws InvalidProtocolBufferException {
        return response().getParserForType().parseFrom(bytes);
    }

    private static Class<? extends Message> classOf(Descriptor type) {
        var name = type.getName();
        for (var at = type.getContainingType(); at != null; at = at.getContainingType())
            name = at.getName() + "$" + name;
        var javaPackage = type.getFile().getOptions().getJavaPackage();
        try {
            return Class.forName(javaPackage + "." + name, false, Rpc.class.getClassLoader())
                    .asSubclass(Message.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no generated class for " + type.getFullName(), e);
        }
    }
}
