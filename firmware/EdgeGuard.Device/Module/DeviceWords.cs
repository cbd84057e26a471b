using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>What a device tells at its console of what only a device has.</summary>
internal static class DeviceWords
{
    internal const string ClaimCodePlace = "on the label of the module";

    internal const string ClockSource = "the module's own clock, set by a clock chip, a time server or a person";

    /// <summary>Why all accounts cannot be removed by whoever knows the claim code.</summary>
    /// <param name="hasKeySwitch">Whether the board has a key switch, which is not turned.</param>
    /// <param name="remedy">How they can be removed.</param>
    internal static string WayBackProblem(bool hasKeySwitch, out string remedy)
    {
        if (!hasKeySwitch)
        {
            remedy = "log in; without any password its flash has to be erased at the debug port, and the module set up anew";
            return "this board has no key switch, and the claim code alone removes no accounts";
        }
        remedy = "turn the key off and on, type 'forget-accounts' with it turned, and have the claim code at hand; "
            + "in a serial cable the turned key bypasses the guard";
        return "the key switch at the front is not turned, and the claim code alone removes no accounts";
    }

    /// <summary>Sets a device's clock. Empty when it is set, otherwise why not.</summary>
    internal static string SetClock(IClock clock, long utc, out string remedy)
    {
        remedy = "";
        var settable = clock as ISettableClock;
        if (settable == null) return "this board's clock cannot be set";
        settable.Set(utc);
        return "";
    }

    /// <summary>Why there is no way to a PLC with this name.</summary>
    internal static string NoName(string host)
    {
        return "'" + host + "' is no IPv4 address, and this module looks no names up";
    }
}
