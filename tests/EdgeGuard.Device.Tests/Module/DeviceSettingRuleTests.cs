using System;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>Every rule of a device speaks where it is broken, and nowhere else.</summary>
[TestClass]
public sealed class DeviceSettingRuleTests
{
    private const string Good = "site s\nmodule m\nplc.address 192.0.2.1:502\nplc.own-address 192.0.2.2/24\n";

    private static readonly string[][] Broken =
    [
        ["AddressesAreNumbers", "mqtt.broker broker:8883\n", "mqtt.broker: 'broker' is no IPv4 address"],
        [
            "RolesAreOfNumbers", "unsafe-plain.listen 0.0.0.0:502\nunsafe-plain.role ::1 A\n",
            "unsafe-plain.role: '::1' is no IPv4 address",
        ],
        ["ThePlcsSideHasAnAddress", "-plc.own-address 192.0.2.2/24\n", "plc.own-address: the module has no address on the PLC's network"],
        ["TheChipHasTheConnections", "plc.connections 8\n", "plc.connections: the chip toward the PLC has"],
        ["SerialPortsAreTheBoards", "bus north COM9 19200 8E1\nunit 1 on north\n", "bus: there is no serial port 'COM9'"],
        ["NothingForAnotherPlatform", "tls.handshakes 4\n", "tls.handshakes has no effect: this module makes one TLS handshake at a time"],
    ];

    [TestMethod]
    public void Each_rule_of_the_list_is_broken_here()
    {
        string[] all = [.. new DeviceSettingRules("COM2", "BUS2", true).All.Select(rule => rule.Method.Name)];
        CollectionAssert.AreEqual(all, Broken.Select(one => one[0]).ToArray());
    }

    [TestMethod]
    public void A_rule_that_is_broken_says_so()
    {
        Assert.IsEmpty(Said(Good));
        foreach (string[] one in Broken)
        {
            string[] said = Said(one[1][0] == '-' ? Good.Replace(one[1][1..], "", StringComparison.Ordinal) : Good + one[1]);
            Assert.HasCount(1, said, one[0]);
            StringAssert.Contains(said[0], one[2], StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("BUS2 19200 8E1", "")]
    [DataRow("BUS2 1200 8N2", "")]
    [DataRow("BUS2 38400 8E1", "BUS2 cannot have 38400 Bd")]
    [DataRow("BUS3 19200 8E1", "there is no serial port 'BUS3'")]
    public void A_master_may_be_at_the_second_bus_as_fast_as_its_chip_bears_it(string port, string said)
    {
        string problems = string.Join('\n', Said(Good + "listen.serial " + port + " Operator\n"));
        if (said.Length == 0) Assert.AreEqual("", problems);
        else StringAssert.Contains(problems, "listen.serial: " + said, StringComparison.Ordinal);
    }

    private static string[] Said(string text)
    {
        var problems = new ProblemList();
        ModuleSettings settings = SettingsReader.ReadStored(text, problems)!;
        Assert.IsNotNull(settings, text);
        var said = new ProblemList();
        new DeviceSettingRules("COM2", "BUS2", true).Run(settings, said);
        return [.. Enumerable.Range(0, said.Count).Select(i => said[i].Message)];
    }
}
