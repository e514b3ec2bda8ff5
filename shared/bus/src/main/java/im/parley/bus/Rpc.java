package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import java.lang.reflect.Method;

/// One method of the contract, with what is needed to read its messages.
///
/// @param name such as `openim.user.user/userRegister`
public record Rpc(MethodDescriptor method, String name, Message request, Message response) {
    static Rpc of(MethodDescriptor method) {
        return new Rpc(
                method,
                method.getService().getFullName() + "/" + method.getName(),
                prototype(method.getInputType()),
                prototype(method.getOutputType()));
    }

    /// The rpc's name as a Java method.
    String javaName() {
        return Character.toLowerCase(method.getName().charAt(0)) + method.getName().substring(1);
    }

    public Message readRequest(byte[] bytes) throws InvalidProtocolBufferException {
        return request.getParserForType().parseFrom(bytes);
    }

    public Message readResponse(byte[] bytes) throws InvalidProtocolBufferException {
        return response.getParserForType().parseFrom(bytes);
    }

    /// The generated class's default instance: what gives a descriptor its Java type back.
    private static Message prototype(Descriptor type) {
        var name = type.getName();
        for (var at = type.getContainingType(); at != null; at = at.getContainingType())
            name = at.getName() + "$" + name;
        try {
            var javaPackage = type.getFile().getOptions().getJavaPackage();
            Method defaults =
                    Class.forName(javaPackage + "." + name).getMethod("getDefaultInstance");
            return (Message) defaults.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no generated class for " + type.getFullName(), e);
        }
    }
}
