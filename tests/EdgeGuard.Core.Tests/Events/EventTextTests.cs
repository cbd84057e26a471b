using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class EventTextTests
{
    [TestMethod]
    public void A_refused_write_reads_as_a_technician_says_it()
    {
        EventRecord record = EventSamples.RefusedWrite();
        record.Repeats = 12;
        Assert.AreEqual(
            "2026-11-23 04:13:07Z refused  06 write single register unit 1 address 40 (4x00041) value 2000  "
            + "Operator (CN=op1, 10.0.0.5)  " + RefusalText.Of(Refusal.Value) + ", line 7  ×12",
            EventText.Line(record, EventSamples.Operator()));
    }

    [TestMethod]
    public void What_and_why_are_the_same_words_apart()
    {
        EventRecord record = EventSamples.RefusedWrite();
        record.Repeats = 12;
        Assert.AreEqual("refused  06 write single register unit 1 address 40 (4x00041) value 2000", EventText.What(record));
        Assert.AreEqual(RefusalText.Of(Refusal.Value) + ", line 7", EventText.Why(record));
        var opened = new EventRecord();
        opened.Code = EventCode.CaseOpened;
        Assert.AreEqual("case opened", EventText.What(opened));
        Assert.AreEqual("", EventText.Why(opened));
    }

    [TestMethod]
    public void A_range_shows_its_ends_in_both_notations_and_what_broke_the_line()
    {
        EventRecord record = EventSamples.RefusedWrite();
        record.Function = 16;
        record.Quantity = 3;
        record.OffendingAddress = 42;
        Assert.AreEqual("16 write multiple registers unit 1 address 40-42 (4x00041-4x00043) value 2000 at 42", RequestText.Text(record));
    }

    [TestMethod]
    public void The_last_address_is_65535_and_1x65536()
    {
        EventRecord record = EventSamples.RefusedWrite();
        record.Function = 2;
        record.Reason = Refusal.Address;
        record.Address = 65535;
        record.OffendingAddress = 65535;
        Assert.AreEqual("02 read discrete inputs unit 1 address 65535 (1x65536)", RequestText.Text(record));
    }

    [TestMethod]
    public void Sub_functions_and_unknown_codes_have_a_text()
    {
        Assert.AreEqual("43/14 read device identification", FunctionText.Text(43, 14));
        Assert.AreEqual("08/1 diagnostics", FunctionText.Text(8, 1));
        Assert.AreEqual("90 program (Schneider Unity, UMAS)", FunctionText.Text(90, -1));
    }

    [TestMethod]
    public void Whatever_number_is_said_of_a_malformed_request_has_a_text()
    {
        int[] numbers = { int.MinValue, -1, 0, 1, 65536, int.MaxValue };
        for (int fault = 0; fault < 256; fault++)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                string text = RequestFaultText.Of((RequestFault)fault, numbers[i], numbers[numbers.Length - 1 - i]);
                Assert.IsTrue(text.Length > 0);
            }
        }

        Assert.AreEqual("up to address -2147483649, the last is 65535",
            RequestFaultText.Of(RequestFault.AddressRange, int.MinValue, 65536));
    }

    [TestMethod]
    public void Details_that_no_version_knows_have_a_text_under_every_code()
    {
        int[] details = { int.MinValue, -1, 0, 1, 255, 256, int.MaxValue };
        for (int code = 0; code < 4096; code++)
        {
            EventRecord record = EventSamples.Of((EventCode)code);
            for (int i = 0; i < details.Length; i++)
            {
                record.A = details[i];
                record.B = details[details.Length - 1 - i];
                record.OffendingValue = details[i];
                record.Reason = i % 2 == 0 ? Refusal.Malformed : (Refusal)(byte)i;
                Assert.IsTrue(EventText.Line(record, null).Length > 0);
            }
        }
    }

    [TestMethod]
    public void A_clock_that_may_be_late_or_was_unset_says_so()
    {
        EventRecord record = EventSamples.Of(EventCode.BrokerLost);
        record.Trust = ClockTrust.Floor;
        Assert.AreEqual("2026-11-23 04:13:07?", EventText.Time(record));
        record.Trust = ClockTrust.Unset;
        record.Utc = 0;
        record.Uptime = ((((2 * 24L) + 3) * 60 + 4) * 60 + 5) * 1000;
        Assert.AreEqual("up 0002d 03:04:05  ", EventText.Time(record));
    }

    [TestMethod]
    public void A_time_beyond_every_calendar_is_no_exception()
    {
        EventRecord record = EventSamples.Of(EventCode.BrokerLost);
        record.Utc = long.MaxValue;
        record.Uptime = long.MaxValue;
        Assert.IsTrue(EventText.Line(record, null).Length > 0);
    }

    [TestMethod]
    public void A_start_says_that_what_was_before_is_unknown()
    {
        EventRecord record = EventSamples.Of(EventCode.EventsLost);
        record.A = -1;
        Assert.AreEqual(
            "record of events begins  events of an earlier run that were neither sent nor stored are not in it",
            EventText.Text(record, null));
        record.B = 700;
        Assert.AreEqual(
            "EVENTS LOST  with a power cut: the last stored batch is torn, 700 bytes; what was not stored before is unknown",
            EventText.Text(record, null));
        record.A = 3;
        record.Sequence = 9;
        Assert.AreEqual("EVENTS LOST  3 without a record, up to number 9", EventText.Text(record, null));
    }

    [TestMethod]
    public void A_client_turned_away_before_it_showed_who_it_is_has_an_address_alone()
    {
        var nobody = new Peer(PeerTransport.Tls, "10.0.0.6", "", null, "", 0);
        Assert.AreEqual("10.0.0.6", PeerText.Text(nobody));
    }

    [TestMethod]
    public void A_state_that_does_not_hold_is_told_with_its_address()
    {
        var record = new EventRecord
        {
            Code = EventCode.RequestRefused,
            Unit = 1,
            Function = 5,
            Address = 7,
            Quantity = 1,
            Reason = Refusal.State,
            OffendingAddress = 12,
            OffendingValue = 1,
        };
        Assert.AreEqual("05 write single coil unit 1 address 7 (0x00008) while address 12 is 1", RequestText.Text(record));
    }

    [TestMethod]
    public void What_is_malformed_in_a_request_is_told()
    {
        var record = new EventRecord
        {
            Code = EventCode.RequestRefused,
            Unit = 1,
            Function = 3,
            Reason = Refusal.Malformed,
            A = (int)RequestFault.Quantity,
            OffendingValue = 126,
            B = 125,
        };
        Assert.AreEqual(
            "refused  03 read holding registers unit 1  malformed request, quantity 126, the most is 125", EventText.Text(record, null));
        record.OffendingValue = 0;
        record.B = 1;
        Assert.AreEqual(
            "refused  03 read holding registers unit 1  malformed request, quantity 0, the least is 1", EventText.Text(record, null));
        Assert.AreEqual("up to address 65536, the last is 65535", RequestFaultText.Of(RequestFault.AddressRange, 65537, 65536));
        for (int fault = 1; fault <= (int)RequestFault.SubRequest; fault++)
        {
            Assert.IsTrue(RequestFaultText.Of((RequestFault)fault, 5, 6).IndexOf("fault") < 0, "fault " + fault);
            Assert.IsTrue(RequestFaultText.Subject((RequestFault)fault).IndexOf("fault") < 0, "fault " + fault);
        }
        Assert.AreEqual("fault 200 (5, 6)", RequestFaultText.Of((RequestFault)200, 5, 6));
    }

    [TestMethod]
    public void A_value_that_was_refused_is_told_as_its_type_has_it()
    {
        var record = new EventRecord
        {
            Code = EventCode.RequestRefused,
            Unit = 1,
            Function = 16,
            Address = 60,
            Quantity = 2,
            Reason = Refusal.Value,
            OffendingAddress = 60,
            OffendingValue = 0x42B50000,
        };
        Assert.AreEqual("16 write multiple registers unit 1 address 60-61 (4x00061-4x00062) value 1119158272", RequestText.Text(record));
        record.A = (int)EdgeGuard.Policy.ValueType.F32;
        Assert.AreEqual("16 write multiple registers unit 1 address 60-61 (4x00061-4x00062) value 90.5", RequestText.Text(record));
        record.OffendingValue = 0x447A;
        string text = RequestText.Text(record);
        Assert.IsTrue(text.IndexOf(": are the words swapped? The other way round it is 1000") > 0, text);
        record.A = 260;
        text = RequestText.Text(record);
        Assert.IsTrue(text.IndexOf(" value 17530") > 0, text);
    }

    [TestMethod]
    public void A_subject_cannot_write_on_the_terminal()
    {
        Peer evil = new Peer(PeerTransport.Tls, "10.0.0.6", "CN=\u001b[2Jx\n\u202ey\u009b", null, "", 0);
        Assert.AreEqual("no role (CN=?[2Jx??y?, 10.0.0.6)", PeerText.Text(evil));
        Assert.AreEqual("\U0001F600?ä", PeerText.Clean("\U0001F600\u001bä"));
        Assert.AreEqual("\U0001F600ä", PeerText.Clean("\U0001F600ä"));
    }

    [TestMethod]
    public void A_client_without_proof_is_marked()
    {
        Assert.AreEqual("Panel (10.0.0.7, unsafe-plain)", PeerText.Text(new Peer(PeerTransport.Plain, "10.0.0.7", "", "Panel", "", 0)));
    }

    [TestMethod]
    public void Details_are_words_and_a_number_not_known_here_is_still_told()
    {
        EventRecord record = EventSamples.Of(EventCode.SessionClosed);
        record.A = 12;
        record.B = 2;
        Assert.AreEqual("session closed  no request for too long, 12 requests", EventText.Text(record, null));
        record = EventSamples.Of(EventCode.FrameBroken);
        record.A = 3;
        record.B = 300;
        Assert.AreEqual("link closed: not Modbus  length 300 is too long; setting frame.max bounds it", EventText.Text(record, null));
        record = EventSamples.Of(EventCode.ModeChanged);
        record.A = 1;
        Assert.AreEqual("mode changed  now observe", EventText.Text(record, null));
        record.A = 77;
        Assert.AreEqual("mode changed  now mode 77", EventText.Text(record, null));
        record = EventSamples.Of(EventCode.PlcResponseWrong);
        record.Function = 3;
        record.Unit = 1;
        record.Quantity = 2;
        record.A = 99;
        Assert.AreEqual(
            "PLC answered wrongly  03 read holding registers unit 1 address 0-1 (4x00001-4x00002)  fault 99", EventText.Text(record, null));
    }

    [TestMethod]
    public void A_code_not_known_here_is_still_told()
    {
        EventRecord record = EventSamples.Of((EventCode)4711);
        Assert.AreEqual("event 4711", EventText.Text(record, null));
        Assert.AreEqual("event-4711", EventTable.Name((EventCode)4711));
    }

    [TestMethod]
    public void Every_counter_has_a_name_of_its_own()
    {
        for (int i = 0; i < (int)Counter.Count; i++)
        {
            string name = CounterText.Of((Counter)i);
            Assert.IsFalse(name.IndexOf("counter-") >= 0, name);
            for (int j = 0; j < i; j++) Assert.IsFalse(name == CounterText.Of((Counter)j), name);
        }
    }
}
