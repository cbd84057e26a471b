using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>When the MAX6369 fires, by how its three pins are wired and by its datasheet's spread over temperature and supply.</summary>
internal static class Supervision
{
    // What README.md says: no edge for less than the first does nothing, and within the second everything is reset.
    private const double LeastSeconds = 10;
    private const double MostSeconds = 60;

    private static readonly string[] Pins = ["6", "5", "4"];

    /// <summary>Seconds at the least by SET2, SET1, SET0 (19-1676, table 1): delay after a start and time-out have the same; 0: it is off.
    /// </summary>
    private static readonly Dictionary<string, double> LeastBySetting = new()
    {
        ["000"] = 1e-3,
        ["001"] = 10e-3,
        ["010"] = 30e-3,
        ["011"] = 0,
        ["100"] = 100e-3,
        ["101"] = 1,
        ["110"] = 10,
        ["111"] = 60,
    };

    // From least to most, from memory of the same datasheet's electrical characteristics: 10 to 30 s.
    private const double Spread = 3;

    /// <summary>One line for each promise that the wiring does not keep.</summary>
    internal static IEnumerable<string> Faults(Netlist netlist)
    {
        string chip = netlist.With("MAX6369").Single().Reference;
        string setting = string.Concat(Pins.Select(pin => netlist.NetOf(chip, pin) == "+3V3" ? '1' : '0'));
        double least = LeastBySetting[setting];
        if (least == 0)
        {
            yield return $"SET {setting} switches the supervisor off";
            yield break;
        }
        // After a reset the delay of a start passes first, and then the time-out of a processor that never gave an edge.
        double most = 2 * Spread * least;
        if (least < LeastSeconds) yield return $"SET {setting}: it may fire {least} s after an edge";
        if (most > MostSeconds) yield return $"SET {setting}: it may fire only {most} s after a start";
    }
}
