using System.Text.Json;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>A policy drafted from what a module has recorded, and held against it.</summary>
[TestClass]
public sealed class PolicyOfReportsTests
{
    private const string Vendor = "outside the specification, so nobody can judge it";

    [TestMethod]
    public void What_a_module_has_recorded_becomes_a_policy_with_the_roles_of_the_certificates()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic", "--name", "press"), saved.Error);
        Assert.AreEqual(
            $"""
            edgeguard-policy 1
            policy press version 1
            # Recorded 2026-03-02 10:00 to 2026-03-02 10:01 UTC.
            # Allows 110 of 112 requests.
            # Allows 11 addresses, of which nobody asked for 0.

            role HMI
              # CN=hmi-1 10.0.0.5: 100 requests, 2026-03-02 10:00 to 2026-03-02 10:01
              allow 3 unit 1 address 0-9

            role Engineer
              # CN=erin 10.0.0.9: 10 requests, 2026-03-02 10:00 to 2026-03-02 10:01
              allow 6 unit 1 address 40 value 7

            # Not proposed:
            #   CN=erin 10.0.0.9: 90 program (Schneider Unity, UMAS), unit 1: {Vendor}; 1x, at 2026-03-02 10:01
            #   10.0.0.66: 04 read input registers, unit 1: its client has no role; 1x, at 2026-03-02 10:01

            """,
            saved.Output);
        Assert.AreEqual(
            "edgeguard: hint: which role? --role 10.0.0.66=NAME\n"
                + "edgeguard: 2 lines allow 110 of 112 requests; 0 are marked, 2 polls are not proposed\n",
            saved.Error);
        saved.Write("press.policy", saved.Output);
        Assert.AreEqual(0, saved.Policy("check", "press.policy"));
        Assert.AreEqual(3, saved.Policy("replay", "press.policy", "--traffic", "week.traffic"));
        Assert.Contains("1x CN=erin 10.0.0.9: 90 program (Schneider Unity, UMAS), unit 1, role Engineer\n", saved.Output);
        Assert.Contains("1x 10.0.0.66: 04 read input registers, unit 1, address 7 (3x00008), without a role\n", saved.Output);
        Assert.EndsWith("2 of 112 requests would have been refused\n", saved.Output);
        Assert.AreEqual(3, saved.Policy("replay", "press.policy", "--traffic", "week.traffic", "--json"));
        JsonElement row = JsonDocument.Parse(saved.Output).RootElement.GetProperty("rows")[0];
        Assert.AreEqual("CN=erin", row.GetProperty("subject").GetString());
        Assert.AreEqual("10.0.0.9", row.GetProperty("client").GetString());
    }

    [TestMethod]
    public void A_client_without_a_role_can_be_given_one_and_who_has_one_keeps_it()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        string[] roles = ["--role", "10.0.0.66=Historian", "--role", "10.0.0.5=Boss", "--role", "10.1.1.1=Ghost"];
        Assert.AreEqual(0, saved.Policy(["propose", "--traffic", "week.traffic", .. roles]));
        Assert.Contains("\nrole Historian\n", saved.Output);
        Assert.DoesNotContain("Boss", saved.Output);
        Assert.DoesNotContain("which role?", saved.Error);
        Assert.Contains("edgeguard: note: --role 10.0.0.5=Boss: no client without a role has this address\n", saved.Error);
        Assert.Contains("edgeguard: note: --role 10.1.1.1=Ghost: no client without a role has this address\n", saved.Error);
    }

    [TestMethod]
    public void Nobody_is_asked_for_the_role_of_who_was_refused_every_time()
    {
        Peer dave = ReportingModule.Tls("CN=dave", "10.0.0.77", null, "ee");
        ReportingModule module = Plant().Ask(dave, "03 unit 1 address 0", 2, RequestFate.Refused);
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", module.ReportOnce());
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic"));
        Assert.StartsWith("edgeguard: hint: which role? --role 10.0.0.66=NAME\n", saved.Error);
        Assert.Contains("10.0.0.77: 03 read holding registers, unit 1: the policy in force refused it every time; 2x", saved.Output);
    }

    [TestMethod]
    public void A_policy_is_for_one_module_and_the_others_are_named()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        saved.Add("plant/saw", Module(3).Ask(ReportingModule.Hmi, "01 unit 2 address 7").ReportOnce());
        Assert.AreEqual(1, saved.Policy("propose", "--traffic", "week.traffic"));
        Assert.AreEqual(
            "edgeguard: error: reports of 2 modules, and a policy is for one: plant/press (4 rows), plant/saw (1 rows)\n"
                + "edgeguard: hint: --site plant --module press\n",
            saved.Error);
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic", "--module", "saw"));
        Assert.Contains("allow 1 unit 2 address 7\n", saved.Output);
        Assert.AreEqual(1, saved.Policy("propose", "--traffic", "week.traffic", "--module", "lathe"));
        Assert.StartsWith("edgeguard: error: no report of traffic of this module with anything in it\n", saved.Error);
    }

    [TestMethod]
    public void What_was_recorded_before_a_restart_without_keys_counts_too()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        saved.Add("plant/press", Module(2).Ask(ReportingModule.Hmi, "03 unit 1 address 5-19", 20).ReportOnce());
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic"));
        Assert.Contains("allow 3 unit 1 address 0-19\n", saved.Output);
        Assert.Contains("# Allows 130 of 132 requests.", saved.Output);
    }

    [TestMethod]
    public void With_keys_at_hand_only_what_is_verified_is_proposed()
    {
        using SavedTraffic saved = new SavedTraffic().Add(
            "plant/press", new ReportingModule().Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 3).ReportOnce());
        saved.Add("plant/press", Module(9).Ask(ReportingModule.Hmi, "05 unit 1 address 7 value on").ReportOnce());
        SealedBatches.Key.Write(saved.PathOf("press.sealkey"));
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic", "--seal-key", "press.sealkey"), saved.Error);
        Assert.DoesNotContain("allow 5", saved.Output);
        Assert.Contains("edgeguard: note: plant/press: left out, for no --seal-key is the one of its reports\n", saved.Error);
    }

    [TestMethod]
    public void Rows_that_never_came_are_told()
    {
        ReportingModule module = Module(1).Ask(ReportingModule.Hmi, "03 unit 1 address 0-9");
        module.Report();
        module.Ask(ReportingModule.Hmi, "03 unit 1 address 20");
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", module.ReportOnce());
        Assert.AreEqual(0, saved.Policy("propose", "--traffic", "week.traffic"));
        Assert.StartsWith("edgeguard: note: 1 of the module's 2 rows are known; a recording of an hour has all\n", saved.Error);
    }

    [TestMethod]
    public void What_cannot_be_meant_is_told_all_at_once()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(2, saved.Policy("propose", "--name", "x"));
        Assert.AreEqual("edgeguard: error: which recording? --pcap FILE, --traffic FILE or --broker HOST:PORT\n", saved.Error);
        string[] wrong =
        [
            "replay", "x", "--traffic", "week.traffic", "--role", "10.0.0.5", "--port", "1502", "--user", "me", "--for", "1m", "--site",
            "a/b",
        ];
        Assert.AreEqual(2, saved.Policy(wrong));
        Assert.AreEqual(
            """
            edgeguard: error: --role '10.0.0.5' is not ADDRESS=NAME, such as 10.0.0.5=Operator
            edgeguard: error: --site 'a/b' is no name: letters, digits, '-', '_' and '.', at most 64
            edgeguard: error: --user is for a broker, and none is named: --broker HOST:PORT
            edgeguard: error: --for is for a broker, and none is named: --broker HOST:PORT
            edgeguard: error: --port is for captures, and none are named

            """,
            saved.Error);
        Assert.AreEqual(2, saved.Policy("propose", "--pcap", "x.pcap", "--traffic", "week.traffic"));
        Assert.AreEqual("edgeguard: error: --pcap, and reports of a module: a recording is the one or the other\n", saved.Error);
        Assert.AreEqual(2, saved.Policy("propose", "--pcap", "x.pcap", "--module", "m", "--for", "1m"));
        Assert.AreEqual(
            "edgeguard: error: --module is for a module's reports, and none are named\n"
                + "edgeguard: error: --for is for a module's reports, and none are named\n",
            saved.Error);
        Assert.AreEqual(2, saved.Policy("propose", "--traffic", "week.traffic", "--proof"));
        Assert.AreEqual("edgeguard: error: --proof judges single requests, which captures alone have: --pcap FILE\n", saved.Error);
        Assert.AreEqual(2, saved.Policy("propose", "--broker", "b:1", "--for", "soon", "--traffic", "week.traffic"));
        Assert.AreEqual(
            "edgeguard: error: --traffic and --broker: reports come from the one or the other\n"
                + "edgeguard: error: --for 'soon' is no time up to 45d, such as 10m, 2h or 7d\n",
            saved.Error);
    }

    [TestMethod]
    public void A_file_that_is_something_else_is_named_with_what_helps()
    {
        using var saved = new SavedTraffic();
        saved.Write("other", "edgeguard-policy 1\n");
        Assert.AreEqual(1, saved.Policy("propose", "--traffic", "other"));
        Assert.AreEqual(
            "edgeguard: error: other is no recording of traffic\n"
                + "edgeguard: hint: name a file that 'edgeguard traffic --save' wrote; a capture is named with --pcap\n",
            saved.Error);
        Assert.AreEqual(1, saved.Policy("propose", "--traffic", "nowhere"));
        Assert.StartsWith("edgeguard: error: nowhere cannot be read: ", saved.Error);
    }

    private static ReportingModule Module(byte stream) => new(ReportingModule.Stream(stream));

    private static ReportingModule Plant()
    {
        ReportingModule module = Module(1);
        for (int i = 0; i < 10; i++)
        {
            module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 10).Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 7");
        }
        return module.Ask(ReportingModule.Engineer, "90 unit 1", 1, RequestFate.Refused)
            .Ask(ReportingModule.Nobody, "04 unit 1 address 7");
    }
}
