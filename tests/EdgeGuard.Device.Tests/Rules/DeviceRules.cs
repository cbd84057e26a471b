using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Device.Tests.Rules.Samples;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>What the device's own code must not call, read from its IL (firmware/EdgeGuard.Device/README.md).</summary>
[TestClass]
public sealed class DeviceRules
{
    private static readonly IlProgram Program = IlProgram.Read();

    private static readonly HashSet<string> MayLookUp =
    [
        "BrokerConnection..ctor", // is given the text of an IPAddress, which the library's look-up answers by itself
    ];

    [TestMethod]
    public void Every_TLS_handshake_requires_the_clients_certificate()
    {
        Assert.AreEqual("", string.Join('\n', Program.Device.SelectMany(Dangers.Handshakes)));
    }

    [TestMethod]
    public void No_name_is_looked_up()
    {
        Assert.AreEqual("", string.Join('\n', Program.Device.Where(m => !MayLookUp.Contains(m.Short)).SelectMany(Dangers.LookUps)));
    }

    [TestMethod]
    public void A_serial_port_is_written_bytes_and_no_more_than_its_buffer_holds()
    {
        Assert.AreEqual("", string.Join('\n', Program.Device.SelectMany(Dangers.Writes)));
        Assert.AreEqual(128, UartLink.Piece(int.MaxValue, int.MaxValue));
    }

    [TestMethod]
    public void Sockets_are_made_and_closed_one_at_a_time()
    {
        Assert.AreEqual("", string.Join('\n', Program.Device.SelectMany(Dangers.Sockets)));
        Assert.Contains("SocketGate.Create", Program.Device.Select(m => m.Short).ToHashSet());
    }

    [TestMethod]
    public void A_TLS_stream_is_read_and_written_in_one_place()
    {
        Assert.AreEqual("", string.Join('\n', Program.Device.SelectMany(Dangers.Streams)));
    }

    [TestMethod]
    public void The_devices_one_handshake_is_the_safe_one()
    {
        IlMethod[] shaking = Program.Device.Where(
            m => m.Code.Any(i => i.Operand.Contains("AuthenticateAs", StringComparison.Ordinal))).ToArray();
        Assert.AreEqual("SocketGate.Handshake", string.Join(", ", shaking.Select(m => m.Short)));
        Assert.IsEmpty(Dangers.Handshakes(shaking[0]).ToArray());
    }

    [TestMethod]
    public void The_rules_read_the_devices_code()
    {
        HashSet<string> names = Program.Device.Select(m => m.Short).ToHashSet();
        Assert.Contains("Program.Run", names);
        Assert.Contains("W5500Chip.Prepare", names);
        Assert.IsFalse(names.Any(name => name.StartsWith(nameof(DeviceRules), StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_handshake_that_lets_anybody_in_is_found_and_the_safe_one_is_not()
    {
        string[] found = Samples(Dangers.Handshakes);
        CollectionAssert.AreEquivalent(new[] { "Servers.ByOverload", "Servers.WithoutVerification", "Servers.OnlyOnce" }, found);
    }

    [TestMethod]
    public void A_write_that_is_too_long_or_text_is_found_and_a_short_one_is_not()
    {
        CollectionAssert.AreEquivalent(
            new[] { "Senders.Text", "Senders.Line", "Senders.Long", "Senders.Unbounded" }, Samples(Dangers.Writes));
    }

    [TestMethod]
    public void A_socket_that_is_made_or_closed_elsewhere_is_found()
    {
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Servers.Safe", "Servers.ByOverload", "Servers.WithoutVerification", "Servers.OnlyOnce", "Servers.Closes",
                    "Servers.Accepts",
            }, Samples(Dangers.Sockets));
    }

    [TestMethod]
    public void A_look_up_is_found()
    {
        CollectionAssert.AreEqual(new[] { "Servers.Name" }, Samples(Dangers.LookUps));
    }

    private static string[] Samples(Func<IlMethod, IEnumerable<string>> rule)
    {
        IlAssembly samples = IlAssembly.Read(
            typeof(Servers).Assembly, type => type.StartsWith("EdgeGuard.Device.Tests.Rules.Samples.", StringComparison.Ordinal));
        return samples.Methods.SelectMany(rule).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).ToArray();
    }
}
