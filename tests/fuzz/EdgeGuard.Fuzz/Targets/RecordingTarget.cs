using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Cli;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any text is a recording of traffic or is told to be none, with its place; what is read is followed, and no table is made of
/// what is no report.</summary>
internal sealed class RecordingTarget : ITarget
{
    private const string Line =
        "{\"receivedUtcMs\":1772445600000,\"topic\":\"edgeguard/v1/plant/press/traffic\",\"report\":\"RUdUUg==\"}\n";

    public string Name => "recording";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.UTF8.GetBytes(Line);
        yield return Encoding.UTF8.GetBytes(Line + Line + Line[..40]);
        yield return Encoding.UTF8.GetBytes(Line.Replace("press", "\\u001b", StringComparison.Ordinal));
    }

    public void Run(byte[] input)
    {
        var follower = new TrafficFollower(null);
        int taken = 0;
        using var text = new StreamReader(new MemoryStream(input), Encoding.UTF8);
        bool isRead = TrafficRecording.TryRead(text, Take, out string note, out string problem);
        Promise.Holds(isRead == (problem.Length == 0), "a problem beside a recording, or neither");
        Promise.Holds(isRead || note.Length == 0, "a note beside a problem");
        Promise.Holds(taken <= input.Count(each => each == '\n'), "more reports than lines");

        void Take(string topic, byte[] report)
        {
            taken++;
            follower.Take(topic, report, out string told);
            Promise.Holds(!told.Any(char.IsControl), "a character that a terminal obeys");
        }
    }
}
