using EdgeGuard.Core;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>The module's time: what it is, whose, and how far it can be trusted; and setting it where a person can.</summary>
internal static class ClockCommands
{
    private const int MinutesPerDay = 1_440;

    private static readonly string[] Weekdays = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

    internal static void Show(ConsoleSession session, CommandWords words)
    {
        if (words.Count > 1)
        {
            session.Fail(
                "'" + words.Rest(1) + "' is nothing that a clock does", "'clock' shows it, 'clock set 2026-11-28 10:15:00Z' sets it");
            return;
        }
        IClock clock = session.Services.Clock;
        session.Output.Line("UTC     " + ClockText.Of(clock));
        session.Output.Line("source  " + session.Services.Platform.ClockSource);
        CheckedConfiguration? inForce = session.Services.Configurations.InForce;
        if (inForce == null || clock.Trust == ClockTrust.Unset) return;
        string local = TerminalText.Utc(inForce.Zone.Local(clock.Utc));
        session.Output.Line(
            "site    " + Weekdays[inForce.Zone.WeekMinute(clock.Utc) / MinutesPerDay] + " " + local.Substring(0, local.Length - 1)
            + "   " + SettingKeys.SiteZone + " " + inForce.Settings.Text(SettingKeys.SiteZone));
    }

    internal static void Set(ConsoleSession session, CommandWords words)
    {
        string typed = words.Rest(2);
        if (!UtcText.TryRead(typed, out long utc))
        {
            session.Fail(
                "'" + typed + "' is no time that a clock could be set to",
                "UTC, such as 'clock set 2026-11-28 10:15:00Z', from 2025 to 2099");
            return;
        }
        IClock clock = session.Services.Clock;
        ClockTrust before = clock.Trust;
        long jump = before == ClockTrust.Unset ? 0 : (utc - clock.Utc) / 1000;
        string problem = session.Services.Platform.SetClock(utc, out string remedy);
        if (problem.Length > 0)
        {
            session.Fail(problem, remedy);
            return;
        }
        // Told by the new clock, so that the record stands where it belongs.
        session.Services.Events.Add(new Event { Code = EventCode.ClockSet, Peer = session.Person!.Peer, A = (int)jump, B = (int)before });
        if (session.IsBatch) return;
        string by = before == ClockTrust.Unset ? "for the first time" : "by " + (jump < 0 ? "" : "+") + jump + " s";
        session.Output.Line("Set, " + by + ": " + ClockText.Of(clock));
    }
}
