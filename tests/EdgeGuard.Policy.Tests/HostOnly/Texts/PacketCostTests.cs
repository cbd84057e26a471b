using System.Globalization;
using System.Linq;
using EdgeGuard.Testing.Interpreter;

namespace EdgeGuard.Policy.Tests;

/// <summary>What a request costs in the interpreter, where a call takes as
/// long as seven other instructions: the calls that are executed.</summary>
[TestClass]
public sealed class PacketCostTests
{
    private const int DecodeCalls = 9;
    private const int JudgeCalls = 16;
    private const int CheckCalls = 8;

    private static readonly byte[] Read = [3, 0x07, 0xD0, 0, 2];
    private static readonly byte[] Write = [6, 0x07, 0xD0, 0, 2];

    private static readonly MeteredCode Code = CodeMeter.Load();

    [TestMethod]
    public void A_plain_request_is_decoded_in_few_calls()
    {
        object request = Code.New("EdgeGuard.Modbus.Request");
        foreach (byte[] pdu in new[] { Read, Write })
        {
            Assert.IsLessThanOrEqualTo(DecodeCalls, Decode(request, pdu).Calls, "function " + pdu[0]);
        }
    }

    [TestMethod]
    public void A_plain_request_is_judged_in_few_calls_whether_of_5_or_of_1000_rules()
    {
        ExecutedCode few = Judge(5, Read);
        Assert.IsLessThanOrEqualTo(JudgeCalls, few.Calls);
        Assert.AreEqual(few, Judge(32, Read));
        Assert.AreEqual(few, Judge(1000, Read));
        Assert.IsLessThanOrEqualTo(JudgeCalls, Judge(1000, Write).Calls);
    }

    [TestMethod]
    public void A_plain_response_is_checked_in_few_calls()
    {
        Assert.IsLessThanOrEqualTo(CheckCalls, Check(Read, [3, 4, 0, 0, 0, 0]).Calls, "a read");
        Assert.IsLessThanOrEqualTo(CheckCalls, Check(Write, Write).Calls, "a write");
    }

    private static ExecutedCode Check(byte[] pdu, byte[] response)
    {
        object request = Code.New("EdgeGuard.Modbus.Request");
        Decode(request, pdu);
        object? fault = null;
        ExecutedCode checking = CodeMeter.Count(() =>
            fault = Code.Call("EdgeGuard.Modbus.ResponseCheck", "Check", request, response, 0, response.Length));
        Assert.AreEqual("None", fault!.ToString());
        return checking;
    }

    private static ExecutedCode Decode(object request, byte[] pdu)
    {
        return CodeMeter.Count(() => MeteredCode.Call(request, "Decode", (byte)1, pdu, 0, pdu.Length));
    }

    private static ExecutedCode Judge(int rules, byte[] pdu)
    {
        object policy = MeteredCode.Get(Code.Call("EdgeGuard.Policy.PolicyReader", "Read", Policy(rules))!, "Policy")!;
        object role = MeteredCode.Call(policy, "RoleIndex", "A")!;
        object request = Code.New("EdgeGuard.Modbus.Request");
        object decision = Code.New("EdgeGuard.Policy.Decision");
        object input = Code.New("EdgeGuard.Policy.JudgeInput");
        Decode(request, pdu);
        ExecutedCode judged = CodeMeter.Count(() => Code.Call("EdgeGuard.Policy.Judge", "Run", policy, role, request, input, decision));
        Assert.AreEqual("Allow", MeteredCode.Get(decision, "Verdict")!.ToString());
        return judged;
    }

    private static string Policy(int rules)
    {
        return "edgeguard-policy 1\npolicy x version 7\nrole A\nallow 3,6 address 2000-2009\n"
            + string.Concat(Enumerable.Range(0, rules - 1)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"allow 3,6 unit 1-100 address {2020 + 8 * i}-{2025 + 8 * i}\n")));
    }
}
