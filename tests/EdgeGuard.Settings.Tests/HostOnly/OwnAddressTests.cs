using System;
using System.Linq;

namespace EdgeGuard.Settings.Tests;

/// <summary>The module's own address on the PLC's network, as a person writes it.</summary>
[TestClass]
public sealed class OwnAddressTests
{
    [TestMethod]
    [DataRow("192.168.1.250/24", "192.168.1.250", "255.255.255.0", "0.0.0.0")]
    [DataRow("10.0.5.9/20 via 10.0.0.1", "10.0.5.9", "255.255.240.0", "10.0.0.1")]
    [DataRow("172.16.0.1/30", "172.16.0.1", "255.255.255.252", "0.0.0.0")]
    public void An_address_is_read_with_its_network_and_its_gateway(string text, string address, string mask, string gateway)
    {
        OwnAddress? own = OwnAddress.Read(text, out string expected);
        Assert.AreEqual("", expected);
        Assert.IsNotNull(own);
        CollectionAssert.AreEqual(
            new[] { address, mask, gateway }, new[] { own.Address, own.Mask, own.Gateway }.Select(b => string.Join('.', b)).ToArray());
    }

    [TestMethod]
    [DataRow("192.168.1.250")]
    [DataRow("192.168.1/24")]
    [DataRow("192.168.1.250/24 via")]
    [DataRow("192.168.1.250/24 192.168.1.1")]
    [DataRow("192.168.1.250/24 via 192.168.1.1 too")]
    [DataRow("192.168.1.256/24")]
    [DataRow("plc/24")]
    [DataRow("10.0.0.1/31")]
    [DataRow("10.0.0.1/")]
    public void What_is_no_address_of_its_own_is_told_with_an_example(string text)
    {
        Assert.IsNull(OwnAddress.Read(text, out string expected));
        StringAssert.Contains(expected, "192.168.1.250/24");
    }

    [TestMethod]
    [DataRow("192.168.1.0/24", "a host")]
    [DataRow("192.168.1.255/24", "a host")]
    [DataRow("192.168.1.250/24 via 192.168.2.1", "gateway")]
    public void An_address_that_no_host_can_have_is_refused(string text, string word)
    {
        Assert.IsNull(OwnAddress.Read(text, out string expected));
        Assert.Contains(word, expected, StringComparison.Ordinal);
    }
}
