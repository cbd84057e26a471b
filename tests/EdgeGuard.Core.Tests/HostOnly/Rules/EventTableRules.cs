using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

/// <summary>Every event code has its row, and every row says all of it.</summary>
[TestClass]
public sealed class EventTableRules
{
    private static readonly EventCode[] Codes = [.. Enum.GetValues<EventCode>().Where(code => code != EventCode.None)];

    // What stands in the words of the peer or of the request is not worded a second time.
    private static readonly EventDetail[] WordedElsewhere = [EventDetail.None, EventDetail.InPeer, EventDetail.InRequest];

    [TestMethod]
    public void Every_code_has_one_row_of_its_own()
    {
        Assert.AreEqual(Codes.Length, EventTable.Count);
        Assert.AreEqual(Codes.Length, Codes.Select(EventTable.Name).Distinct().Count());
        Assert.AreEqual(Codes.Length, Codes.Select(EventTable.Words).Distinct().Count());
        foreach (EventCode code in Codes)
        {
            string number = ((int)code).ToString(CultureInfo.InvariantCulture);
            Assert.IsFalse(EventTable.Words(code).Contains(number, StringComparison.Ordinal), code.ToString());
            Assert.AreNotEqual("", EventTable.Words(code), code.ToString());
        }
    }

    [TestMethod]
    public void A_name_is_that_of_the_constant()
    {
        foreach (EventCode code in Codes) Assert.AreEqual(CodeNames.Kebab(code.ToString()), EventTable.Name(code));
    }

    [TestMethod]
    public void A_code_that_documents_details_declares_them_and_no_other_does()
    {
        Dictionary<string, string> comments = Comments();
        foreach (EventCode code in Codes)
        {
            bool isDocumented = Regex.IsMatch(comments[code.ToString()], @"\b[AB](: | is |, B: )");
            Assert.AreEqual(isDocumented, EventTable.DetailOf(code) != EventDetail.None, $"{code}: its comment and its row");
        }
    }

    [TestMethod]
    public void Every_detail_is_declared_by_some_code_and_has_its_words()
    {
        foreach (EventDetail detail in Enum.GetValues<EventDetail>())
        {
            EventCode[] declaring = [.. Codes.Where(code => EventTable.DetailOf(code) == detail)];
            Assert.IsNotEmpty(declaring, detail.ToString());
            foreach (EventCode code in declaring)
            {
                string text = EventDetailText.Text(new EventRecord { Code = code, A = 1, B = 1, Reason = Refusal.Malformed });
                Assert.AreEqual(WordedElsewhere.Contains(detail), text.Length == 0, $"{code}: {text}");
            }
        }
    }

    [TestMethod]
    public void What_can_come_in_a_flood_is_counted_and_what_a_person_does_is_told_each_time()
    {
        foreach (EventCode code in Codes)
        {
            bool isCounted = EventTable.ClassOf(code) is EventClass.Passing or EventClass.Request && code != EventCode.UnitAsked;
            Assert.AreEqual(isCounted, EventTraits.Coalesces(code), code.ToString());
        }
    }

    [TestMethod]
    public void A_code_of_a_later_module_is_told_by_its_number_and_has_the_least_room()
    {
        foreach (EventCode code in new[] { EventCode.None, (EventCode)199, (EventCode)999, (EventCode)1000, (EventCode)ushort.MaxValue })
        {
            Assert.AreEqual("event-" + (int)code, EventTable.Name(code));
            Assert.AreEqual("event " + (int)code, EventTable.Words(code));
            Assert.AreEqual(EventClass.Passing, EventTable.ClassOf(code));
            Assert.AreEqual(EventDetail.None, EventTable.DetailOf(code));
            Assert.IsTrue(EventTraits.Coalesces(code));
            Assert.IsFalse(EventTable.IsAboutRequest(code));
        }
    }

    // Each constant's comment, by its name.
    private static Dictionary<string, string> Comments()
    {
        string source = SourceTree.Read("firmware/EdgeGuard.Core", "Codes/EventCode.cs");
        MatchCollection constants = Regex.Matches(source, @"((?:    ///[^\n]*\n)+)    (\w+) = \d+,");
        return constants.ToDictionary(constant => constant.Groups[2].Value, constant => constant.Groups[1].Value);
    }
}
