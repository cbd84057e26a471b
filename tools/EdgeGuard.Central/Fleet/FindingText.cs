namespace EdgeGuard.Central;

/// <summary>Findings in words, each with what to do about it.</summary>
public static class FindingText
{
    /// <summary>What was found.</summary>
    public static string Words(FindingKind kind) => kind switch
    {
        FindingKind.Unreadable => "message that cannot be read",
        FindingKind.SealWrong => "seal broken: events not shown",
        FindingKind.ChainBroken => "chain of seals broken",
        FindingKind.BootWentBack => "start numbers went back",
        FindingKind.BootsMissing => "whole starts never arrived",
        FindingKind.StreamTwice => "stream of another module",
        FindingKind.Conflict => "other events under numbers already taken: not shown",
        FindingKind.Scattered => "too many gaps in one start: not shown",
        FindingKind.ForeignTopic => "published on a topic that is not its own",
        FindingKind.TrafficBounded => "more traffic told than is kept",
        FindingKind.StorageRefused => "the archive does not take what arrives",
        FindingKind.FileDamaged => "file of the archive damaged",
        FindingKind.ClockWentBack => "this computer's clock went back",
        FindingKind.FileDropped => "oldest day dropped",
        _ => $"finding {(int)kind}",
    };

    /// <summary>What to do.</summary>
    public static string Remedy(FindingKind kind) => kind switch
    {
        FindingKind.Unreadable => "Is it a module, and of a version that this console knows?",
        FindingKind.SealWrong => "Take in its seal key anew. If that does not help, somebody writes in its name: change its certificate.",
        FindingKind.ChainBroken => "Compare with the module's own log at its console; look who else may publish at the broker.",
        FindingKind.BootWentBack => "Was the module restored from a backup or replaced? If not, somebody sends old events again.",
        FindingKind.BootsMissing => "What the module still keeps can be read at its own console.",
        FindingKind.StreamTwice => "Was the module renamed? If not, one of the two has copied the other's events.",
        FindingKind.Conflict => "Was the module restored from a backup? If not, somebody writes in its name.",
        FindingKind.Scattered => "No module does this by itself: look who may publish at the broker.",
        FindingKind.ForeignTopic => "Are site and module in that module's settings others than in its certificate?",
        FindingKind.TrafficBounded => "Who asks for so much? The module's own console has all of it: 'traffic'.",
        FindingKind.StorageRefused => "Make room on the disk; modules send again by themselves.",
        FindingKind.FileDamaged => "Restore the file named from a backup; check the disk.",
        FindingKind.ClockWentBack => "Set this computer's clock by NTP. Nothing was lost; times of receipt may overlap.",
        FindingKind.FileDropped => "Nothing, or raise --keep-days or --keep-gb.",
        _ => "",
    };
}
