using System.Collections.Generic;
using System.Globalization;

namespace EdgeGuard.Cli;

/// <summary>Reads the numbers that a benchmark is given, and adds what is wrong with them.</summary>
internal static class BenchNumbers
{
    private const double MostSeconds = 3600;

    internal static double Seconds(double seconds, double least, List<string> problems)
    {
        if (seconds >= least && seconds <= MostSeconds) return seconds;
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"--seconds {seconds} is not between {least} and {MostSeconds}"));
        return least;
    }

    /// <summary>One number, with bounds that it may have itself.</summary>
    internal static int One(string option, int number, int least, int most, List<string> problems)
    {
        if (number >= least && number <= most) return number;
        problems.Add($"{option} {number} is not between {least} and {most}");
        return least;
    }

    /// <summary>Numbers from 1 to <paramref name="most"/>, with commas between them.</summary>
    internal static int[] Read(string option, string text, int most, List<string> problems)
    {
        var numbers = new List<int>();
        foreach (string word in text.Split(','))
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
            {
                numbers.Add(number);
            }
            else
            {
                problems.Add($"{option} '{word}' is not a number from 1 to {most}");
            }
        }
        return [.. numbers];
    }
}
