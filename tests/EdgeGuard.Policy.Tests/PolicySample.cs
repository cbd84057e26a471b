using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>A policy, and requests as hex, judged in one call. Static state only: the device runs these tests too.</summary>
internal static class PolicySample
{
    internal const string Head = "edgeguard-policy 1\npolicy test version 1\n";

    /// <summary>The example of the design, whole except for <c>by grant</c>.</summary>
    internal const string Design = "edgeguard-policy 1\n"
        + "policy pump-station-3 version 7\n"
        + "limit client 50/s burst 20 pending 10 lifetime 10s\n"
        + "\n"
        + "role Operator\n"
        + "  allow 1,2,3,4     unit 1   address 0-199\n"
        + "  allow 6,16        unit 1   address 40-41   value 0-1500\n"
        + "  allow 16          unit 1   address 60-61   value -40.0..90.0 as f32 high-first\n"
        + "  allow 5           unit 1   address 7       when 3:12 = 0 within 5s\n"
        + "role Engineer includes Operator\n"
        + "  allow identification\n"
        + "  allow 6           unit 1   address 100-119   step 50     during mon-fri 06:00-18:00\n"
        + "  allow 23          unit 1   read 0-49  write 40-41\n"
        + "role Maintenance\n"
        + "  allow writes, reads       unit 1-4\n"
        + "role none\n"
        + "  allow identification\n"
        + "never 8/1, 8/4, 43/13, 90\n";

    internal static readonly JudgeInput Input = new JudgeInput();
    internal static readonly Decision Decision = new Decision();
    internal static readonly Request Request = new Request();

    /// <summary>Compiles lines behind the usual head; fails the test where they have errors.</summary>
    internal static CompiledPolicy Compile(string lines)
    {
        return CompileText(Head + lines);
    }

    internal static CompiledPolicy CompileText(string text)
    {
        PolicyReading reading = PolicyReader.Read(text);
        Assert.IsNotNull(reading.Policy, reading.Problems.Count > 0 ? reading.Problems[0].ToString() : "no policy and no problem");
        return reading.Policy!;
    }

    /// <summary>Judges a PDU for a role; time and values are those of <see cref="Input"/>.</summary>
    internal static Verdict Judge(CompiledPolicy policy, string? role, int unit, string pdu)
    {
        byte[] bytes = Bytes(pdu);
        Request.Decode((byte)unit, bytes, 0, bytes.Length);
        EdgeGuard.Policy.Judge.Run(policy, policy.RoleIndex(role), Request, Input, Decision);
        return Decision.Verdict;
    }

    /// <summary>Asserts that a PDU to unit 1 is allowed by a line.</summary>
    internal static void Allows(CompiledPolicy policy, string? role, string pdu)
    {
        Allows(policy, role, 1, pdu);
    }

    internal static void Allows(CompiledPolicy policy, string? role, int unit, string pdu)
    {
        Verdict verdict = Judge(policy, role, unit, pdu);
        Assert.IsTrue(verdict == Verdict.Allow, pdu + ": " + RefusalText.Of(Decision.Reason));
        Assert.IsTrue(Decision.Rule > 0, pdu + ": allowed by no line");
    }

    /// <summary>Asserts that a PDU to unit 1 is refused for a reason.</summary>
    internal static void Refuses(CompiledPolicy policy, string? role, string pdu, Refusal reason)
    {
        Refuses(policy, role, 1, pdu, reason);
    }

    internal static void Refuses(CompiledPolicy policy, string? role, int unit, string pdu, Refusal reason)
    {
        Verdict verdict = Judge(policy, role, unit, pdu);
        Assert.IsTrue(verdict == Verdict.Refuse, pdu + ": not refused");
        Assert.AreEqual(RefusalText.Of(reason), RefusalText.Of(Decision.Reason), pdu);
    }

    /// <summary>Asserts that a PDU to unit 1 waits for a value.</summary>
    internal static void Waits(CompiledPolicy policy, string? role, string pdu)
    {
        Verdict verdict = Judge(policy, role, 1, pdu);
        Assert.IsTrue(verdict == Verdict.NeedValue, pdu + ": does not wait for a value");
    }

    /// <summary>Time and values back to: Monday 07:00, nothing known, TCP.</summary>
    internal static void Reset()
    {
        Input.Now = 1_000_000;
        Input.HeldSince = Input.Now;
        Input.WeekMinute = 7 * 60;
        Input.Values = null;
        Input.IsSerialBus = false;
    }

    internal static byte[] Bytes(string hex)
    {
        var bytes = new byte[hex.Length];
        int count = 0;
        int high = -1;
        for (int i = 0; i < hex.Length; i++)
        {
            int digit = "0123456789ABCDEF".IndexOf(hex[i]);
            if (digit < 0) continue;
            if (high >= 0) bytes[count++] = (byte)(high << 4 | digit);
            high = high >= 0 ? -1 : digit;
        }
        var result = new byte[count];
        for (int i = 0; i < count; i++) result[i] = bytes[i];
        return result;
    }
}
