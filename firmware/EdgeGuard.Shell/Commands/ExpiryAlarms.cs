using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>What runs out so soon that whoever is here should know.</summary>
internal static class ExpiryAlarms
{
    /// <summary>One line each; none while the time is not known.</summary>
    internal static string[] Of(ConsoleServices services)
    {
        if (services.Clock.Trust == ClockTrust.Unset) return new string[0];
        ExpiryDates dates = services.Platform.Expiries;
        long utc = services.Clock.Utc;
        var lines = new string[dates.Count];
        int count = 0;
        for (int i = 0; i < dates.Count; i++)
        {
            if (dates.AlarmsAt(i, utc) > 0)
            {
                lines[count++] = ExpiryText.Line(dates.KindAt(i), dates.DaysAt(i, utc)) + ", " + TerminalText.Utc(dates.UntilAt(i));
            }
        }
        var found = new string[count];
        for (int i = 0; i < count; i++) found[i] = lines[i];
        return found;
    }
}
