using System.IO;
using EdgeGuard.Core;

namespace EdgeGuard.Cli;

/// <summary>One plain line an event: for files, pipes and tests.</summary>
internal sealed class TextWatchOutput(TextWriter output) : IWatchOutput
{
    public void Show(FollowedEvent followed)
    {
        if (followed.Missing > 0) output.WriteLine(Gap(followed));
        output.WriteLine(Line(followed));
        output.Flush();
    }

    public void ShowSeal(string site, string module, EventBatch batch, SealState state)
    {
        output.WriteLine(SealText.Line(site, module, batch, state));
        output.Flush();
    }

    internal static string Line(FollowedEvent followed) =>
        $"{EventText.Time(followed.Record)} {followed.Site}/{followed.Module}  "
            + $"{EventText.Text(followed.Record, followed.Peer)}{SealText.Behind(followed)}";

    internal static string Gap(FollowedEvent followed) =>
        $"{EventText.Time(followed.Record)} {followed.Site}/{followed.Module}  MISSING  {followed.Missing} events before number "
            + $"{followed.Record.Sequence} did not arrive here";
}
