namespace EdgeGuard.Central;

/// <summary>What an alert is about. Stored: append only. What there is to say of each is its row in <see cref="AlertRules"/>.</summary>
public enum AlertKind
{
    None = 0,
    ModuleSilent = 1,
    SiteSilent = 2,
    BrokerAway = 3,
    PlcSilent = 4,
    UnitSilent = 5,
    RefusalBurst = 6,
    HandshakeBurst = 7,
    Scan = 8,
    Bypass = 9,
    CaseOpen = 10,
    Isolated = 11,
    ObserveTooLong = 12,
    UnsafeListener = 13,
    CredentialEnding = 14,
    ClockWrong = 15,
    StreamGap = 16,
    ChainBroken = 17,
    BootWentBack = 18,
    StreamTwice = 19,
    SelfTestFailed = 20,
    PolicyUnknown = 21,
    StorageTrouble = 22,
    NotificationLost = 23,
}
