using System;
using System.Linq;
using System.Net;
using System.Threading;
using EdgeGuard.Cli;
using EdgeGuard.Modbus;

namespace EdgeGuard.Host.Tests;

[TestClass]
public class PlcServerTests
{
    [TestMethod]
    public void What_is_written_is_read_back()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);

        Assert.AreEqual("06002903E8", client.Ask("06 0029 03E8"));
        Assert.AreEqual("030203E8", client.Ask("03 0029 0001"));
        Assert.AreEqual("1000960002", client.Ask("10 0096 0002 04 1234 5678"));
        Assert.AreEqual("16009600FF1200", client.Ask("16 0096 00FF 1200"));
        Assert.AreEqual("170412345679", client.Ask("17 0096 0002 0097 0001 02 5679"));
        Assert.AreEqual("050032FF00", client.Ask("05 0032 FF00"));
        Assert.AreEqual("0F0033000A", client.Ask("0F 0033 000A 02 CD01"));
        Assert.AreEqual("01029B03", client.Ask("01 0032 000B"));
    }

    [TestMethod]
    public void A_mask_keeps_the_bits_that_it_names_and_takes_the_others()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);

        // The example of Application Protocol V1.1b3, section 6.16: 12 and F2, or 25 gives 17.
        client.Ask("06 0096 0012");
        client.Ask("16 0096 00F2 0025");
        Assert.AreEqual("03020017", client.Ask("03 0096 0001"));
    }

    [TestMethod]
    public void Every_answer_fits_its_request()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);
        string[] requests =
        [
            "0100000011", "0200000005", "0300000064", "0400000005", "050007FF00", "06002803E8", "0F000000080181", "10002800020403E80640",
            "16002800FF0000", "1700000002002800010203E8", "080000A537", "2B0E0100", "2B0E0200", "2B0E0401", "2B0E0409", "5A0041", "5A0099",
            "07", "0B", "11", "41", "030000007E", "0300C70002", "0F00C700020103",
        ];

        foreach (string text in requests)
        {
            byte[] pdu = Convert.FromHexString(text);
            byte[] answer = Convert.FromHexString(client.Ask(text));
            var request = new Request();
            request.Decode(1, pdu, 0, pdu.Length);
            Assert.AreEqual(ResponseFault.None, ResponseCheck.Check(request, answer, 0, answer.Length), text);
        }
    }

    [TestMethod]
    public void What_does_not_exist_is_answered_by_the_exception_that_says_so()
    {
        using PlcServer plc = Started(new PlcOptions { Units = [1, 5] });
        using var client = new PlcClient(plc.Port);

        Assert.AreEqual("03020000", client.Ask("03 00C7 0001"));
        Assert.AreEqual("8302", client.Ask("03 00C7 0002"));
        Assert.AreEqual("8303", client.Ask("03 0000 007E"));
        Assert.AreEqual("C101", client.Ask("41"));
        Assert.AreEqual("830B", client.Ask("03 0000 0001", unit: 2));
        Assert.AreEqual("03020000", client.Ask("03 0000 0001", unit: 5));
    }

    [TestMethod]
    public void Units_have_a_process_each()
    {
        using PlcServer plc = Started(new PlcOptions { Units = [1, 5] });
        using var client = new PlcClient(plc.Port);

        client.Ask("06 0028 0001", unit: 5);
        Assert.AreEqual("030203E8", client.Ask("03 0028 0001", unit: 1));
        Assert.AreEqual("03020001", client.Ask("03 0028 0001", unit: 5));
    }

    [TestMethod]
    public void A_programming_function_stops_the_pump_for_anybody_who_asks()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);

        Assert.AreEqual("03020001", client.Ask("03 000C 0001"));
        Assert.AreEqual("5A00FE", client.Ask("5A 00 41"));
        Assert.AreEqual("03020000", client.Ask("03 000C 0001"));
        Assert.IsFalse(plc.Look(1, memory => memory.Coils[PlcMap.PumpRun]));
    }

    [TestMethod]
    public void The_process_runs_on_the_clock_that_the_server_was_given()
    {
        var time = new ManualTime();
        using var plc = new PlcServer(new PlcOptions(), time);
        plc.Start();
        using var client = new PlcClient(plc.Port);

        client.Ask("06 0028 05DC");
        Assert.AreEqual("040203E8", client.Ask("04 0002 0001"));
        time.Now += TimeSpan.FromSeconds(10).Ticks;
        Assert.AreEqual("040205DC", client.Ask("04 0002 0001"));
    }

    [TestMethod]
    public void Requests_that_arrived_are_remembered_in_order()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);
        client.Ask("03 0000 0001");
        client.Ask("41");

        string[] received = [.. plc.Received.Select(exchange => exchange.ToString())];
        CollectionAssert.AreEqual(new[] { "#1 unit 1  0300000001 -> 03020000", "#1 unit 1  41 -> C101" }, received);
    }

    [TestMethod]
    public void A_PLC_with_one_connection_closes_the_second_and_takes_another_when_the_first_has_gone()
    {
        using PlcServer plc = Started(new PlcOptions { OneConnection = true });
        using (var first = new PlcClient(plc.Port))
        {
            first.Ask("03 0000 0001");
            using var second = new PlcClient(plc.Port);
            Assert.IsTrue(second.IsClosed());
            Assert.AreEqual(1, plc.RefusedConnections);
        }

        Assert.IsTrue(AnswersSoon(plc.Port), "the place of the first connection stayed taken");
    }

    [TestMethod]
    public void Stopping_closes_every_connection_and_frees_the_port_for_a_successor()
    {
        var plc = Started(new PlcOptions());
        using var client = new PlcClient(plc.Port);
        client.Ask("03 0000 0001");
        plc.Dispose();
        Assert.IsTrue(client.IsClosed());
        plc.Dispose();

        using PlcServer successor = Started(new PlcOptions { Listen = new IPEndPoint(IPAddress.Loopback, plc.Port) });
        using var again = new PlcClient(successor.Port);
        Assert.AreEqual("03020000", again.Ask("03 0000 0001"));
    }

    [TestMethod]
    public void What_is_not_Modbus_ends_its_connection_only()
    {
        using PlcServer plc = Started(new PlcOptions());
        using var good = new PlcClient(plc.Port);
        using var bad = new PlcClient(plc.Port);
        good.Ask("03 0000 0001");
        bad.Send("03 0000 0001", transaction: 1);
        bad.ReadFrame();
        bad.SendRaw("474554202F20");

        Assert.IsTrue(bad.IsClosed());
        Assert.AreEqual("03020000", good.Ask("03 0000 0001"));
    }

    // The server learns of a closed connection when its thread does; a new client may be a little too early.
    private static bool AnswersSoon(int port)
    {
        return SpinWait.SpinUntil(
            () =>
            {
                using var client = new PlcClient(port);
                return client.TryAsk("03 0000 0001");
            },
            TimeSpan.FromSeconds(10));
    }

    private static PlcServer Started(PlcOptions options)
    {
        var plc = new PlcServer(options);
        plc.Start();
        return plc;
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency
        {
            get { return TimeSpan.TicksPerSecond; }
        }

        public override long GetTimestamp()
        {
            return Now;
        }
    }
}
