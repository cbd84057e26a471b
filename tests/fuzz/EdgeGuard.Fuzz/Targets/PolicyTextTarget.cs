using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any message is a part of the text of a policy or a fault; what is taken is all there is in it, and a text that parts make is of
/// the hash that they name.</summary>
internal sealed class PolicyTextTarget : ITarget
{
    private const string Text = "edgeguard-policy 1\npolicy p version 1\nrole *\n  allow 3 unit 1 # \u8A9E\n";

    public string Name => "policy-text";

    public int MaxLength => PolicyPartFormat.MostBytes + 1;

    public IEnumerable<byte[]> Seeds()
    {
        yield return Part(int.MaxValue);
        yield return Part(100);
    }

    public void Run(byte[] input)
    {
        PolicyPart? part = PolicyPart.Decode(input, out PolicyTextFault fault);
        Promise.Holds((part != null) == (fault == PolicyTextFault.None), "a part beside a fault, or neither");
        if (part == null) return;
        Promise.Holds(Utf8Text.Read(part.Text.ToArray()) != null, "a letter that is cut");
        Promise.Holds(part.HasMac || Written(part).SequenceEqual(input), "other bytes when it is written again");
        PolicyText? text = new PolicyTextAssembler().Take(part, part.HasMac ? SealProof.Unverified : SealProof.Unsealed, out fault);
        Promise.Holds(text == null || PolicyReader.Read(text.Text).Policy?.HashText() == part.Hash, "a text of another hash");
        Promise.Holds(text == null || fault == PolicyTextFault.None, "a text beside a fault");
    }

    private static byte[] Written(PolicyPart part)
    {
        var bytes = new byte[PolicyPartFormat.HeaderSize];
        for (int i = 0; i < 4; i++) bytes[i] = PolicyPartFormat.Magic(i);
        bytes[4] = PolicyPartFormat.Version;
        bytes[PolicyPartFormat.FlagsOffset] = part.IsLast ? PolicyPartFormat.IsLast : (byte)0;
        BigEndian.Put16(bytes, PolicyPartFormat.NumberOffset, part.Number);
        part.Stream.CopyTo(bytes, PolicyPartFormat.StreamOffset);
        BigEndian.Put32(bytes, PolicyPartFormat.BootOffset, part.Boot);
        BigEndian.Put32(bytes, PolicyPartFormat.GenerationOffset, part.Generation);
        Convert.FromHexString(part.Hash).CopyTo(bytes, PolicyPartFormat.HashOffset);
        BigEndian.Put16(bytes, PolicyPartFormat.CountOffset, part.Text.Length);
        return [.. bytes, .. part.Text, 0];
    }

    private static byte[] Part(int most)
    {
        var reports = new PolicyTextReports("", new byte[EventBatchFormat.StreamSize], 1, null);
        reports.Use(Text, PolicyReader.Read(Text).Policy!.GetHash(), 1);
        return reports.Buffer[..reports.Next(most)];
    }
}
