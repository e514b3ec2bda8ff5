package im.parley.node;

import im.parley.api.ApiConfig;
import im.parley.auth.AuthConfig;
import im.parley.embedded.EmbeddedConfig;
import im.parley.group.GroupConfig;
import im.parley.hub.HubConfig;
import im.parley.notify.NotifyConfig;
import im.parley.platform.Settings;
import im.parley.schedule.ScheduleConfig;
import im.parley.send.SendConfig;
import im.parley.sync.SyncConfig;
import im.parley.transfer.TransferConfig;
import im.parley.webhook.WebhooksConfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that can be configured: a component is a section of `conf/parley.yaml`.
record ParleyConfig(
        ServerConfig server,
        AdminsConfig admins,
        HubConfig hub,
        ApiConfig api,
        MetricsConfig metrics,
        LogConfig log,
        AuthConfig auth,
        GroupConfig group,
        SendConfig send,
        TransferConfig transfer,
        SyncConfig sync,
        ScheduleConfig schedule,
        EmbeddedConfig embedded,
        NotifyConfig notifications,
        WebhooksConfig webhooks) {
    static final ParleyConfig DEFAULTS =
            new ParleyConfig(
                    ServerConfig.DEFAULTS,
                    AdminsConfig.DEFAULTS,
                    HubConfig.DEFAULTS,
                    ApiConfig.DEFAULTS,
                    MetricsConfig.DEFAULTS,
                    LogConfig.DEFAULTS,
                    AuthConfig.DEFAULTS,
                    GroupConfig.DEFAULTS,
                    SendConfig.DEFAULTS,
                    TransferConfig.DEFAULTS,
                    SyncConfig.DEFAULTS,
                    ScheduleConfig.DEFAULTS,
                    EmbeddedConfig.DEFAULTS,
                    NotifyConfig.DEFAULTS,
                    WebhooksConfig.DEFAULTS);

    /// Every port by its key.
    Map<String, Integer> ports() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("hub.port", hub.port());
        ports.put("api.port", api.port());
        ports.put("api.grpcPort", api.grpcPort());
        ports.put("metrics.port", metrics.port());
        return ports;
    }

    /// The same server on whatever ports are free.
    ParleyConfig onFreePorts(String host, String data) {
        return with(
                "server.host=" + host,
                "server.data=" + data,
                "server.secretFile=",
                "hub.port=0",
                "hub.closeSpreadMillis=0",
                "api.port=0",
                "api.grpcPort=0",
                "metrics.port=0");
    }

    /// @param sets such as `hub.port=0`
    ParleyConfig with(String... sets) {
        return Settings.load(Optional.empty(), Map.of(), List.of(sets)).readAll(this);
    }
}
