using System;
using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>A figure of the console, the same for whoever asks for it.</summary>
/// <param name="Name">Its name, as Prometheus has them; a counter's ends with <c>_total</c>.</param>
/// <param name="Help">What it is.</param>
/// <param name="Values">What it is at present, a value for each set of labels.</param>
internal sealed record Figure(string Name, string Help, Func<IEnumerable<FigureValue>> Values)
{
    internal const string CounterEnding = "_total";

    /// <summary>Whether it only grows.</summary>
    internal bool IsCounter => Name.EndsWith(CounterEnding, StringComparison.Ordinal);
}
