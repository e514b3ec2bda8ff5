package im.parley.bus;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import im.parley.proto.auth.AuthProto;
import im.parley.proto.conversation.ConversationProto;
import im.parley.proto.courier.CourierProto;
import im.parley.proto.group.GroupProto;
import im.parley.proto.msg.MsgProto;
import im.parley.proto.msggateway.MsggatewayProto;
import im.parley.proto.push.PushProto;
import im.parley.proto.relation.RelationProto;
import im.parley.proto.third.ThirdProto;
import im.parley.proto.user.UserProto;
import im.parley.proto.webhook.WebhookProto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Finds rpcs by name. A contract file is loaded when the first of its services is asked for: most
/// tools need few of them, and loading descriptors costs start-up time.
public final class Contract {
    private static final Map<String, Supplier<FileDescriptor>> FILES =
            Map.ofEntries(
                    Map.entry("openim.auth", AuthProto::getDescriptor),
                    Map.entry("openim.user", UserProto::getDescriptor),
                    Map.entry("openim.relation", RelationProto::getDescriptor),
                    Map.entry("openim.group", GroupProto::getDescriptor),
                    Map.entry("openim.conversation", ConversationProto::getDescriptor),
                    Map.entry("openim.msg", MsgProto::getDescriptor),
                    Map.entry("openim.third", ThirdProto::getDescriptor),
                    Map.entry("openim.push", PushProto::getDescriptor),
                    Map.entry("openim.msggateway", MsggatewayProto::getDescriptor),
                    Map.entry("parley.courier", CourierProto::getDescriptor),
                    Map.entry("parley.webhook", WebhookProto::getDescriptor));

    private static final Map<String, Rpc> RPCS = new ConcurrentHashMap<>();

    private Contract() {}

    /// @param name such as `openim.user.user/userRegister`
    public static Rpc rpc(String name) {
        return RPCS.computeIfAbsent(name, Contract::find);
    }

    public static ServiceDescriptor service(String fullName) {
        int dot = fullName.lastIndexOf('.');
        var file = FILES.get(fullName.substring(0, dot));
        var service =
                file == null ? null : file.get().findServiceByName(fullName.substring(dot + 1));
        if (service == null)
            throw new IllegalArgumentException("the contract has no service " + fullName);
        return service;
    }

    private static Rpc find(String name) {
        int slash = name.indexOf('/');
        var method = service(name.substring(0, slash)).findMethodByName(name.substring(slash + 1));
        if (method == null) throw new IllegalArgumentException("the contract has no rpc " + name);
        return Rpc.of(method);
    }
}
