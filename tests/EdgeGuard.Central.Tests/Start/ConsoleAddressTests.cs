using System.Net;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class ConsoleAddressTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "", "", "https://localhost:8443")]
    [DataRow("127.0.0.1", "", "10.0.0.7", "https://localhost:8443")]
    [DataRow("0.0.0.0", "", "", "")]
    [DataRow("0.0.0.0", "", "10.0.0.7", "")]
    [DataRow("10.0.0.7", "", "fe80::1", "")]
    [DataRow("0.0.0.0", "", "10.0.0.7 Central.Plant other.plant", "https://central.plant:8443")]
    [DataRow("0.0.0.0", "https://central.plant", "other.plant", "https://central.plant")]
    [DataRow("0.0.0.0", "https://central.plant:9443/", "", "https://central.plant:9443")]
    public void It_is_a_name_that_was_set_at_the_start_and_never_an_IP_address(string web, string address, string hosts, string expected)
    {
        var options = new CentralOptions("/nowhere")
        {
            Web = new IPEndPoint(IPAddress.Parse(web), 8443),
            Hosts = hosts.Split(' ', System.StringSplitOptions.RemoveEmptyEntries),
            Address = address.Length > 0 ? ConsoleAddress.Parse(address) : null,
        };
        ConsoleAddress found = ConsoleAddress.Of(options, 8443);
        Assert.AreEqual(expected, found.Origin);
        Assert.AreEqual(expected.Length > 0, found.HasName);
    }

    [TestMethod]
    [DataRow("http://central.plant")]
    [DataRow("central.plant:8443")]
    [DataRow("https://10.0.0.7")]
    [DataRow("https://[::1]:8443")]
    [DataRow("https://central.plant/path")]
    [DataRow("https://central.plant/?x")]
    [DataRow("https://anna@central.plant")]
    [DataRow("https://")]
    public void What_is_no_address_of_a_console_is_refused(string text) => Assert.IsNull(ConsoleAddress.Parse(text));

    [TestMethod]
    [DataRow("central.plant:8443", true)]
    [DataRow("CENTRAL.plant:8443", true)]
    [DataRow("central.plant", false)]
    [DataRow("10.0.0.7:8443", false)]
    [DataRow("", false)]
    public void A_page_is_under_it_or_under_another(string host, bool isIt) =>
        Assert.AreEqual(isIt, new ConsoleAddress("central.plant", "https://central.plant:8443").IsHost(host));
}
