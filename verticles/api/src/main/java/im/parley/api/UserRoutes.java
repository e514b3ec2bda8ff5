package im.parley.api;

import java.util.List;

/// http-identity-and-groups.md 8.
final class UserRoutes {
    private UserRoutes() {}

    static List<Route> all() {
        return List.of(
                row("user_register", "userRegister", "users"),
                row("update_user_info", "updateUserInfo"),
                row("update_user_info_ex", "updateUserInfoEx"),
                row("set_global_msg_recv_opt", "setGlobalRecvMessageOpt"),
                row("get_users_info", "getDesignateUsers", "userIDs"),
                row("get_all_users_uid", "getAllUserID"),
                row("account_check", "accountCheck", "checkUserIDs"),
                row("get_users", "getPaginationUsers"),
                row("subscribe_users_status", "subscribeOrCancelUsersStatus", "userIDs"),
                row("get_users_status", "getUserStatus"),
                row("get_subscribe_users_status", "getSubscribeUsersStatus"),
                row("process_user_command_add", "processUserCommandAdd"),
                row("process_user_command_delete", "processUserCommandDelete"),
                row("process_user_command_update", "processUserCommandUpdate"),
                row("process_user_command_get", "processUserCommandGet"),
                row("process_user_command_get_all", "processUserCommandGetAll"),
                row("add_notification_account", "addNotificationAccount"),
                row("update_notification_account", "updateNotificationAccountInfo"),
                row("search_notification_account", "searchNotificationAccount"),
                row("get_user_client_config", "getUserClientConfig"),
                row("set_user_client_config", "setUserClientConfig"),
                row("del_user_client_config", "delUserClientConfig"),
                row("page_user_client_config", "pageUserClientConfig"),
                Route.row("/statistics/user/register", "openim.user.user/userRegisterCount"));
    }

    private static Route row(String path, String rpc, String... lists) {
        return Route.row("/user/" + path, "openim.user.user/" + rpc, lists);
    }
}
