package im.parley.user;

import static im.parley.bus.Check.nonEmpty;
import static im.parley.bus.Check.nonZero;
import static im.parley.bus.Policy.self;

import im.parley.bus.Call;
import im.parley.bus.Rules;
import im.parley.contract.ErrorCode;
import im.parley.contract.Refusal;
import im.parley.platform.Clock;
import im.parley.platform.Ids;
import im.parley.proto.user.AllCommandInfoResp;
import im.parley.proto.user.CommandInfoResp;
import im.parley.proto.user.processUserCommandAddReq;
import im.parley.proto.user.processUserCommandAddResp;
import im.parley.proto.user.processUserCommandDeleteReq;
import im.parley.proto.user.processUserCommandDeleteResp;
import im.parley.proto.user.processUserCommandGetAllReq;
import im.parley.proto.user.processUserCommandGetAllResp;
import im.parley.proto.user.processUserCommandGetReq;
import im.parley.proto.user.processUserCommandGetResp;
import im.parley.proto.user.processUserCommandUpdateReq;
import im.parley.proto.user.processUserCommandUpdateResp;
import im.parley.state.Scan;
import im.parley.state.Tables;
import im.parley.state.Write;

import java.util.HexFormat;
import java.util.List;

/// A store that each user has for himself (http-identity-and-groups.md 8.14).
final class UserCommands {
    static final Rules RULES =
            Rules.of("openim.user.user")
                    .rule(
                            "processUserCommandAdd",
                            self("userID"),
                            nonEmpty("userID", "uuid"),
                            nonZero("type"))
                    .rule(
                            "processUserCommandDelete",
                            self("userID"),
                            nonEmpty("userID", "uuid"),
                            nonZero("type"))
                    .rule(
                            "processUserCommandUpdate",
                            self("userID"),
                            nonEmpty("userID", "uuid"),
                            nonZero("type"))
                    .rule(
                            "processUserCommandGet",
                            self("userID"),
                            nonEmpty("userID"),
                            nonZero("type"))
                    .rule("processUserCommandGetAll", self("userID"), nonEmpty("userID"));

    private static final Scan<CommandRow> ALL = Scan.of(CommandRow.TABLE);

    private final Tables tables;
    private final UserNotices notices;
    private final Clock clock;

    UserCommands(Tables tables, UserNotices notices, Clock clock) {
        this.tables = tables;
        this.notices = notices;
        this.clock = clock;
    }

    processUserCommandAddResp processUserCommandAdd(Call call, processUserCommandAddReq request) {
        long now = clock.millis();
        var entry = HexFormat.of().toHexDigits(now) + Ids.messageId();
        var row =
                new CommandRow(
                        request.getUserID(),
                        request.getType(),
                        request.getUuid(),
                        entry,
                        now,
                        request.getValue().getValue(),
                        request.getEx().getValue());
        tables.write(List.of(Write.insert(CommandRow.TABLE, row))).await();
        notices.userCommandAdd(call, request.getUserID());
        return processUserCommandAddResp.getDefaultInstance();
    }

    processUserCommandDeleteResp processUserCommandDelete(
            Call call, processUserCommandDeleteReq request) {
        var one = ALL.within(request.getUserID(), request.getType(), request.getUuid()).limit(1);
        tables.transact(() -> tables.scan(one).map(found -> List.of(deleted(found)))).await();
        notices.userCommandDelete(call, request.getUserID());
        return processUserCommandDeleteResp.getDefaultInstance();
    }

    private static Write deleted(List<CommandRow> found) {
        var row = first(found);
        return Write.delete(CommandRow.TABLE, row.userID(), row.type(), row.uuid(), row.entry());
    }

    processUserCommandUpdateResp processUserCommandUpdate(
            Call call, processUserCommandUpdateReq request) {
        if (request.hasValue() || request.hasEx()) update(request);
        notices.userCommandUpdate(call, request.getUserID());
        return processUserCommandUpdateResp.getDefaultInstance();
    }

    private void update(processUserCommandUpdateReq request) {
        var one = ALL.within(request.getUserID(), request.getType(), request.getUuid()).limit(1);
        tables.transact(() -> tables.scan(one).map(found -> List.of(updated(found, request))))
                .await();
    }

    private static Write updated(List<CommandRow> found, processUserCommandUpdateReq request) {
        var row = first(found);
        var after =
                row.with(
                        request.hasValue() ? request.getValue().getValue() : row.value(),
                        request.hasEx() ? request.getEx().getValue() : row.ex());
        return Write.replace(CommandRow.TABLE, row, after);
    }

    private static CommandRow first(List<CommandRow> found) {
        if (found.isEmpty()) throw new Refusal(ErrorCode.RECORD_NOT_FOUND);
        return found.getFirst();
    }

    processUserCommandGetResp processUserCommandGet(Call call, processUserCommandGetReq request) {
        var response = processUserCommandGetResp.newBuilder();
        for (var row : tables.scan(ALL.within(request.getUserID(), request.getType())).await())
            response.addCommandResp(
                    CommandInfoResp.newBuilder()
                            .setType(row.type())
                            .setCreateTime(row.createTime() / 1000)
                            .setUuid(row.uuid())
                            .setValue(row.value())
                            .setEx(row.ex()));
        return response.build();
    }

    processUserCommandGetAllResp processUserCommandGetAll(
            Call call, processUserCommandGetAllReq request) {
        var response = processUserCommandGetAllResp.newBuilder();
        for (var row : tables.scan(ALL.within(request.getUserID())).await())
            response.addCommandResp(
                    AllCommandInfoResp.newBuilder()
                            .setType(row.type())
                            .setCreateTime(row.createTime() / 1000)
                            .setUuid(row.uuid())
                            .setValue(row.value())
                            .setEx(row.ex()));
        return response.build();
    }
}
