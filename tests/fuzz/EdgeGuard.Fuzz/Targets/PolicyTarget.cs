using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any text is read without a fault of ours; what is taken prints as a text that means the same, and judges any request.</summary>
internal sealed class PolicyTarget : ITarget
{
    private static readonly byte[][] Requests = [
        [3, 0, 0, 0, 10], [6, 0, 40, 5, 220], [16, 0, 60, 0, 2, 4, 66, 0, 0, 0], [5, 0, 7, 255, 0], [90, 1], [43, 14, 1, 0]];

    private readonly Request _request = new();
    private readonly Decision _decision = new();
    private readonly JudgeInput _input = new();

    public string Name => "policy";

    public int MaxLength => 1500;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Texts("policy");

    public void Run(byte[] input)
    {
        PolicyReading reading = PolicyReader.Read(Encoding.UTF8.GetString(input));
        Promise.Holds((reading.Policy == null) == (reading.Problems.Errors > 0), "a policy beside errors, or neither");
        if (reading.Policy == null) return;
        string written = PolicyWriter.Write(reading.Document);
        PolicyReading again = PolicyReader.Read(written);
        Promise.Holds(again.Policy != null, "the canonical form is refused:\n" + written);
        Promise.Holds(PolicyWriter.Write(again.Document) == written, "the canonical form is not canonical:\n" + written);
        Promise.Holds(reading.Policy.GetHash().AsSpan().SequenceEqual(again.Policy!.GetHash()), "the same policy has two hashes");
        foreach (byte[] pdu in Requests) SameVerdicts(reading.Policy, again.Policy, pdu);
    }

    private void SameVerdicts(CompiledPolicy policy, CompiledPolicy again, byte[] pdu)
    {
        Promise.Holds(_request.Decode(1, pdu, 0, pdu.Length), "a good request is malformed");
        foreach (string? role in new[] { "Operator", "A", null })
        {
            Judge.Run(policy, policy.RoleIndex(role), _request, _input, _decision);
            (Verdict verdict, Refusal reason) = (_decision.Verdict, _decision.Reason);
            Judge.Run(again, again.RoleIndex(role), _request, _input, _decision);
            Promise.Holds(verdict == _decision.Verdict && reason == _decision.Reason, "the canonical form decides otherwise");
        }
    }
}
