using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>What puts a configuration in force, and knows what only this platform can know of it. Called under the lock of
/// <see cref="Configurations"/>: it must not call them. Never throws.</summary>
public interface IConfigurationApplier
{
    /// <summary>Adds what this platform finds wrong beyond the texts: addresses
    /// that are none, certificates that are missing or do not fit.</summary>
    void Check(CheckedConfiguration configuration, ProblemList problems);

    /// <summary>Puts it in force under running sessions. A policy, mode, time or limit drops none; what cannot be changed under sessions
    /// (listeners, the way to the PLC) ends and begins them again.</summary>
    /// <param name="configuration">Checked before; null: nothing is in force, everything is refused.</param>
    /// <param name="isTrial">Whether to note what the one before would have let through.</param>
    /// <param name="difference">That note, where it was asked for and there was one before.</param>
    /// <returns>Empty; or what went wrong, in words, and then the one before is in force as it was.</returns>
    string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference);

    /// <summary>The keys whose values, once the configuration is in force, take effect at the next start only.</summary>
    string[] WaitForStart(CheckedConfiguration configuration);
}
