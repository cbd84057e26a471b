using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;

namespace EdgeGuard.Shell;

/// <summary>What is going on: sessions, counters, events, version.</summary>
internal static class SeeingCommands
{
    private const int DefaultEvents = 20;
    private const int FollowMs = 200;

    internal static void Version(ConsoleSession session, CommandWords words)
    {
        session.Output.Line("EdgeGuard " + session.Services.Platform.Software + "  on " + session.Services.Platform.Platform);
    }

    internal static void Sessions(ConsoleSession session, CommandWords words)
    {
        SessionInfo[] sessions = session.Services.Platform.Sessions();
        if (sessions.Length == 0) session.Output.Line("No client is connected.");
        long now = session.Services.Clock.Now;
        for (int i = 0; i < sessions.Length; i++)
        {
            SessionInfo info = sessions[i];
            string head = TerminalText.Padded(info.Id.ToString(), 6) + TerminalText.Padded(TerminalText.Duration(now - info.OpenedAt), 12)
                + TerminalText.Padded(info.Requests + " requests", 18);
            session.Output.Line(head + PeerText.Text(info.Peer));
        }
    }

    internal static void Kill(ConsoleSession session, CommandWords words)
    {
        bool isNumber = SettingText.TryNumber(words[1], out long id) && id <= int.MaxValue;
        if (!isNumber || !session.Services.Platform.EndSession((int)id, session.Person!))
        {
            session.Fail("there is no session '" + words.Rest(1) + "'", "'sessions' lists them with their numbers");
        }
    }

    internal static void Counters(ConsoleSession session, CommandWords words)
    {
        for (int i = 0; i < (int)Counter.Count; i++)
        {
            uint value = session.Services.Counters.Read((Counter)i);
            if (value > 0 || words[1] == "all") session.Output.Line(TerminalText.Padded(CounterText.Of((Counter)i), 24) + value);
        }
    }

    internal static void Events(ConsoleSession session, CommandWords words)
    {
        EventChoice choice = Choice(words[1]);
        string word = choice == EventChoice.All ? words[1] : words[2];
        long last = session.Services.Events.Count(choice);
        long wanted = DefaultEvents;
        if (word == "follow")
        {
            wanted = 5;
        }
        else if (word.Length > 0 && (!SettingText.TryNumber(word, out wanted) || wanted == 0))
        {
            session.Fail("'" + word + "' is no number of events", "'events 50', 'events refused', 'events changes', or 'events follow'");
            return;
        }
        Show(session, choice, last - wanted, last);
        if (word == "follow") session.Dialogue.Follow(now => FollowEvents(session, choice, ref last, now), null);
    }

    private static EventChoice Choice(string word)
    {
        if (word == "refused") return EventChoice.Refused;
        return word == "changes" ? EventChoice.Changes : EventChoice.All;
    }

    private static long FollowEvents(ConsoleSession session, EventChoice choice, ref long last, long now)
    {
        long newest = session.Services.Events.Count(choice);
        Show(session, choice, last, newest);
        last = newest;
        return now + FollowMs;
    }

    private static void Show(ConsoleSession session, EventChoice choice, long after, long last)
    {
        long first = after < last - RecentEvents.Size ? last - RecentEvents.Size : after;
        for (long number = first < 0 ? 1 : first + 1; number <= last; number++)
        {
            string? line = session.Services.Events.Line(choice, number);
            if (line != null) session.Output.Line(line);
        }
    }
}
