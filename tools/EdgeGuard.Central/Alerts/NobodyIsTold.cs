using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Where nobody is told of alerts but by pages.</summary>
public sealed class NobodyIsTold : IAlertListener
{
    private static readonly Dictionary<string, long> Nothing = [];

    public void Told(Alert alert, bool isOver)
    {
    }

    public IReadOnlyDictionary<string, long> TakeLost() => Nothing;
}
