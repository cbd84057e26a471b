namespace EdgeGuard.Shell;

/// <summary>Where the guide is.</summary>
internal enum SetupStep : byte
{
    Claim = 0,
    Name = 1,
    Password = 2,
    Site = 3,
    Module = 4,
    SecondFactor = 5,
    Code = 6,
    Listen = 7,
    SerialClient = 8,
    Plc = 9,
    Zone = 10,
    Names = 11,
    Certificate = 12,
    Authority = 13,
    RevocationList = 14,
    Policy = 15,
    Summary = 16,
    Confirm = 17,
}
