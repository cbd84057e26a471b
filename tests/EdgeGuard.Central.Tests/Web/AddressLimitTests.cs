using System;
using System.Linq;
using System.Net;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class AddressLimitTests
{
    private readonly FakeTime _time = FakeTime.Noon();
    private readonly AddressLimit _limit;

    public AddressLimitTests() => _limit = new AddressLimit(_time);

    [TestMethod]
    public void Ten_tries_a_minute_from_an_address_and_others_are_not_held_up_by_it()
    {
        Assert.AreEqual(AddressLimit.PerMinute, Takes("10.0.0.1", 30));
        Assert.AreEqual(AddressLimit.PerMinute, Takes("10.0.0.2", 30));
        _time.Now += TimeSpan.FromSeconds(59);
        Assert.AreEqual(0, Takes("10.0.0.1", 1));
        _time.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(AddressLimit.PerMinute, Takes("10.0.0.1", 30));
    }

    [TestMethod]
    public void Who_has_a_network_of_IPv6_addresses_has_the_tries_of_one()
    {
        Assert.AreEqual(AddressLimit.PerMinute, Enumerable.Range(1, 30).Sum(i => Takes($"2001:db8::{i:x}", 1)));
        Assert.AreEqual(1, Takes("2001:db8:0:1::1", 1));
    }

    [TestMethod]
    public void A_clock_that_is_set_back_holds_nobody_up()
    {
        Takes("10.0.0.1", 30);
        _time.Now -= TimeSpan.FromHours(1);
        Assert.AreEqual(1, Takes("10.0.0.1", 1));
    }

    [TestMethod]
    public void Addresses_without_end_take_no_memory_without_end()
    {
        for (int i = 0; i < AddressLimit.MostAddresses; i++) Assert.AreEqual(1, Takes($"10.{i >> 16}.{i >> 8 & 255}.{i & 255}", 1));
        Assert.AreEqual(0, Takes("11.0.0.1", 1));
        Assert.AreEqual(1, Takes("10.0.0.5", 1), "those that are known go on");
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.AreEqual(1, Takes("11.0.0.1", 1));
    }

    private int Takes(string address, int tries) => Enumerable.Range(0, tries).Count(_ => _limit.Take(IPAddress.Parse(address)));
}
