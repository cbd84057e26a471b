using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>pymodbus on either side: a client that speaks TLS itself, and a PLC.</summary>
[TestClass]
public class PymodbusTests
{
    // A quantity of none or too many, a byte count that does not fit, addresses beyond the end.
    private static readonly string[] Malformed =
    [
        "0100000000", "01000007D1", "01FFF00020", "0200000000", "02000007D1", "0300000000", "030000007E", "03FFFA000A", "0400000000",
        "040000007E", "0F000000000100", "0F0000000502FFFF", "0F000007B1F7", "10000000000000", "1000000001010000", "100000000103000102",
        "10000000020200010002", "10FFFE000306000100020003", "17000000000028000102000A", "170000007E0028000102000A", "17000000010028000000",
        "17FFFE0005002800010200AA",
    ];

    [TestMethod]
    public void A_client_with_TLS_of_its_own_gets_through_or_is_refused_as_the_policy_says()
    {
        using var plant = new Plant();
        plant.StartModule(Pymodbus.StartServer(plant.Site));
        string[] answers = Pymodbus.Ask(
            plant, "mbap", Path.Combine(plant.Site.Folder, "keys"), [.. Requests.OfPymodbus.Select(r => r.Text)]);
        Assert.HasCount(Requests.OfPymodbus.Length, answers);
        foreach ((PeerRequest request, string answer) in Requests.OfPymodbus.Zip(answers))
        {
            StringAssert.StartsWith(answer, request.Text + (request.IsAllowed ? " =" : " ! exception 1"));
        }
    }

    [TestMethod]
    public void Its_server_as_the_PLC_keeps_what_a_libmodbus_client_writes()
    {
        using var plant = new Plant();
        plant.StartModule(Pymodbus.StartServer(plant.Site));
        CollectionAssert.AreEqual(
            new[]
            {
                "16:40:11,22,33 =", "3:40:4 = 11 22 33 0", "6:43:44 =", "3:43:1 = 44", "15:0:1,0,1 =", "5:3:1 =", "1:0:4 = 1 0 1 1",
                "22:50:242:37 =", "3:50:1 = 5", "23:40:3:41:5,6 = 11 5 6", "6:43:1501 ! Illegal function", "3:43:1 = 44",
            },
            Libmodbus.Ask(
                plant.Open("connect"), "16:40:11,22,33", "3:40:4", "6:43:44", "3:43:1", "15:0:1,0,1", "5:3:1", "1:0:4",
                "22:50:242:37", "3:50:1", "23:40:3:41:5,6", "6:43:1501", "3:43:1"));
    }

    [TestMethod]
    public void A_malformed_request_gets_the_exception_that_its_server_would_give()
    {
        using var plant = new Plant();
        int plc = Pymodbus.StartServer(plant.Site);
        plant.StartModule(plc);
        int module = plant.Open("connect");
        foreach (string pdu in Malformed)
        {
            string own = Ask(plc, pdu);
            Assert.AreEqual(4, own.Length, $"{pdu}: no exception, but {own}");
            Assert.AreEqual(own, Ask(module, pdu), pdu);
        }
    }

    [TestMethod]
    public void What_it_calls_Modbus_over_TLS_by_default_is_PDUs_without_a_header_and_is_not_taken_for_Modbus()
    {
        using var plant = new Plant();
        Executable plc = Libmodbus.StartServer(plant.Site);
        Executable module = plant.StartModule(Plant.PortIn(plc.WaitForOutput("listening")));
        string[] answers = Pymodbus.Ask(plant, "bare", Path.Combine(plant.Site.Folder, "keys"), "16:40:1,2,3,4,5");
        StringAssert.Contains(answers.Single(), "ConnectionException");
        StringAssert.Contains(module.WaitForError("link closed: not Modbus"), "protocol id");
        Assert.HasCount(1, plc.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), "nothing reached the PLC");
    }

    // The PDU that answers, over a connection of its own: pymodbus ends some that it does not like.
    private static string Ask(int port, string pdu)
    {
        byte[] request = Convert.FromHexString("000100000000" + "01" + pdu);
        request[5] = (byte)(request.Length - 6);
        using var client = new TcpClient("127.0.0.1", port) { ReceiveTimeout = 20_000 };
        NetworkStream stream = client.GetStream();
        stream.Write(request);
        byte[] header = new byte[7];
        stream.ReadExactly(header);
        byte[] answer = new byte[(header[4] << 8 | header[5]) - 1];
        stream.ReadExactly(answer);
        return Convert.ToHexString(answer);
    }
}
