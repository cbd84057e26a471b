namespace EdgeGuard.Cli;

/// <summary>What threads have used: of one, or of all of a process together. NaN: the system does not tell.</summary>
/// <param name="CpuSeconds">On a processor.</param>
/// <param name="Voluntary">How often they went to sleep.</param>
/// <param name="Involuntary">How often a processor was taken from them.</param>
internal readonly record struct ThreadUse(double CpuSeconds, double Voluntary, double Involuntary)
{
    private const double PerSecond = 1e9;

    public static readonly ThreadUse Unknown = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Voluntary and involuntary switches.</summary>
    public double Switches => Voluntary + Involuntary;

    public static ThreadUse operator +(ThreadUse a, ThreadUse b) =>
        new(a.CpuSeconds + b.CpuSeconds, a.Voluntary + b.Voluntary, a.Involuntary + b.Involuntary);

    public static ThreadUse operator -(ThreadUse a, ThreadUse b) =>
        new(a.CpuSeconds - b.CpuSeconds, a.Voluntary - b.Voluntary, a.Involuntary - b.Involuntary);

    /// <summary>Reads what /proc says of one thread.</summary>
    /// <param name="schedstat">Nanoseconds on a processor come first: the ticks of stat are too coarse for a short measurement.</param>
    /// <param name="status">The counts of switches.</param>
    public static ThreadUse Parse(string schedstat, string status) => new(
        ProcStatus.Number(schedstat.Split(' ')[0]) / PerSecond,
        ProcStatus.Number(status, "voluntary_ctxt_switches"),
        ProcStatus.Number(status, "nonvoluntary_ctxt_switches"));
}
