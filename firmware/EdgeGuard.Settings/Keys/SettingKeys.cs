using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Settings;

/// <summary>Every key there is, in the order in which settings are shown:
/// the one list for reader, check, help and what a commit ends.</summary>
public static class SettingKeys
{
    public const string Site = "site";
    public const string Module = "module";
    public const string SiteZone = "site.zone";
    public const string Mode = "mode";
    public const string PolicyFile = "policy.file";
    public const string ListenTls = "listen.tls";
    public const string TlsCertificate = "tls.certificate";
    public const string TlsKey = "tls.key";
    public const string TlsCa = "tls.ca";
    public const string TlsCrl = "tls.crl";
    public const string TlsAddressRole = "tls.address-role";
    public const string TlsHandshakeDeadline = "tls.handshake-deadline";
    public const string TlsHandshakes = "tls.handshakes";
    public const string PeerExpiryGrace = "peer.expiry-grace";
    public const string CrlStale = "crl.stale";
    public const string ClockUntrusted = "clock.untrusted";
    public const string TimeServer = "time.server";
    public const string UnsafePlainListen = "unsafe-plain.listen";
    public const string UnsafePlainRole = "unsafe-plain.role";
    public const string ListenSerial = "listen.serial";
    public const string ClientIdle = "client.idle";
    public const string FrameMax = "frame.max";
    public const string PlcAddress = "plc.address";
    public const string PlcOwnAddress = "plc.own-address";
    public const string PlcTimeout = "plc.timeout";
    public const string PlcConnectTimeout = "plc.connect-timeout";
    public const string PlcConnections = "plc.connections";
    public const string PlcIdle = "plc.idle";
    public const string PlcConnectDelay = "plc.connect-delay";
    public const string PlcUnitAlias = "plc.unit-alias";
    public const string Bus = "bus";
    public const string Unit = "unit";
    public const string MqttBroker = "mqtt.broker";
    public const string MqttTls = "mqtt.tls";
    public const string MqttCa = "mqtt.ca";
    public const string MqttCertificate = "mqtt.certificate";
    public const string MqttKey = "mqtt.key";
    public const string MqttUser = "mqtt.user";
    public const string MqttPasswordFile = "mqtt.password-file";
    public const string MqttMetrics = "mqtt.metrics";
    public const string EventsSpool = "events.spool";
    public const string EventsWrites = "events.writes";
    public const string EventsUnheard = "events.unheard";
    public const string TrafficRows = "traffic.rows";
    public const string TrafficValues = "traffic.values";
    public const string TrafficPublish = "traffic.publish";
    public const string AccessIdle = "access.idle";
    public const string AccessPasswordTime = "access.password-time";

    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Day = 24 * 60 * Minute;

    private static readonly SettingKey[] All =
    {
        SettingKey.Required(Site, SettingKind.Name, Effect.Guard, "name of the site, as in the MQTT topics"),
        SettingKey.Required(Module, SettingKind.Name, Effect.Guard, "name of this module, unique in the site"),
        SettingKey.Of(SiteZone, SettingKind.Zone, Effect.Live, "UTC0",
            "the site's time zone for 'during': a name such as Europe/Berlin, or a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3"),
        SettingKey.Choice(Mode, Effect.Live, new string[] { GuardModeText.Of(GuardMode.Enforce), GuardModeText.Of(GuardMode.Observe) },
            "enforce refuses what no line allows; observe forwards and reports it"),
        SettingKey.Required(PolicyFile, SettingKind.File, Effect.Live, "the policy: what gets through"),
        SettingKey.Of(ListenTls, SettingKind.Listen, Effect.Guard, "0.0.0.0:802",
            "where clients connect with Modbus/TCP Security; off for none"),
        SettingKey.Of(TlsCertificate, SettingKind.File, Effect.Live, "", "this module's certificate and its chain, PEM"),
        SettingKey.Of(TlsKey, SettingKind.File, Effect.Live, "", "this module's private key, PEM, mode 600"),
        SettingKey.Of(TlsCa, SettingKind.File, Effect.Live, "",
            "the CA that clients' certificates must chain to, PEM; a client's needs the extended key usage clientAuth, and its role "
            + "extension"),
        SettingKey.Of(TlsCrl, SettingKind.File, Effect.Live, "",
            "revocation lists, PEM (several in one file) or DER; every CA that issued a certificate of a chain needs its own"),
        SettingKey.Repeated(TlsAddressRole, SettingKind.AddressRole, Effect.Guard,
            "a device that cannot read its clients' certificates: a source address and its role; who comes from another address is "
            + "rejected"),
        SettingKey.Duration(TlsHandshakeDeadline, Effect.Guard, 5 * Second, 500, Minute, "how long a TLS handshake may take"),
        SettingKey.Number(TlsHandshakes, Effect.Guard, 8, 1, 64, "TLS handshakes that may go on at once"),
        SettingKey.Duration(PeerExpiryGrace, Effect.Live, 0, 0, 30 * Day, "how long a client's certificate is accepted after it ran out"),
        SettingKey.Choice(CrlStale, Effect.Live, new string[] { "refuse", "accept" }, "what an overdue revocation list means for clients"),
        SettingKey.Choice(ClockUntrusted, Effect.Live, new string[] { "refuse", "floor" },
            "whether certificates can be judged by a clock that is only a floor"),
        SettingKey.Of(TimeServer, SettingKind.Address, Effect.Guard, "off",
            "a device: IP address of the SNTP server that sets its clock; the clock of other modules is their system's"),
        SettingKey.Of(UnsafePlainListen, SettingKind.Listen, Effect.Guard, "off",
            "UNSAFE: where clients connect without TLS, known by address alone"),
        SettingKey.Repeated(UnsafePlainRole, SettingKind.AddressRole, Effect.Guard, "UNSAFE: a source address and its role"),
        SettingKey.Repeated(ListenSerial, SettingKind.SerialClient, Effect.Guard,
            "a serial port at which a client asks, its baud rate and format, and the client's role; then stretch PERCENT, echo, rs485 as "
            + "needed"),
        SettingKey.Duration(ClientIdle, Effect.Live, GuardLimits.DefaultClientIdleMs, Second, 7 * Day,
            "a session without a request for so long is closed"),
        SettingKey.Number(FrameMax, Effect.Live, ModbusLimits.MaxTcpAdu, ModbusLimits.MaxTcpAdu, 65541,
            "largest Modbus/TCP frame, bytes, of sessions and connections that begin from then on; more than 260 only for vendor "
            + "functions"),
        SettingKey.Of(PlcAddress, SettingKind.Endpoint, Effect.Guard, "",
            "the PLC's Modbus TCP port; every unit is there that no 'unit' line puts on a bus"),
        SettingKey.Of(PlcOwnAddress, SettingKind.OwnAddress, Effect.Guard, "off",
            "a module with a network of its own toward the PLC: its address there with the network's length, such as 192.168.1.250/24, "
            + "and 'via 192.168.1.1' where the PLC is behind a gateway; elsewhere the system has it"),
        SettingKey.Duration(PlcTimeout, Effect.Live, GuardLimits.DefaultPlcTimeoutMs, 10, Minute,
            "how long a unit may take to begin its answer"),
        SettingKey.Duration(PlcConnectTimeout, Effect.Live, GuardLimits.DefaultPlcConnectMs, 10, Minute,
            "how long connecting to the PLC may take"),
        SettingKey.Number(PlcConnections, Effect.Guard, 1, 1, PlcPortSetup.MaxConnections,
            "connections to the PLC at once; many PLCs take one"),
        SettingKey.Duration(PlcIdle, Effect.Live, 0, 0, 7 * Day,
            "a connection to the PLC, or a bus's port, that no request used for so long is closed, for a PLC that takes one connection "
            + "alone or forgets idle ones; 0s: it is kept"),
        SettingKey.Duration(PlcConnectDelay, Effect.Live, 0, 0, Minute,
            "how long to wait behind connecting before the first request, for a PLC or gateway that is deaf at first; a client whose "
            + "time-out is shorter gets 0A meanwhile"),
        SettingKey.Repeated(PlcUnitAlias, SettingKind.UnitAlias, Effect.Live,
            "a unit id that clients use, and the one that is judged and sent instead"),
        SettingKey.Repeated(Bus, SettingKind.Bus, Effect.Guard,
            "a serial bus behind the module: its name, port, baud rate and format; then stretch PERCENT, retries N, turnaround TIME, "
            + "echo, rs485 as needed"),
        SettingKey.Repeated(Unit, SettingKind.Unit, Effect.Live,
            "where units are: '1-4 on north', '5 is 1 on north' (clients say 5, the bus says 1), '0 on north' (broadcasts), with "
            + "'timeout 2s' where one needs its own"),
        SettingKey.Of(MqttBroker, SettingKind.Endpoint, Effect.Guard, "off", "the MQTT broker that reports go to"),
        SettingKey.Choice(MqttTls, Effect.Guard, new string[] { "on", "off" }, "TLS to the broker"),
        SettingKey.Of(MqttCa, SettingKind.File, Effect.Live, "", "the CA that the broker's certificate must chain to, PEM"),
        SettingKey.Of(MqttCertificate, SettingKind.File, Effect.Live, "", "this module's certificate for the broker, PEM"),
        SettingKey.Of(MqttKey, SettingKind.File, Effect.Live, "", "its private key, PEM, mode 600"),
        SettingKey.Of(MqttUser, SettingKind.Text, Effect.Guard, "", "user name at the broker"),
        SettingKey.Of(MqttPasswordFile, SettingKind.File, Effect.Live, "",
            "file whose first line is the password at the broker, mode 600"),
        SettingKey.Duration(MqttMetrics, Effect.Guard, 10 * Second, Second, 60 * Minute, "how often counters are published"),
        SettingKey.Number(EventsSpool, Effect.Process, 16384, 64, 1048576,
            "events kept while the broker is away; each takes 64 bytes of memory, and of the store where there is one"),
        SettingKey.Choice(EventsUnheard, Effect.Live, new string[] { "drop", "keep" },
            "events while nobody subscribes to them: the broker takes them and they are gone, or they wait; MQTT 5 alone says which"),
        SettingKey.Choice(EventsWrites, Effect.Live, new string[] { "off", "on" }, "whether every forwarded write is an event"),
        SettingKey.Number(TrafficRows, Effect.Process, TrafficTable.HostRows, 0, TrafficTable.MostKeptRows,
            "polls (who asks which unit for what) that are told apart; when there are more, those that lie next to each other become one; "
            + "0: none is recorded"),
        SettingKey.Choice(TrafficValues, Effect.Live, new string[] { "off", "writes" },
            "whether what clients write is recorded with who asks what: smallest, largest, last, and up to eight different values"),
        SettingKey.Duration(TrafficPublish, Effect.Guard, 5 * Minute, 0, Day,
            "how often who asks what is published: the rows that changed; 0s: it is not"),
        SettingKey.Duration(AccessIdle, Effect.Live, 10 * Minute, 30 * Second, 12 * 60 * Minute,
            "console: nothing typed for so long logs a person out"),
        SettingKey.Duration(AccessPasswordTime, Effect.Live, 300, 50, 5 * Second,
            "console: how long checking a password takes; new ones cost as much guessing"),
    };

    /// <summary>How many keys there are.</summary>
    public static int Count
    {
        get { return All.Length; }
    }

    /// <summary>The names of all keys.</summary>
    public static string[] Names()
    {
        var names = new string[All.Length];
        for (int i = 0; i < names.Length; i++) names[i] = All[i].Name;
        return names;
    }

    /// <summary>Key number <paramref name="index"/>.</summary>
    public static SettingKey At(int index)
    {
        return All[index];
    }

    /// <summary>The number of the key called <paramref name="name"/>, or -1.</summary>
    public static int IndexOf(string name)
    {
        for (int i = 0; i < All.Length; i++)
        {
            if (All[i].Name == name) return i;
        }
        return -1;
    }
}
