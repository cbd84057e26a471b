using System;
using System.Collections.Generic;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>A part of a page as it is now, again whenever that changes, as long as its session lasts.</summary>
/// <param name="look">Who has the session; null: it is over.</param>
/// <param name="current">Who is told: what the person sees changes with the roles.</param>
/// <param name="changes">Counts what was stored.</param>
/// <param name="render">Makes the part.</param>
internal sealed class LiveFeed(
    Func<SignedInPerson?> look, CurrentPerson current, Func<long> changes, Func<Task<string>> render)
{
    /// <summary>The event that has the part.</summary>
    internal const string Rows = "rows";

    /// <summary>The event that says that nothing follows: who has no session any more connects no more.</summary>
    internal const string End = "end";

    private const string Beat = "beat";

    // Often enough to seem at once, and seldom enough for what a page costs; the session is looked at as often.
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    // Without a change: what says how long ago something was, and alerts.
    private const int PulsesOfSame = 10;

    internal async IAsyncEnumerable<SseItem<string>> Follow([EnumeratorCancellation] CancellationToken stop)
    {
        string shown = "";
        long seen = -1;
        for (int pulse = 0; !stop.IsCancellationRequested; pulse++)
        {
            current.Person = look();
            if (current.Person == null)
            {
                yield return new SseItem<string>("", End);
                yield break;
            }
            long now = changes();
            if (now != seen || pulse % PulsesOfSame == 0)
            {
                seen = now;
                string part = await render().ConfigureAwait(false);
                // What is the same says at least that the connection stands.
                yield return part == shown ? new SseItem<string>("", Beat) : new SseItem<string>(part, Rows);
                shown = part;
            }
            await Task.Delay(Pulse, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
