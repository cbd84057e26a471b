using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Cli;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Modbus;
using EdgeGuard.Pki;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public class ClientCommandTests
{
    [TestMethod]
    public void Registers_are_read_for_people_and_for_machines()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        (int exitCode, string output, string error) = CliRun.Run(ReadCommand.Create(), [.. who, "holding", "40", "2"]);
        Assert.AreEqual(0, exitCode, error);
        Assert.Contains("   40     40  0x0028", output);
        Assert.Contains("   41     41  0x0029", output);
        Assert.AreEqual(
            """{"unit":1,"address":40,"values":[40,41]}""", CliRun.Run(
                ReadCommand.Create(), [.. who, "--json", "holding", "40", "2"]).Output.Trim());
        Assert.Contains("    7  on", CliRun.Run(ReadCommand.Create(), [.. who, "coil", "0", "8"]).Output);
    }

    [TestMethod]
    public void Values_are_written()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        Assert.AreEqual(0, CliRun.Run(WriteCommand.Create(), [.. who, "holding", "40", "1200"]).ExitCode);
        Assert.AreEqual(0, CliRun.Run(WriteCommand.Create(), [.. who, "holding", "40", "1200", "-1", "0xFF"]).ExitCode);
        Assert.AreEqual(0, CliRun.Run(WriteCommand.Create(), [.. who, "coil", "7", "on"]).ExitCode);
    }

    [TestMethod]
    public void An_exception_is_told_in_words_and_ends_with_3()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        (int exitCode, string output, string error) = CliRun.Run(RequestCommand.Create(), [.. who, "5A", "00", "02"]);
        Assert.AreEqual(3, exitCode);
        Assert.AreEqual("", output);
        Assert.Contains("exception 01, illegal function: the policy does not allow this request", error);
    }

    [TestMethod]
    public void Any_request_may_be_sent_as_hex()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        Assert.AreEqual("03 02 00 28", CliRun.Run(RequestCommand.Create(), [.. who, "03 00 28 0001"]).Output.Trim());
        Assert.AreEqual(2, CliRun.Run(RequestCommand.Create(), [.. who, "xyz"]).ExitCode);
    }

    [TestMethod]
    public void The_three_files_may_be_given_one_by_one()
    {
        using var module = new ModuleStandIn();
        (int exitCode, _, string error) = CliRun.Run(
            ReadCommand.Create(), "--module", module.Address, "--certificate", module.PathOf("anna.crt"),
            "--key", module.PathOf("anna.key"), "--ca", module.PathOf("ca.crt"), "holding", "1");
        Assert.AreEqual(0, exitCode, error);
    }

    [TestMethod]
    public void A_certificate_that_the_module_does_not_accept_is_told_in_words()
    {
        using var module = new ModuleStandIn();
        string elsewhere = Path.Combine(module.PathOf("elsewhere"), "x");
        SiteCa stranger = SiteCa.Create(Path.GetDirectoryName(elsewhere)!, "Stranger");
        IssuedCertificate eve = stranger.IssueClient("eve", "Operator", new IssueOptions());
        (int exitCode, _, string error) = CliRun.Run(
            ReadCommand.Create(), "--module", module.Address, "--certificate", eve.CertificatePath, "--key", eve.KeyPath, "--ca",
            module.PathOf("ca.crt"), "holding", "1");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("does not accept this certificate", error);
    }

    [TestMethod]
    public void A_module_of_another_CA_or_another_name_is_not_talked_to()
    {
        using var module = new ModuleStandIn();
        SiteCa stranger = SiteCa.Create(module.PathOf("elsewhere"), "Stranger");
        (int exitCode, _, string error) = CliRun.Run(
            ReadCommand.Create(), "--module", module.Address, "--identity", module.Identity("anna"), "--ca", stranger.CertificatePath,
                "holding", "1");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("cannot be trusted", error);
        string byName = module.Address.Replace("127.0.0.1", "localhost", System.StringComparison.Ordinal);
        (exitCode, _, error) = CliRun.Run(ReadCommand.Create(), "--module", byName, "--identity", module.Identity("anna"), "holding", "1");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("is not for 'localhost'", error);
    }

    [TestMethod]
    public void Wrong_arguments_are_all_named_and_end_with_2()
    {
        (int exitCode, _, string error) = CliRun.Run(ReadCommand.Create(), "--module", "a:b:c", "holding", "65536", "200");
        Assert.AreEqual(2, exitCode);
        Assert.Contains("'65536' is no address; write 0 to 65535, counted from 0, or a reference of the manual, such as 4x00001", error);
        Assert.Contains("200 cannot be asked for at once", error);
        (exitCode, _, error) = CliRun.Run(ReadCommand.Create(), "--module", "127.0.0.1:0", "--timeout", "0", "holding", "1");
        Assert.AreEqual(2, exitCode);
        Assert.Contains("--module '127.0.0.1:0'", error);
        Assert.Contains("who asks is not clear", error);
        Assert.Contains("--timeout 0", error);
        (exitCode, _, error) = CliRun.Run(WriteCommand.Create(), "--module", "127.0.0.1", "holding", "65535", "1", "65536", "x");
        Assert.AreEqual(2, exitCode);
        Assert.Contains("'65536' is not a value", error);
        Assert.Contains("'x' is not a value", error);
    }

    [TestMethod]
    public void A_tunnel_carries_a_plain_client_through_and_ends_with_it()
    {
        using var module = new ModuleStandIn();
        var log = new SharedLog();
        using Tunnel tunnel = Open(module, "anna", log);
        using Socket client = Plain(tunnel);
        client.Send([0, 9, 0, 0, 0, 6, 1, 3, 0, 40, 0, 1]);
        byte[] answer = new byte[11];
        int count = 0;
        while (count < answer.Length)
        {
            int read = client.Receive(answer, count, answer.Length - count, SocketFlags.None);
            Assert.AreNotEqual(0, read, log.Text);
            count += read;
        }

        CollectionAssert.AreEqual((byte[])[0, 9, 0, 0, 0, 5, 1, 3, 2, 0, 40], answer);
        client.Close();
        TlsBed.WaitFor(() => log.Text.Contains("ended", System.StringComparison.Ordinal), "the tunnel stayed open");
    }

    [TestMethod]
    public void A_tunnel_that_cannot_reach_the_module_ends_the_client_and_says_why()
    {
        using var module = new ModuleStandIn();
        SiteCa stranger = SiteCa.Create(module.PathOf("elsewhere"), "Stranger");
        stranger.IssueClient("eve", null, new IssueOptions());
        var log = new SharedLog();
        using Tunnel tunnel = Open(module, "elsewhere/eve", log);
        using Socket client = Plain(tunnel);
        Assert.AreEqual(0, client.Receive(new byte[1]));
        TlsBed.WaitFor(() => log.Text.Contains("cannot be trusted", System.StringComparison.Ordinal), log.Text);
    }

    [TestMethod]
    public void A_tunnel_opens_on_this_machine_alone_unless_somebody_says_otherwise()
    {
        (int exitCode, _, string error) = CliRun.Run(
            ConnectCommand.Create(), "--module", "127.0.0.1", "--identity", "x/y", "--listen", "0.0.0.0:0");
        Assert.AreEqual(2, exitCode);
        Assert.Contains("--unsafe-listen-any", error);
    }

    [TestMethod]
    [DataRow("10.1.2.3", "10.1.2.3", 802)]
    [DataRow("10.1.2.3:8020", "10.1.2.3", 8020)]
    [DataRow("guard7", "guard7", 802)]
    [DataRow("guard7.plant:1", "guard7.plant", 1)]
    [DataRow("fe80::1", "fe80::1", 802)]
    [DataRow("[fe80::1]", "fe80::1", 802)]
    [DataRow("[fe80::1]:65535", "fe80::1", 65535)]
    public void A_modules_address_is_understood(string text, string host, int port)
    {
        Assert.AreEqual(new ModuleTarget(host, port), ModuleTarget.Parse(text));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(":802")]
    [DataRow("guard7:0")]
    [DataRow("guard7:65536")]
    [DataRow("guard7:-1")]
    [DataRow("guard7: 80")]
    [DataRow("a b")]
    [DataRow("a:b:c")]
    public void What_is_no_address_is_not(string text)
    {
        Assert.IsNull(ModuleTarget.Parse(text));
    }

    [TestMethod]
    public void Requests_that_are_built_are_requests_that_decode()
    {
        AssertDecodes(ModbusPdu.Read(AddressTable.Coils, 0, 2000));
        AssertDecodes(ModbusPdu.Read(AddressTable.DiscreteInputs, 65535, 1));
        AssertDecodes(ModbusPdu.Read(AddressTable.HoldingRegisters, 300, 125));
        AssertDecodes(ModbusPdu.Read(AddressTable.InputRegisters, 300, 1));
        AssertDecodes(ModbusPdu.WriteCoils(5, [true]));
        Request many = AssertDecodes(ModbusPdu.WriteCoils(5, [true, false, false, false, false, false, false, false, true]));
        Assert.IsTrue(many.CoilValue(0) && !many.CoilValue(1) && many.CoilValue(8));
        AssertDecodes(ModbusPdu.WriteRegisters(5, [65535]));
        Assert.AreEqual(258, AssertDecodes(ModbusPdu.WriteRegisters(5, [1, 258])).RegisterValue(1));
    }

    private static Request AssertDecodes(byte[] pdu)
    {
        var request = new Request();
        Assert.IsTrue(request.Decode(1, pdu, 0, pdu.Length), request.Fault.ToString());
        return request;
    }

    private static Tunnel Open(ModuleStandIn module, string name, SharedLog log)
    {
        string prefix = module.Identity(name);
        var problems = new System.Collections.Generic.List<FileProblem>();
        ClientIdentity? identity = ClientIdentity.TryLoad(
            prefix + ".crt", prefix + ".key", Path.Combine(Path.GetDirectoryName(prefix)!, "ca.crt"), problems);
        Assert.IsNotNull(identity, string.Join("; ", problems));
        Tunnel? tunnel = Tunnel.TryOpen(
            new IPEndPoint(
                IPAddress.Loopback, 0), ModuleTarget.Parse(module.Address)!, identity, TlsBed.PatienceMs, log, out string problem);
        Assert.IsNotNull(tunnel, problem);
        return tunnel;
    }

    private static Socket Plain(Tunnel tunnel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = TlsBed.PatienceMs };
        socket.Connect(tunnel.LocalEndPoint);
        return socket;
    }
}
