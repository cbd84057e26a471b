using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Core.Tests;

/// <summary>Numbers that leave the module, in events, metrics, reports and
/// stored records: each keeps its meaning and has its words.</summary>
[TestClass]
public sealed class CodeRules
{
    private const string Golden = "tests/EdgeGuard.Core.Tests/HostOnly/Rules/codes.txt";

    private static readonly string[] Shared =
        ["Modbus", "Policy", "Core", "Traffic", "Guard", "Settings", "Store", "Checks", "Terminal", "Shell", "Module"];

    // What leaves, with the words that people read; null where it is no detail of its own, or has none.
    private static readonly (Type Code, Func<byte, string>? Words)[] Leaving =
    [
        (typeof(EventCode), null),
        (typeof(Counter), n => CounterText.Of((Counter)n)),
        (typeof(Refusal), n => RefusalText.Of((Refusal)n)),
        (typeof(RequestFault), n => RequestFaultText.Of((RequestFault)n, n, 4)),
        (typeof(ResponseFault), n => Detail(EventCode.PlcResponseWrong, n, 0)),
        (typeof(FrameFault), n => Detail(EventCode.FrameBroken, n, 0)),
        (typeof(SessionEnd), n => SessionEndText.Of((SessionEnd)n)),
        (typeof(GuardMode), n => GuardModeText.Of((GuardMode)n)),
        (typeof(PlcState), n => PlcStateText.Of((PlcState)n)),
        (typeof(OperatorReadFault), n => OperatorReadFaultText.Of((OperatorReadFault)n)),
        (typeof(TraceDial), n => TraceDialText.Of((TraceDial)n)),
        (typeof(TraceKind), null),
        (typeof(HandshakeFault), n => HandshakeFaultText.Of((HandshakeFault)n)),
        (typeof(RoleFault), n => RoleFaultText.Of((RoleFault)n)),
        (typeof(RoleOrigin), n => RoleOriginText.Of((RoleOrigin)n)),
        (typeof(PeerTransport), n => PeerTransportText.Of((PeerTransport)n)),
        (typeof(SerialFault), n => SerialFaultText.Of((SerialFault)n)),
        (typeof(ClockTrust), null),
        (typeof(ClockSource), n => ClockSourceText.Of((ClockSource)n)),
        (typeof(AccountLevel), n => AccountLevelText.Of((AccountLevel)n)),
        (typeof(AccountChange), n => AccountChangeText.Of((AccountChange)n)),
        (typeof(LoginFault), n => LoginFaultText.Of((LoginFault)n)),
        (typeof(LogoutReason), n => LogoutReasonText.Of((LogoutReason)n)),
        (typeof(CredentialKind), n => CredentialKindText.Of((CredentialKind)n)),
        (typeof(RollbackReason), n => RollbackReasonText.Of((RollbackReason)n)),
        (typeof(IsolationReason), n => IsolationReasonText.Of((IsolationReason)n)),
        (typeof(BypassEnd), n => BypassEndText.Of((BypassEnd)n)),
        (typeof(RestartReason), n => Detail(EventCode.Restarted, n, 0)),
        (typeof(Worker), n => WorkerText.Of((Worker)n, 0)),
        (typeof(RecordHealth), null),
        (typeof(KeyPurpose), null),
        (typeof(Policy.ValueType), null),
    ];

    // What stays inside: none of it is stored, sent or part of an event.
    private static readonly string[] Inside =
    [
        "AccountFault", "AddressTable", "Awaited", "BackupFault", "Clause", "ClauseScope", "CommitFault", "CredentialFault", "Effect",
        "EventBatchFault", "EventChoice", "EventClass", "EventDetail", "EventLikeness", "ExchangeResult", "FirstRecordState",
        "Framing", "IsolationFault", "Key", "Lights", "ListenResult", "PanelState", "PathStep", "PlcConnectionState", "PortTurn",
        "ProposalComments", "Publication", "RefusalStyle", "RequestFate", "RequestPart", "RtuSide", "SerialParity", "SettingKind",
        "SetupStep", "TokenKind", "TrafficReportFault", "Unproposed", "Verdict", "WhenOperator", "WordKind",
    ];

    [TestMethod]
    public void A_number_that_leaves_the_module_keeps_its_meaning()
    {
        string[] shipped = File.ReadAllLines(Path.Combine(SourceTree.Root, Golden));
        string[] now = [.. Leaving.SelectMany(leaving => Lines(leaving.Code)), .. Records()];
        for (int i = 0; i < Math.Max(shipped.Length, now.Length); i++)
        {
            string was = i < shipped.Length ? shipped[i] : "(nothing)";
            string line = i < now.Length ? now[i] : "(nothing)";
            Assert.AreEqual(was, line, $"{Golden}:{i + 1}: what was shipped keeps number and name; what is new gets a line there");
        }
    }

    [TestMethod]
    public void Every_enumeration_either_leaves_or_stays_inside()
    {
        List<string> there = Enumerations();
        string[] listed = [.. Leaving.Select(leaving => leaving.Code.Name), .. Inside];
        string neither = string.Join(' ', there.Except(listed));
        Assert.AreEqual("", neither, "does it leave the module? then it belongs to Leaving and codes.txt, else to Inside");
        Assert.AreEqual("", string.Join(' ', listed.Except(there)), "listed, and not there");
        Assert.AreEqual(listed.Length, listed.Distinct().Count());
    }

    [TestMethod]
    public void What_an_event_holds_and_what_calls_itself_append_only_leaves()
    {
        string[] leaving = [.. Leaving.Select(one => one.Code.Name)];
        Type[] events = [typeof(Event), typeof(EventRecord), typeof(Peer)];
        foreach (Type type in events.SelectMany(e => e.GetProperties()).Select(p => p.PropertyType).Where(t => t.IsEnum))
        {
            CollectionAssert.Contains(leaving, type.Name);
        }
        foreach ((string name, string source) in Files())
        {
            Match match = Regex.Match(source, @"append only.*public enum (\w+)", RegexOptions.Singleline | RegexOptions.IgnoreCase);
            if (match.Success) CollectionAssert.Contains(leaving, match.Groups[1].Value, name);
        }
    }

    [TestMethod]
    public void Every_number_has_words_of_its_own_and_a_later_one_is_told_as_a_number()
    {
        foreach ((Type code, Func<byte, string>? words) in Leaving)
        {
            if (words == null) continue;
            byte[] numbers = [.. Enum.GetValues(code).Cast<object>().Where(value => !IsNone(value)).Select(Convert.ToByte)];
            string[] texts = [.. numbers.Select(words)];
            Assert.AreEqual(numbers.Length, texts.Distinct().Count(), $"{code.Name}: {string.Join(" | ", texts)}");
            foreach (string text in texts)
            {
                Assert.AreNotEqual("", text, code.Name);
                Assert.AreNotEqual(Regex.Replace(words(200), @"\d", ""), Regex.Replace(text, @"\d", ""), code.Name);
            }
        }
    }

    [TestMethod]
    public void Every_counter_has_its_number()
    {
        Counter[] counters = [.. Enum.GetValues<Counter>().Where(counter => counter != Counter.Count)];
        Assert.AreEqual((int)Counter.Count, counters.Distinct().Count());
        foreach (Counter counter in counters) Assert.AreEqual(CodeNames.Kebab(counter.ToString()), CounterText.Of(counter));
    }

    [TestMethod]
    public void What_is_not_set_refuses()
    {
        Assert.AreEqual("Refuse", Enum.GetName((Verdict)0));
        Assert.AreEqual("Enforce", Enum.GetName((GuardMode)0));
        Assert.AreEqual("Exception", Enum.GetName((RefusalStyle)0));
        Assert.AreEqual(Verdict.Refuse, new Decision().Verdict);
        Assert.AreEqual(GuardMode.Enforce, new GuardConfiguration(CompiledPolicy.Empty).Mode);
        Assert.IsFalse(new GuardConfiguration(CompiledPolicy.Empty).AcceptClockFloor);
    }

    // `session-end 3 stalled`. A name once given to two numbers, or a number to two names, gives a line too many.
    private static IEnumerable<string> Lines(Type code)
    {
        string kind = code == typeof(EventCode) ? "event" : CodeNames.Kebab(code.Name);
        return code.GetFields()
            .Where(field => field.IsLiteral && !(code == typeof(Counter) && field.Name == nameof(Counter.Count)))
            .Select(field => (Number: Convert.ToInt32(field.GetRawConstantValue(), null), field.Name))
            .OrderBy(value => value.Number)
            .Select(value => $"{kind} {value.Number} {CodeNames.Kebab(value.Name)}");
    }

    private static IEnumerable<string> Records()
    {
        return Enumerable.Range(1, RecordName.Count - 1).Select(number => $"record {number} {RecordName.Of(number)}");
    }

    private static bool IsNone(object value)
    {
        return value.ToString() is "None" or nameof(Counter.Count);
    }

    private static string Detail(EventCode code, int a, int b)
    {
        return EventDetailText.Text(new EventRecord { Code = code, A = a, B = b });
    }

    private static List<string> Enumerations()
    {
        var declared = new Regex(@"^\s*(?:public|internal) enum (\w+)", RegexOptions.Multiline);
        return [.. Files().SelectMany(file => declared.Matches(file.Source)).Select(match => match.Groups[1].Value)];
    }

    private static IEnumerable<(string Name, string Source)> Files()
    {
        return Shared.Select(name => "firmware/EdgeGuard." + name)
            .SelectMany(folder => SourceTree.Files(folder).Select(file => (folder + "/" + file, SourceTree.Read(folder, file))));
    }
}
