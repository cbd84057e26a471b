using System;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host.Tests.Parts;

/// <summary>Every rule of the hosted module speaks where it is broken, and nowhere else.</summary>
[TestClass]
public sealed class HostSettingRuleTests
{
    private const string Good = "site s\nmodule m\npolicy.file p\nplc.address 192.0.2.1:502\n"
        + "tls.certificate m.crt\ntls.key m.key\ntls.ca ca.crt\ntls.crl ca.crl\n";

    private static readonly string[][] Broken =
    [
        ["AddressesAreAddresses", "unsafe-plain.listen fade.7.9:502\n", "unsafe-plain.listen: 'fade.7.9' is no IP address"],
        ["RolesAreTheCertificates", "tls.address-role 10.0.0.5 A\n", "tls.address-role is for a device"],
        ["TheClockIsTheSystems", "time.server 192.0.2.3\n", "time.server is for a device"],
        ["ThePlcsNetworkIsTheSystems", "plc.own-address 192.0.2.2/24\n", "plc.own-address has no effect: here the operating system"],
        ["AFileHasNoConsole", "access.idle 5m\n", "access.idle has no effect: a module with a settings file has no console"],
        ["SerialPortsAreThere", "bus north /dev/none 19200 8E1\nunit 1 on north\n", "/dev/none"],
    ];

    [TestMethod]
    public void Each_rule_of_the_list_is_broken_here()
    {
        CollectionAssert.AreEqual(HostSettingRules.All.Select(rule => rule.Method.Name).ToArray(), Broken.Select(one => one[0]).ToArray());
    }

    [TestMethod]
    public void A_rule_that_is_broken_says_so()
    {
        Assert.IsEmpty(Said(""));
        foreach (string[] one in Broken)
        {
            string[] said = Said(one[1]);
            Assert.HasCount(1, said, one[0]);
            StringAssert.Contains(said[0], one[2], StringComparison.Ordinal);
        }
    }

    private static string[] Said(string more)
    {
        var problems = new ProblemList();
        ModuleSettings settings = SettingsReader.Read(Good + more, problems)!;
        Assert.IsNotNull(settings, more);
        var said = new ProblemList();
        HostSettingRules.Run(settings, said);
        return [.. Enumerable.Range(0, said.Count).Select(i => said[i].Message)];
    }
}
