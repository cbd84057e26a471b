using EdgeGuard.Core;
using EdgeGuard.Guard;

namespace EdgeGuard.Shell;

/// <summary>What the guard does, shown as it does it: links, frames, requests. Off unless somebody looks.</summary>
/// <remarks>What is in coils and registers shows with <c>--values</c> alone. An event tells who looked at what.</remarks>
internal static class TraceCommand
{
    // A slow line shows so much in a moment; a key is looked for in between.
    private const int LinesAtOnce = 32;
    private const int FollowMs = 100;

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        TraceOptions? options = Options(session, words, out int most);
        if (options == null) return;
        TraceTap? tap = session.Services.Trace.Open(options, session.Services.Clock);
        if (tap == null)
        {
            session.Fail(Trace.MaxTaps + " traces run already", "one of them has to be ended first");
            return;
        }
        session.Services.Events.Add(
            new Event { Code = EventCode.TraceBegun, Peer = session.Person!.Peer, A = (int)options.Dials, B = options.HasValues ? 1 : 0 });
        var record = new TraceRecord();
        session.Dialogue.Follow(
            now => Show(session, tap, record, ref most) ? now : now + FollowMs, () => session.Services.Trace.Close(tap));
    }

    // Whether there is more.
    private static bool Show(ConsoleSession session, TraceTap tap, TraceRecord record, ref int most)
    {
        for (int i = 0; i < LinesAtOnce; i++)
        {
            if (!tap.Read(record)) return false;
            if (record.Lost > 0) session.Output.Line("... " + record.Lost + " lost: more comes than this line can show");
            session.Output.Line(TraceText.Line(record, session.Services.Clock));
            if (--most != 0) continue;
            session.Dialogue.StopFollowing();
            return false;
        }
        return true;
    }

    // Null: it was said what is wrong. Most: 0 for no end.
    private static TraceOptions? Options(ConsoleSession session, CommandWords words, out int most)
    {
        TraceDial dials = TraceDial.None;
        bool hasValues = false;
        int traced = TraceOptions.Any;
        int unit = TraceOptions.Any;
        most = 0;
        for (int i = 1; i < words.Count; i++)
        {
            TraceDial dial = Dial(words[i]);
            bool isRight = dial != TraceDial.None;
            dials |= dial;
            if (words[i] == "--values") isRight = hasValues = true;
            else if (words[i] == "session") isRight = CommandWords.TryNumber(words[++i], int.MaxValue, out traced) && traced > 0;
            else if (words[i] == "unit") isRight = CommandWords.TryNumber(words[++i], 255, out unit);
            else if (!isRight) isRight = CommandWords.TryNumber(words[i], int.MaxValue, out most) && most > 0;
            if (isRight) continue;
            session.Fail(
                "'" + words[i] + "' is nothing that can be traced",
                "such as 'trace link request', 'trace frame --values session 3', 'trace request unit 1 20'");
            return null;
        }
        if (dials != TraceDial.None) return new TraceOptions(dials) { HasValues = hasValues, Session = traced, Unit = unit };
        session.Fail("'trace' wants to know what to show", "link, frame, request, or several of them");
        return null;
    }

    private static TraceDial Dial(string word)
    {
        switch (word)
        {
            case "link": return TraceDial.Link;
            case "frame": return TraceDial.Frame;
            case "request": return TraceDial.Request;
            default: return TraceDial.None;
        }
    }
}
