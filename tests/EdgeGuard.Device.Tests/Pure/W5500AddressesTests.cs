using System;

namespace EdgeGuard.Device.Tests.Pure;

[TestClass]
public class W5500AddressesTests
{
    private static readonly byte[] Mac = { 2, 0x45, 0x47, 0, 0, 1 };
    private static readonly byte[] Own = { 192, 0, 2, 1 };
    private static readonly byte[] Mask = { 255, 255, 255, 0 };
    private static readonly byte[] None = { 0, 0, 0, 0 };

    [TestMethod]
    public void They_stand_in_the_order_of_the_chips_registers()
    {
        byte[] expected = { 0, 0, 0, 0, 255, 255, 255, 0, 2, 0x45, 0x47, 0, 0, 1, 192, 0, 2, 1 };
        CollectionAssert.AreEqual(expected, new W5500Addresses(Mac, Own, Mask, None).Block);
    }

    [TestMethod]
    public void A_group_address_is_nobodys()
    {
        byte[] group = { 1, 0, 0x5E, 0, 0, 1 };
        Assert.IsTrue(IsRefused(group, Own));
    }

    [TestMethod]
    public void An_address_of_another_length_is_refused()
    {
        Assert.IsTrue(IsRefused(Own, Own));
        Assert.IsTrue(IsRefused(Mac, Mac));
    }

    private static bool IsRefused(byte[] mac, byte[] own)
    {
        try
        {
            return new W5500Addresses(mac, own, Mask, None) == null;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
