using System;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventNames
{
    [TestMethod]
    public void Every_event_code_has_a_name_and_words_of_its_own()
    {
        EventCode[] codes = [.. Enum.GetValues<EventCode>().Where(c => c != EventCode.None)];
        Assert.AreEqual(codes.Length, codes.Select(EventTable.Name).Distinct().Count());
        Assert.AreEqual(codes.Length, codes.Select(EventTable.Words).Distinct().Count());
        foreach (EventCode code in codes) Assert.DoesNotContain(char.IsDigit, EventTable.Name(code));
    }

    [TestMethod]
    public void Every_reason_has_words_of_its_own()
    {
        Refusal[] reasons = Enum.GetValues<Refusal>();
        Assert.AreEqual(reasons.Length, reasons.Select(RefusalText.Text).Distinct().Count());
        foreach (Refusal reason in reasons) Assert.DoesNotContain(char.IsDigit, RefusalText.Text(reason));
    }

    [TestMethod]
    public void Every_detail_that_is_one_of_a_list_is_told_in_words()
    {
        Check(Enum.GetValues<SessionEnd>().Where(e => e != SessionEnd.None).Select(e => Detail(EventCode.SessionClosed, 0, (int)e)), "end ");
        Check(Enum.GetValues<FrameFault>().Where(f => f != FrameFault.None).Select(f => Detail(EventCode.FrameBroken, (int)f, 0)), "fault ");
        Check(Enum.GetValues<ResponseFault>().Where(f => f != ResponseFault.None).Select(f => Detail(EventCode.PlcResponseWrong, (int)f, 0)), "fault ");
        Check(Enum.GetValues<GuardMode>().Select(m => Detail(EventCode.ModeChanged, (int)m, 0)), "now mode");
        Check(Enum.GetValues<HandshakeFault>().Select(f => Detail(EventCode.HandshakeRefused, (int)f, 0)), "unknown");
        Check(Enum.GetValues<RoleFault>().Select(f => Detail(EventCode.NullRole, (int)f, 0)), "unknown");
    }

    private static string Detail(EventCode code, int a, int b) => EventDetailText.Text(new EventRecord { Code = code, A = a, B = b });

    private static void Check(System.Collections.Generic.IEnumerable<string> texts, string whenUnknown)
    {
        foreach (string text in texts) Assert.IsFalse(text.StartsWith(whenUnknown, StringComparison.Ordinal) || text.Length == 0, text);
    }
}
