using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests;

[TestClass]
public class PlcMisbehaviourTests
{
    private const string Read = "03 0000 0001";
    private const string Answer = "0007" + "0000" + "0005" + "01" + "03020000";

    [TestMethod]
    public void Every_fault_is_understood_by_its_name_alone()
    {
        foreach (string name in PlcMisbehaviour.Names) Assert.IsNotNull(PlcMisbehaviour.Parse(name, out _), name);
        Assert.AreEqual(Enum.GetValues<PlcFault>().Length - 1, PlcMisbehaviour.Names.Count());
    }

    [TestMethod]
    [DataRow("", "is not FAULT")]
    [DataRow("silence:", "is not FAULT")]
    [DataRow("silence@1/3/40/5", "is not FAULT")]
    [DataRow("Silence", "is not FAULT")]
    [DataRow("loud", "'loud' is no fault; there are wrong-transaction, wrong-unit")]
    [DataRow("none", "'none' is no fault")]
    [DataRow("silence=3", "'silence' takes no number")]
    [DataRow("silence:0", "the count '0' is not within 1 and")]
    [DataRow("slow=600001", "the number '600001' is not within 1 and 600000")]
    [DataRow("slow=99999999999", "the number '99999999999' is not within")]
    [DataRow("exception=256", "the number '256' is not within 1 and 255")]
    [DataRow("silence@256", "the unit '256' is not within 0 and 255")]
    [DataRow("silence@1/128", "the function '128' is not within 1 and 127")]
    [DataRow("silence@1/3/65536", "the address '65536' is not within 0 and 65535")]
    public void What_is_wrong_is_named_with_what_would_be_right(string text, string expected)
    {
        Assert.IsNull(PlcMisbehaviour.Parse(text, out string problem));
        Assert.IsTrue(problem.Contains(expected, StringComparison.Ordinal), problem);
    }

    [TestMethod]
    [DataRow("wrong-transaction", "0008" + "0000" + "0005" + "01" + "03020000")]
    [DataRow("wrong-unit", "0007" + "0000" + "0005" + "02" + "03020000")]
    [DataRow("wrong-function", "0007" + "0000" + "0005" + "01" + "13020000")]
    [DataRow("wrong-protocol", "0007" + "0001" + "0005" + "01" + "03020000")]
    [DataRow("wrong-length", "0007" + "0000" + "0006" + "01" + "03020000")]
    [DataRow("trailing-bytes", "0007" + "0000" + "0006" + "01" + "0302000000")]
    [DataRow("short-response", "0007" + "0000" + "0004" + "01" + "030200")]
    [DataRow("exception", "0007" + "0000" + "0003" + "01" + "8304")]
    [DataRow("exception=6", "0007" + "0000" + "0003" + "01" + "8306")]
    [DataRow("slow=1", Answer)]
    [DataRow("byte-by-byte=1", Answer)]
    public void An_answer_is_wrong_in_just_the_way_that_was_asked_for(string fault, string frame)
    {
        using PlcServer plc = Started(fault + ":1");
        using var client = new PlcClient(plc.Port);

        client.Send(Read);
        Assert.AreEqual(frame, client.Read(frame.Length / 2));
        client.Send(Read);
        Assert.AreEqual(Answer, client.ReadFrame());
    }

    [TestMethod]
    public void Silence_is_over_when_its_count_is()
    {
        using PlcServer plc = Started("silence:2");
        using var client = new PlcClient(plc.Port);

        client.Send(Read, transaction: 1);
        client.Send(Read, transaction: 2);
        client.Send(Read, transaction: 3);
        Assert.AreEqual("0003", client.ReadFrame()[..4]);
        Assert.AreEqual(3, plc.Received.Count);
    }

    [TestMethod]
    public void A_silent_PLC_still_does_what_it_was_asked()
    {
        using PlcServer plc = Started("silence@1/6");
        using var client = new PlcClient(plc.Port);

        client.Send("06 0028 0001");
        Assert.AreEqual("03020001", client.Ask("03 0028 0001"));
    }

    [TestMethod]
    public void A_stale_answer_comes_right_before_the_next_one()
    {
        using PlcServer plc = Started("stale:1");
        using var client = new PlcClient(plc.Port);

        client.Send("03 0028 0001", transaction: 1);
        client.Send("03 0029 0001", transaction: 2);
        Assert.AreEqual("0001" + "0000" + "0005" + "01" + "030203E8", client.ReadFrame());
        Assert.AreEqual("0002" + "0000" + "0005" + "01" + "03020640", client.ReadFrame());
    }

    [TestMethod]
    public void A_connection_can_end_instead_of_an_answer()
    {
        using PlcServer plc = Started("close-after-request:1");
        using (var client = new PlcClient(plc.Port))
        {
            client.Send(Read);
            Assert.IsTrue(client.IsClosed());
        }

        using var again = new PlcClient(plc.Port);
        Assert.AreEqual("03020000", again.Ask(Read));
    }

    [TestMethod]
    public void A_fault_is_for_the_unit_function_and_address_that_it_names()
    {
        using PlcServer plc = Started("exception=1@2", "exception=5@1/3/40", "exception=6@*/6");
        using var client = new PlcClient(plc.Port);

        Assert.AreEqual("8301", client.Ask(Read, unit: 2));
        Assert.AreEqual("8305", client.Ask("03 0028 0001"));
        Assert.AreEqual("8305", client.Ask("03 0027 0002"));
        Assert.AreEqual("03020000", client.Ask("03 0027 0001"));
        Assert.AreEqual("03020640", client.Ask("03 0029 0001"));
        Assert.AreEqual("8606", client.Ask("06 0000 0001"));
        Assert.AreEqual("010101", client.Ask("01 0000 0001"));
    }

    [TestMethod]
    public void The_first_fault_that_fits_decides_and_then_the_next()
    {
        using PlcServer plc = Started("exception=1:1", "exception=2:1");
        using var client = new PlcClient(plc.Port);

        var answers = new List<string> { client.Ask(Read), client.Ask(Read), client.Ask(Read) };
        CollectionAssert.AreEqual(new[] { "8301", "8302", "03020000" }, answers);
    }

    [TestMethod]
    public void Stopping_does_not_wait_for_a_slow_answer()
    {
        var plc = Started("slow=600000");
        using var arrived = new System.Threading.ManualResetEventSlim();
        plc.Exchanged += _ => arrived.Set();
        using var client = new PlcClient(plc.Port);
        client.Send(Read);
        arrived.Wait();

        plc.Dispose();
        Assert.IsTrue(client.IsClosed());
    }

    private static PlcServer Started(params string[] faults)
    {
        PlcMisbehaviour[] misbehaviours = [.. faults.Select(fault => PlcMisbehaviour.Parse(fault, out _)!)];
        var plc = new PlcServer(new PlcOptions { Units = [1, 2], Misbehaviours = misbehaviours });
        plc.Start();
        return plc;
    }
}
