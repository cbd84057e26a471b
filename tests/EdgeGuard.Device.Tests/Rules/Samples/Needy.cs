namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Begins with what another type's static constructor sets, which in the interpreter may run later.</summary>
internal static class Needy
{
    internal static readonly int Begin = NeededTable.Twice(1);

    /// <summary>Fine: what it needs is its own.</summary>
    internal static readonly int End = Begin + 1;
}
