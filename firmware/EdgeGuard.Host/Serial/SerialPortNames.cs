using System;
using System.Collections.Generic;
using System.IO;

namespace EdgeGuard.Host;

/// <summary>The serial ports that this machine has now, by the names that settings should have.</summary>
internal static class SerialPortNames
{
    private const string ById = "/dev/serial/by-id";
    private const string Devices = "/dev";

    /// <summary>Adapters by their own names first: those stay when another one is plugged in.</summary>
    internal static string[] There()
    {
        var names = new List<string>(In(ById, "*"));
        if (names.Count == 0) names.AddRange([.. In(Devices, "ttyUSB*"), .. In(Devices, "ttyACM*")]);
        names.AddRange(In(Devices, "ttyAMA*"));
        return [.. names];
    }

    private static string[] In(string folder, string pattern)
    {
        try
        {
            string[] found = Directory.GetFiles(folder, pattern);
            Array.Sort(found, StringComparer.Ordinal);
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
