using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Reads the formats of serial lines from command lines.</summary>
internal static class SerialFormats
{
    /// <summary>Baud rates with commas between, and one format of characters for all of them. What is wrong goes into
    /// <paramref name="problems"/>.</summary>
    internal static SerialFormat[] Read(string bauds, string characters, List<string> problems)
    {
        bool isFormat = SerialFormat.Read(SerialFormat.MinBaud, characters) != null;
        if (!isFormat) problems.Add($"--format '{characters}' is none of 8E1, 8O1, 8N1, 8N2; RTU has eight data bits");
        var formats = new List<SerialFormat>();
        foreach (string word in bauds.Split(','))
        {
            bool isBaud = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int baud)
                && baud is >= SerialFormat.MinBaud and <= SerialFormat.MaxBaud;
            if (!isBaud)
            {
                problems.Add($"--baud '{word}' is not a baud rate from {SerialFormat.MinBaud} to {SerialFormat.MaxBaud}, such as 9600");
            }
            else if (SerialFormat.Read(baud, characters) is { } format)
            {
                formats.Add(format);
            }
        }
        return [.. formats];
    }
}
