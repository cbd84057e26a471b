using System.Collections.Generic;
using EdgeGuard.Host;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any file is a revocation list or a problem in words.</summary>
internal sealed class RevocationTarget : ITarget
{
    public string Name => "crl";

    public int MaxLength => 1200;

    public IEnumerable<byte[]> Seeds() => CertificateSeeds.RevocationLists();

    public void Run(byte[] input)
    {
        IReadOnlyList<RevocationList>? lists = RevocationListReader.TryRead(input, out string problem);
        Promise.Holds((lists == null) == (problem.Length > 0), "a list beside a problem, or neither");
        Promise.Holds(lists == null || lists.Count > 0, "an empty answer");
    }
}
