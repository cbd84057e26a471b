using System;

namespace EdgeGuard.Central;

/// <summary>How long somebody else's broker is left alone before it is asked again: twice as long each time, until a connection lasts. Of
/// one task.</summary>
internal sealed class ReconnectPause
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan _next = Shortest;

    /// <summary>The pause after a connection.</summary>
    /// <param name="lasted">For how long there was one.</param>
    internal TimeSpan After(TimeSpan lasted)
    {
        // A broker that takes everybody and drops them at once is away like one that takes nobody.
        if (lasted >= _next) _next = Shortest;
        TimeSpan pause = _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
