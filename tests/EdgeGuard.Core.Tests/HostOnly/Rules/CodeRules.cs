using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

/// <summary>Numbers that leave the module: unique, with a text, and never renumbered.</summary>
[TestClass]
public sealed class CodeRules
{
    [TestMethod]
    public void Every_event_code_is_unique_and_has_a_name_and_a_text()
    {
        EventCode[] codes = Enum.GetValues<EventCode>().Where(code => code != EventCode.None).ToArray();
        AreUnique(Enum.GetNames<EventCode>().Length, Enum.GetValues<EventCode>().Select(code => (int)code));
        AreUnique(codes.Length, codes.Select(EventTable.Name));
        AreUnique(codes.Length, codes.Select(EventTable.Words));
        foreach (EventCode code in codes)
        {
            string number = ((int)code).ToString(CultureInfo.InvariantCulture);
            Assert.IsFalse(EventTable.Name(code).Contains(number, StringComparison.Ordinal), code.ToString());
            Assert.IsFalse(EventTable.Words(code).Contains(number, StringComparison.Ordinal), code.ToString());
        }
    }

    [TestMethod]
    public void Every_counter_is_unique_and_has_a_name()
    {
        Counter[] counters = Enum.GetValues<Counter>().Where(counter => counter != Counter.Count).ToArray();
        Assert.AreEqual((int)Counter.Count, counters.Length);
        AreUnique(counters.Length, counters.Select(CounterText.Name));
        foreach (Counter counter in counters)
        {
            Assert.IsFalse(CounterText.Name(counter).StartsWith("counter-", StringComparison.Ordinal), counter.ToString());
        }
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

    [TestMethod]
    public void Numbers_that_consoles_store_keep_their_meaning()
    {
        // Copied from what was shipped; a line changes only by adding to its end.
        Assert.AreEqual("None ByClient Idle Stalled FrameBroken Refused Identity Stopped InternalFault ByPerson Isolated", Names<SessionEnd>());
        Assert.AreEqual("Enforce Observe", Names<GuardMode>());
    }

    private static string Names<T>()
        where T : struct, Enum
    {
        return string.Join(' ', Enum.GetValues<T>().OrderBy(value => Convert.ToInt32(value, CultureInfo.InvariantCulture)));
    }

    private static void AreUnique<T>(int expected, IEnumerable<T> values)
    {
        Assert.AreEqual(expected, values.Distinct().Count());
    }
}
