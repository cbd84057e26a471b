using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>The text of a policy as a page shows it. Immutable.</summary>
/// <param name="Hash">Hash of its canonical form, lower-case hex.</param>
/// <param name="Text">As typed.</param>
/// <param name="Seal">What its seal proved; null: the module did not tell it, somebody took it in here.</param>
internal sealed record ShownPolicy(string Hash, string Text, SealProof? Seal)
{
    /// <summary>Its lines, fit to be shown.</summary>
    internal IEnumerable<string> Lines
    {
        get
        {
            foreach (string line in TextLines.Of(Text)) yield return PeerText.Clean(line.Replace("\t", "    "));
        }
    }

    /// <summary>It as its reader has it: kept texts are policies.</summary>
    internal PolicyReading Reading => PolicyReader.Read(Text);

    /// <summary>Its name and version, for a list.</summary>
    internal string Name => Reading.Policy is { } policy ? $"{PeerText.Clean(policy.Name)} version {policy.Version}" : Short(Hash);

    /// <summary>As much of a hash as people compare.</summary>
    internal static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
