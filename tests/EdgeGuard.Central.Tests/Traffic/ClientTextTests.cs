using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

[TestClass]
public class ClientTextTests
{
    [TestMethod]
    [DataRow(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", "CN=alice", "Operator, 10.0.0.5", "10.0.0.5")]
    [DataRow(PeerTransport.Tls, "10.0.0.5", "CN=alice", null, "CN=alice", "no role, 10.0.0.5", "10.0.0.5", DisplayName = "no role in it")]
    [DataRow(PeerTransport.Plain, "10.0.0.5", "", "Scada", "10.0.0.5", "Scada, unsafe-plain", "unsafe-plain", DisplayName = "an address")]
    [DataRow(PeerTransport.Serial, "COM1", "", "Scada", "COM1", "Scada, serial", "serial", DisplayName = "a port")]
    [DataRow(PeerTransport.Console, "console", "anna", "technician", "anna", "technician, console", "console", DisplayName = "a person")]
    [DataRow(PeerTransport.Tls, "10.0.0.5", "", null, "10.0.0.5", "", "", DisplayName = "nobody yet")]
    [DataRow(PeerTransport.Tls, "\u001b[2J", "CN=\u202e", "\u0007", "CN=?", "?, ?[2J", "?[2J", DisplayName = "what a terminal would obey")]
    public void Who_it_is_stands_first_and_below_it_in_what_role_and_from_where(
        PeerTransport transport, string address, string subject, string? role, string name, string standing, string place)
    {
        string fingerprint = transport == PeerTransport.Tls && subject.Length > 0 ? new string('a', 64) : "";
        var peer = new Peer(transport, address, subject, role, fingerprint, long.MaxValue);
        Assert.AreEqual(name, ClientText.Name(peer));
        Assert.AreEqual(standing, ClientText.Standing(peer));
        Assert.AreEqual(place, ClientText.Place(peer));
    }
}
