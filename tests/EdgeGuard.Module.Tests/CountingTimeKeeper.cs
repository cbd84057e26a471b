namespace EdgeGuard.Module.Tests;

/// <summary>Counts what it is asked for.</summary>
internal sealed class CountingTimeKeeper : ITimeKeeper
{
    internal int Starts { get; private set; }

    internal int Steps { get; private set; }

    internal int Ends { get; private set; }

    public void Start() => Starts++;

    public void Step() => Steps++;

    public void End() => Ends++;
}
