package im.parley.user;

import static im.parley.bus.Policy.ANY_USER;
import static im.parley.bus.Policy.APP_ADMIN;

import im.parley.bus.Call;
import im.parley.bus.Page;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.proto.user.clientConfig;
import im.parley.proto.user.delUserClientConfigReq;
import im.parley.proto.user.delUserClientConfigResp;
import im.parley.proto.user.getUserClientConfigReq;
import im.parley.proto.user.getUserClientConfigResp;
import im.parley.proto.user.pageUserClientConfigReq;
import im.parley.proto.user.pageUserClientConfigResp;
import im.parley.proto.user.setUserClientConfigReq;
import im.parley.proto.user.setUserClientConfigResp;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Settings that the application keeps for its clients, for everybody and overlaid for one user
/// (http-identity-and-groups.md 8.18 to 8.21).
final class ClientConfigs {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule("getUserClientConfig", ANY_USER) // 8.18, and see there
                    .rule("setUserClientConfig", APP_ADMIN) // 8.19
                    .rule("delUserClientConfig", APP_ADMIN) // 8.20
                    .rule("pageUserClientConfig", APP_ADMIN); // 8.21

    private static final Scan<ConfigRow> ALL = Scan.of(ConfigRow.TABLE);

    private final Tables tables;
    private final UserStore users;

    ClientConfigs(Tables tables, UserStore users) {
        this.tables = tables;
        this.users = users;
    }

    /// What is for everybody may be read by anybody, the rest by its owner.
    getUserClientConfigResp getUserClientConfig(Call call, getUserClientConfigReq request) {
        var userID = request.getUserID();
        var response = getUserClientConfigResp.newBuilder();
        if (!userID.isEmpty()) {
            if (!call.mayActFor(userID)) throw new Refusal(ErrorCode.NO_PERMISSION);
            users.require(userID);
        }
        entries(ConfigRow.EVERYBODY).forEach(row -> response.putConfigs(row.key(), row.value()));
        if (!userID.isEmpty())
            entries(userID).forEach(row -> response.putConfigs(row.key(), row.value()));
        return response.build();
    }

    private List<ConfigRow> entries(String userID) {
        return tables.scan(ALL.within(userID)).await();
    }

    setUserClientConfigResp setUserClientConfig(Call call, setUserClientConfigReq request) {
        if (!request.getUserID().isEmpty()) users.require(request.getUserID());
        var writes = new ArrayList<Write>();
        request.getConfigsMap()
                .forEach(
                        (key, value) -> {
                            var row = new ConfigRow(request.getUserID(), key, value);
                            writes.add(Write.put(ConfigRow.TABLE, row));
                        });
        write(writes);
        return setUserClientConfigResp.getDefaultInstance();
    }

    delUserClientConfigResp delUserClientConfig(Call call, delUserClientConfigReq request) {
        write(
                request.getKeysList().stream()
                        .distinct()
                        .map(key -> Write.delete(ConfigRow.TABLE, request.getUserID(), key))
                        .toList());
        return delUserClientConfigResp.getDefaultInstance();
    }

    private void write(List<Write> writes) {
        if (!writes.isEmpty()) tables.write(writes).await();
    }

    pageUserClientConfigResp pageUserClientConfig(Call call, pageUserClientConfigReq request) {
        var page = Page.of(request.getPagination());
        var response = pageUserClientConfigResp.newBuilder();
        if (!request.getUserID().isEmpty() && !request.getKey().isEmpty()) {
            var one = tables.get(ConfigRow.TABLE, request.getUserID(), request.getKey()).await();
            return with(response.setTotal(one.stream().count()), page.of(one.stream().toList()));
        }
        var scan = scan(request.getUserID(), request.getKey());
        response.setTotal(tables.count(scan).await());
        if (page.isEmpty()) return response.build();
        return with(response, tables.scan(scan.skip(page.skip()).limit(page.limit())).await());
    }

    /// At most one of them is given.
    private static Scan<ConfigRow> scan(String userID, String key) {
        if (!key.isEmpty()) return ALL.by(ConfigRow.BY_NAME).within(key);
        return userID.isEmpty() ? ALL : ALL.within(userID);
    }

    private static pageUserClientConfigResp with(
            pageUserClientConfigResp.Builder response, List<ConfigRow> rows) {
        Stream<clientConfig> configs =
                rows.stream()
                        .map(
                                row ->
                                        clientConfig
                                                .newBuilder()
                                                .setKey(row.key())
                                                .setUserID(row.userID())
                                                .setValue(row.value())
                                                .build());
        return response.addAllConfigs(configs.toList()).build();
    }
}
