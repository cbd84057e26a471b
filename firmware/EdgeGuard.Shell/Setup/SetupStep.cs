namespace EdgeGuard.Shell.Setup;

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
    Plc = 8,
    PlcOwnAddress = 9,
    PlcTest = 10,
    Zone = 11,
    Names = 12,
    Certificate = 13,
    Authority = 14,
    RevocationList = 15,
    Policy = 16,
    Summary = 17,
    Confirm = 18,
}
