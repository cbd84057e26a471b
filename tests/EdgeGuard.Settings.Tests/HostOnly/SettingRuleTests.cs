using System;
using System.Linq;
using System.Reflection;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests.HostOnly;

/// <summary>Every rule between settings speaks where it is broken, and nowhere else.</summary>
[TestClass]
public class SettingRuleTests
{
    private const string Good = "site s\nmodule m\npolicy.file p\nplc.address 192.0.2.1:502\n"
        + "tls.certificate m.crt\ntls.key m.key\ntls.ca ca.crt\ntls.crl ca.crl\n";

    // A rule, a change to a good text that breaks it, and what is said then.
    private static readonly string[][] Broken =
    [
        ["RequiredKeys", "-site s\n", "site is missing"],
        ["SomebodyCanConnect", "listen.tls off\n", "no client could connect"],
        ["TlsHasItsFiles", "-tls.key m.key\n", "tls.key is missing: listen.tls needs it"],
        ["ClientsCanBeRevoked", "-tls.crl ca.crl\n", "there is no tls.crl"],
        ["PlainIsUnsafe", "unsafe-plain.listen 0.0.0.0:502\n", "UNSAFE: clients of unsafe-plain.listen"],
        ["PlainRoleNeedsItsListener", "unsafe-plain.role 10.0.0.5 A\n", "unsafe-plain.role has no effect while unsafe-plain.listen is off"],
        ["PortsDiffer", "unsafe-plain.listen 0.0.0.0:802\n", "unsafe-plain.listen and listen.tls have the same port"],
        [
            "AddressRoleNeedsItsListener", "listen.tls off\nunsafe-plain.listen 0.0.0.0:502\ntls.address-role 10.0.0.5 A\n",
            "tls.address-role has no effect while listen.tls is off",
        ],
        ["RolesByAddress", "tls.address-role 10.0.0.5 A\n", "roles of TLS clients go by their address"],
        ["BothOrNeither", "mqtt.key k.key\n", "mqtt.key is set and mqtt.certificate is not"],
        ["TlsHasItsCa", "mqtt.broker b:8883\n", "mqtt.ca is missing: mqtt.tls needs it"],
        ["PlainIsReadable", "mqtt.broker b:1883\nmqtt.tls off\n", "mqtt.tls is off: reports can be read"],
        ["NothingIsNamedTwice", "plc.unit-alias 255 1\nplc.unit-alias 255 2\n", "plc.unit-alias names 255 twice"],
        ["NoAliasOfAnAlias", "plc.unit-alias 255 1\nplc.unit-alias 1 2\n", "leads to unit 1, which is an alias itself"],
        ["ThereIsSomethingToGuard", "-plc.address 192.0.2.1:502\n", "there is nothing to guard"],
        [
            "BusesDiffer", "bus north /dev/a 19200 8E1\nbus north /dev/b 19200 8E1\nunit 1 on north\n", "two buses are called north",
        ],
        [
            "PortsDiffer", "bus north /dev/a 19200 8E1\nunit 1 on north\nlisten.serial /dev/a 19200 8E1 A\n",
            "the port /dev/a is used twice",
        ],
        ["Units", "unit 1 on south\n", "there is no bus called south"],
    ];

    [TestMethod]
    public void Each_rule_of_the_list_is_broken_here()
    {
        var all = (SettingRule[])typeof(SettingRules).GetField("All", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        CollectionAssert.AreEqual(all.Select(rule => rule.Method.Name).ToArray(), Broken.Select(one => one[0]).ToArray());
    }

    [TestMethod]
    public void A_rule_that_is_broken_says_so()
    {
        Assert.AreEqual(0, Read(Good).Count);
        foreach (string[] one in Broken)
        {
            string text = one[1][0] == '-' ? Good.Replace(one[1][1..], "", StringComparison.Ordinal) : Good + one[1];
            ProblemList problems = Read(text);
            string[] said = [.. Enumerable.Range(0, problems.Count).Select(i => problems[i].Message)];
            Assert.IsTrue(said.Any(message => message.Contains(one[2], StringComparison.Ordinal)), $"{one[0]}: {string.Join('\n', said)}");
        }
    }

    private static ProblemList Read(string text)
    {
        var problems = new ProblemList();
        SettingsReader.Read(text, problems);
        return problems;
    }
}
