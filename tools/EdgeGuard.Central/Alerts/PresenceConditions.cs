using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Whether modules are there: one alert for what took several of them away.</summary>
internal static class PresenceConditions
{
    internal static IEnumerable<AlertSignal> BrokerAway(AlertInput input)
    {
        if (input.BrokerTrouble.Length > 0) yield return new AlertSignal("", "", "", $"the broker: {input.BrokerTrouble}");
        if (!input.Presence.IsBrokerAway || input.BrokerTrouble.Length > 0) yield break;
        int silent = input.Presence.Sites.Sum(site => input.Presence.CountsOf(site).Silent);
        string sites = $"{input.Presence.Sites.Count()} sites";
        yield return new AlertSignal("", "", "", $"{silent} of {input.Modules.Count} modules of {sites} are silent");
    }

    internal static IEnumerable<AlertSignal> SiteSilent(AlertInput input)
    {
        bool isWithheld = IsEverywhere(input);
        foreach (string site in input.Presence.Sites.Where(input.Presence.IsSiteSilent))
        {
            (int silent, int all) = input.Presence.CountsOf(site);
            yield return new AlertSignal(site, "", "", $"{silent} of {all} modules are silent") { Kind = KindOf(isWithheld) };
        }
    }

    internal static IEnumerable<AlertSignal> ModuleSilent(AlertInput input)
    {
        bool isEverywhere = IsEverywhere(input);
        HashSet<string> silentSites = [.. input.Presence.Sites.Where(
            site => isEverywhere || input.Presence.IsSiteSilent(site) || input.IsOn(AlertKind.SiteSilent, site, ""))];
        foreach (ModuleView module in input.Modules)
        {
            if (input.Presence.IsUnknown(module))
            {
                yield return new AlertSignal(module.Site, module.Name, "", "") { Kind = SignalKind.Unknown };
            }
            else if (input.Presence.IsSilent(module))
            {
                yield return new AlertSignal(module.Site, module.Name, "", WordsOf(module))
                {
                    Since = input.Presence.SilentSince(module),
                    Kind = KindOf(silentSites.Contains(module.Site)),
                };
            }
        }
    }

    private static bool IsEverywhere(AlertInput input) =>
        input.Presence.IsBrokerAway || input.BrokerTrouble.Length > 0 || input.IsOn(AlertKind.BrokerAway, "", "");

    private static SignalKind KindOf(bool isWithheld) => isWithheld ? SignalKind.Withheld : SignalKind.Holds;

    private static string WordsOf(ModuleView module) => module.State switch
    {
        { IsOnline: false, IsStopped: true } => "it said goodbye and did not come back",
        { IsOnline: false } => "its connection broke",
        _ => "it says nothing, and its connection did not end",
    };
}
