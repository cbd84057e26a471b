using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>What gets through the guard, what does not, and what the client sees of it.</summary>
[TestClass]
public class GatewayPassTests
{
    [TestMethod]
    public void An_allowed_read_is_answered_by_the_PLC_under_the_clients_transaction()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.Model.HoldingRegisters[7] = 0xBEEF;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Same(Adu.Frame(0x4711, 1, 3, 2, 0xBE, 0xEF), GuardBed.Ask(client, Adu.Read(0x4711, 1, 3, 7, 1)));
        Assert.AreEqual(1u, bed.Count(Counter.Allowed));
    }

    [TestMethod]
    public void A_refused_request_is_answered_01_and_never_reaches_the_PLC()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] request = Adu.WriteRegister(5, 1, 40, 1501);
        Same(Adu.Exception(request, ExceptionCode.IllegalFunction), GuardBed.Ask(client, request));
        Assert.AreEqual(0, bed.Plc.Requests.Count);
        Assert.AreEqual(0, bed.Plc.Dials);
        RecordedEvent refused = bed.Events.Only(EventCode.RequestRefused);
        Assert.AreEqual(Refusal.Value, refused.Reason);
        Assert.AreEqual(1501, refused.OffendingValue);
        Assert.AreEqual("fingerprint-a", refused.Peer?.Fingerprint);
    }

    [TestMethod]
    public void What_is_forwarded_is_the_PDU_that_was_judged_byte_for_byte_behind_a_header_of_our_own()
    {
        FakeClock? clock = null;
        ScriptedLink? plc = null;
        byte[] pdu = [16, 0, 40, 0, 2, 4, 0x05, 0xDC, 0x00, 0x01];
        using (GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant), c =>
        {
            clock = c;
            plc = new ScriptedLink(c).Expect(Adu.Frame(1, 1, pdu)).Reply(Adu.Frame(1, 1, 16, 0, 40, 0, 2));
            return new OneLinkDialer(plc);
        }))
        {
            MemoryClient client = bed.Connect(Peers.Tls("Operator"));
            Same(Adu.Frame(0xABCD, 1, 16, 0, 40, 0, 2), GuardBed.Ask(client, Adu.Frame(0xABCD, 1, pdu)));
            Assert.IsTrue(plc!.IsDone, plc.Complaint);
        }
    }

    [TestMethod]
    public void A_unit_alias_is_judged_and_sent_instead_and_the_client_sees_its_own()
    {
        byte[] units = UnitAliases.IdentityTable();
        units[255] = 1;
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant))
        {
            Units = new UnitAliases(units),
        };
        using GuardBed bed = GuardBed.Start(configuration);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Same(Adu.Frame(9, 255, 3, 2, 0, 0), GuardBed.Ask(client, Adu.Read(9, 255, 3, 0, 1)));
        Assert.AreEqual((byte)1, bed.Plc.Requests.Single().Unit);
    }

    [TestMethod]
    public void A_request_cut_in_two_at_any_place_is_one_request()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] request = Adu.WriteRegisters(3, 1, 40, 1, 2);
        for (int cut = 1; cut < request.Length; cut++)
        {
            client.Send(request[..cut]);
            bed.Clock.Settle();
            Same(Adu.Frame(3, 1, 16, 0, 40, 0, 2), GuardBed.Ask(client, request[cut..]));
        }
        Assert.AreEqual(request.Length - 1, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void Two_requests_cut_in_two_at_any_place_are_two_requests()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] both = [.. Adu.Read(1, 1, 3, 0, 1), .. Adu.WriteRegister(2, 1, 40, 7)];
        for (int cut = 1; cut < both.Length; cut++)
        {
            client.Send(both[..cut]);
            bed.Clock.Settle();
            client.Send(both[cut..]);
            Same(Adu.Frame(1, 1, 3, 2, 0, 0), client.ReceiveFrame());
            Same(Adu.WriteRegister(2, 1, 40, 7), client.ReceiveFrame());
        }
    }

    [TestMethod]
    public void A_request_may_come_byte_by_byte()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.SendByteByByte(Adu.Read(8, 1, 4, 3, 2));
        Same(Adu.Frame(8, 1, 4, 4, 0, 0, 0, 0), client.ReceiveFrame());
    }

    [TestMethod]
    public void A_hundred_requests_in_one_piece_are_answered_in_order()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        for (int i = 0; i < 100; i++) bed.Plc.Model.HoldingRegisters[i] = (ushort)(i * 3);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.Send(Enumerable.Range(0, 100).SelectMany(i => Adu.Read(i, 1, 3, i, 1)).ToArray());
        for (int i = 0; i < 100; i++) Same(Adu.Frame(i, 1, 3, 2, (byte)(i * 3 >> 8), (byte)(i * 3 & 0xFF)), client.ReceiveFrame());
        Assert.AreEqual(100, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void A_malformed_request_in_a_sound_frame_is_refused_and_the_link_stays()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] trailing = Adu.Frame(1, 1, 3, 0, 0, 0, 1, 0xFF);
        Same(Adu.Exception(trailing, ExceptionCode.IllegalDataValue), GuardBed.Ask(client, trailing));
        Same(Adu.Frame(2, 1, 3, 2, 0, 0), GuardBed.Ask(client, Adu.Read(2, 1, 3, 0, 1)));
        RecordedEvent refused = bed.Events.Only(EventCode.RequestRefused);
        Assert.AreEqual(Refusal.Malformed, refused.Reason);
        Assert.AreEqual((int)RequestFault.TrailingBytes, refused.A);
    }

    [TestMethod]
    public void A_malformed_request_gets_the_specifications_exception_where_the_role_may_use_the_function_and_is_never_sent()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] none = Adu.Read(1, 1, 3, 0, 0);
        byte[] tooMany = Adu.Read(2, 1, 3, 0, 126);
        byte[] beyond = Adu.Read(3, 1, 3, 65535, 2);
        byte[] notTheirs = Adu.Frame(4, 1, 22, 0, 0);
        Same(Adu.Exception(none, ExceptionCode.IllegalDataValue), GuardBed.Ask(client, none));
        Same(Adu.Exception(tooMany, ExceptionCode.IllegalDataValue), GuardBed.Ask(client, tooMany));
        Same(Adu.Exception(beyond, ExceptionCode.IllegalDataAddress), GuardBed.Ask(client, beyond));
        Same(Adu.Exception(notTheirs, ExceptionCode.IllegalFunction), GuardBed.Ask(client, notTheirs));
        Assert.AreEqual(0, bed.Plc.Requests.Count);
        Assert.AreEqual(4, bed.Events.Count(EventCode.RequestRefused));
    }

    [TestMethod]
    public void A_broken_frame_closes_that_link_only()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient broken = bed.Connect(Peers.Tls("Operator", "b"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "o"));
        broken.Send([0, 1, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1]);
        Assert.IsTrue(broken.WaitForEnd());
        Same(Adu.Frame(2, 1, 3, 2, 0, 0), GuardBed.Ask(other, Adu.Read(2, 1, 3, 0, 1)));
        RecordedEvent fault = bed.Events.Only(EventCode.FrameBroken);
        Assert.AreEqual((int)FrameFault.ProtocolId, fault.A);
        Assert.AreEqual(7, fault.B);
        Assert.AreEqual((int)SessionEnd.FrameBroken, bed.Events.Only(EventCode.SessionClosed).B);
    }

    [TestMethod]
    public void What_came_whole_before_a_broken_frame_is_still_answered()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.Send([.. Adu.Read(1, 1, 3, 0, 1), 0, 2, 0, 0, 0, 1, 1]);
        Same(Adu.Frame(1, 1, 3, 2, 0, 0), client.ReceiveFrame());
        Assert.IsTrue(client.WaitForEnd());
    }

    [TestMethod]
    public void A_frame_longer_than_the_limit_closes_the_link_and_one_of_its_length_does_not()
    {
        var configuration = new GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow 90  unit 1")) { MaxFrame = 300 };
        using GuardBed bed = GuardBed.Start(configuration);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] longest = Adu.Frame(1, 1, [90, .. new byte[292]]);
        Assert.AreEqual(300, longest.Length);
        Same(Adu.Frame(1, 1, 90, 0, 0xFE), GuardBed.Ask(client, longest));
        Assert.AreEqual(293, bed.Plc.Requests.Single().Pdu.Length);
        client.Send(Adu.Frame(2, 1, [90, .. new byte[293]]));
        Assert.IsTrue(client.WaitForEnd());
        Assert.AreEqual((int)FrameFault.TooLong, bed.Events.Only(EventCode.FrameBroken).A);
    }

    [TestMethod]
    public void A_client_without_a_role_gets_01_on_everything_and_keeps_its_session()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls(null));
        for (int i = 0; i < 3; i++)
        {
            byte[] request = Adu.Read(i, 1, 3, 0, 1);
            Same(Adu.Exception(request, 1), GuardBed.Ask(client, request));
        }
        Assert.IsTrue(bed.Events.All.Where(e => e.Code == EventCode.RequestRefused).All(e => e.Reason == Refusal.NoRole));
        Assert.AreEqual(0, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void A_role_that_the_policy_does_not_know_gets_01()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        byte[] request = Adu.Read(1, 1, 3, 0, 1);
        Same(Adu.Exception(request, 1), GuardBed.Ask(bed.Connect(Peers.Tls("operator")), request));
        Assert.AreEqual(Refusal.UnknownRole, bed.Events.Only(EventCode.RequestRefused).Reason);
    }

    [TestMethod]
    public void Silence_is_for_plain_clients_only()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("refuse with silence\n" + SampleConfigurations.Plant));
        byte[] refused = Adu.WriteRegister(1, 1, 99, 0);
        MemoryClient plain = bed.Connect(Peers.Plain("Operator"));
        plain.Send(refused);
        Assert.AreEqual(0, plain.Waiting);
        Same(Adu.Frame(2, 1, 3, 2, 0, 0), GuardBed.Ask(plain, Adu.Read(2, 1, 3, 0, 1)));
        Same(Adu.Exception(refused, 1), GuardBed.Ask(bed.Connect(Peers.Tls("Operator")), refused));
    }

    [TestMethod]
    public void Closing_is_for_plain_clients_only()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("refuse with close\n" + SampleConfigurations.Plant));
        byte[] refused = Adu.WriteRegister(1, 1, 99, 0);
        MemoryClient plain = bed.Connect(Peers.Plain("Operator"));
        plain.Send(refused);
        Assert.IsTrue(plain.WaitForEnd());
        Assert.AreEqual((int)SessionEnd.Refused, bed.Events.Only(EventCode.SessionClosed).B);
        MemoryClient tls = bed.Connect(Peers.Tls("Operator"));
        Same(Adu.Exception(refused, 1), GuardBed.Ask(tls, refused));
        Assert.IsFalse(tls.IsEnded);
    }

    [TestMethod]
    public void Observe_mode_forwards_what_no_line_covers_and_says_so()
    {
        using GuardBed bed = GuardBed.Start(Observing("never 90\n" + SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 99, 5);
        Same(write, GuardBed.Ask(client, write));
        Assert.AreEqual((ushort)5, bed.Plc.Model.HoldingRegisters[99]);
        Assert.AreEqual(Refusal.Address, bed.Events.Only(EventCode.RequestObserved).Reason);
        Assert.AreEqual(1u, bed.Count(Counter.Observed));
    }

    [TestMethod]
    public void Observe_mode_still_refuses_never_malformed_and_nobody()
    {
        using GuardBed bed = GuardBed.Start(Observing("never 90\n" + SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[][] requests = [Adu.Frame(1, 1, 90, 1), Adu.Frame(2, 1, 3, 0, 0, 0, 0)];
        Same(Adu.Exception(requests[0], ExceptionCode.IllegalFunction), GuardBed.Ask(client, requests[0]));
        Same(Adu.Exception(requests[1], ExceptionCode.IllegalDataValue), GuardBed.Ask(client, requests[1]));
        Same(Adu.Exception(requests[0], 1), GuardBed.Ask(bed.Connect(Peers.Tls(null, "n")), requests[0]));
        byte[] read = Adu.Read(3, 1, 3, 0, 1);
        Same(Adu.Exception(read, 1), GuardBed.Ask(bed.Connect(Peers.Tls(null, "n")), read));
        Assert.AreEqual(0, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void Forwarded_writes_are_events_only_where_asked_for()
    {
        CompiledPolicy policy = SampleConfigurations.Compile(SampleConfigurations.Plant);
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(policy));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.WriteRegister(1, 1, 40, 5));
        Assert.AreEqual(0, bed.Events.Count(EventCode.WriteForwarded));
        bed.Gateway.Commit(new GuardConfiguration(policy) { ReportWrites = true, Generation = 2 });
        GuardBed.Ask(client, Adu.WriteRegister(2, 1, 41, 6));
        GuardBed.Ask(client, Adu.Read(3, 1, 3, 0, 1));
        RecordedEvent write = bed.Events.Only(EventCode.WriteForwarded);
        Assert.AreEqual(41, write.Address);
        Assert.AreEqual(2, write.Generation);
    }

    private static GuardConfiguration Observing(string rules)
    {
        return new GuardConfiguration(SampleConfigurations.Compile(rules)) { Mode = GuardMode.Observe };
    }

    private static void Same(byte[] expected, byte[]? actual)
    {
        Bytes.AreSame(expected, actual);
    }
}
