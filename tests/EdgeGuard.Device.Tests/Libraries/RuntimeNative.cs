using EdgeGuard.Device.Tests.Libraries;

namespace nanoFramework.Runtime.Native;

/// <summary>The interpreter's way to start the processor anew.</summary>
public static class Power
{
    public static void RebootDevice()
    {
        FakeHardware.Current.Reboots++;
    }
}

/// <summary>The interpreter's memory.</summary>
public static class GC
{
    /// <summary>Bytes that are free after a collection.</summary>
    public static uint Run(bool compactHeap)
    {
        return FakeHardware.Current.FreeBytes;
    }
}

/// <summary>What the interpreter says of itself.</summary>
public static class SystemInfo
{
    public static System.Version Version { get; } = new(1, 17, 0, 1);

    public static string TargetName
    {
        get { return "A_TARGET"; }
    }
}
