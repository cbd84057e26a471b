using System.Text;

namespace EdgeGuard.Core.Tests;

[TestClass]
public class ReportTests
{
    [TestMethod]
    public void State_names_mode_policy_and_generation()
    {
        ModuleStatus status = Status();
        status.SetConfiguration(new ConfigurationStatus("observe", "pump \"3\"", 7, "c0ffee", 4));
        Assert.AreEqual(
            "{\"online\":true,\"boot\":12,\"connection\":3,\"stream\":\"000102030405060708090a0b0c0d0e0f\","
            + "\"mode\":\"observe\",\"isolated\":false,"
            + "\"policy\":{\"name\":\"pump \\\"3\\\"\",\"version\":7,\"hash\":\"c0ffee\"},\"generation\":4}",
            Text(Report.Online(status, 3)));
    }

    [TestMethod]
    public void The_will_names_the_connection_that_ended()
    {
        Assert.AreEqual(
            "{\"online\":false,\"boot\":12,\"connection\":3,\"stream\":\"000102030405060708090a0b0c0d0e0f\",\"stopped\":false}",
            Text(Report.Offline(Status(), 3, false)));
    }

    [TestMethod]
    public void Inventory_shows_what_is_unsafe()
    {
        Assert.AreEqual(
            "{\"software\":\"0.1.0\",\"platform\":\"test\",\"plc\":\"10.1.1.1:502\",\"listeners\":["
            + "{\"transport\":\"tls\",\"address\":\"0.0.0.0:802\",\"unsafe\":false,\"roles\":\"certificate\"},"
            + "{\"transport\":\"unsafe-plain\",\"address\":\"0.0.0.0:502\",\"unsafe\":true,\"roles\":\"address table\"}]}",
            Text(Report.Inventory(Status().Inventory)));
    }

    [TestMethod]
    public void Inventory_tells_why_the_run_began_where_that_is_known()
    {
        Inventory inventory = new Inventory("0.1.0", "test", "", new ListenerStatus[0], "reporter was unresponsive");
        Assert.AreEqual(
            "{\"software\":\"0.1.0\",\"platform\":\"test\",\"plc\":\"\",\"startedBecause\":\"reporter was unresponsive\",\"listeners\":[]}",
            Text(Report.Inventory(inventory)));
    }

    [TestMethod]
    public void Inventory_says_where_the_roles_of_a_devices_clients_come_from()
    {
        ListenerStatus[] listeners = new ListenerStatus[] { new ListenerStatus(PeerTransport.Tls, "0.0.0.0:802", RoleOrigin.AddressTable) };
        string text = Text(Report.Inventory(new Inventory("0.1.0", "test", "10.1.1.1:502", listeners, "")));
        Assert.IsTrue(text.IndexOf("\"unsafe\":false,\"roles\":\"address table\"") > 0);
    }

    [TestMethod]
    public void Metrics_carry_every_counter()
    {
        Counters counters = new Counters();
        counters.Add(Counter.Refused);
        counters.Add(Counter.Refused);
        string text = Text(Report.Metrics(Status(), counters, 5000, 77));
        string begin = "{\"boot\":12,\"uptimeMs\":5000,\"utc\":77,\"counters\":{\"sessions-opened\":0,";
        Assert.AreEqual(begin, text.Substring(0, begin.Length));
        Assert.IsTrue(text.IndexOf("\"refused\":2,") > 0, text);
        for (int i = 0; i < (int)Counter.Count; i++) Assert.IsTrue(text.IndexOf("\"" + CounterText.Of((Counter)i) + "\":") > 0, text);
    }

    [TestMethod]
    public void Json_escapes_what_json_and_terminals_cannot_hold()
    {
        string json = new JsonWriter().OpenObject().Text(
            "a\n", "\"\\\u001b\u009b\u2028\U0001F600ö").Text("none", null).CloseObject().ToString();
        Assert.AreEqual("{\"a\\u000a\":\"\\\"\\\\\\u001b\\u009b\\u2028\\ud83d\\ude00ö\",\"none\":null}", json);
    }

    [TestMethod]
    public void Topic_levels_take_no_wildcards_and_no_separators()
    {
        Assert.IsTrue(ReportTopics.IsName("pump-3_b.1"));
        Assert.IsFalse(ReportTopics.IsName(""));
        Assert.IsFalse(ReportTopics.IsName("a/b"));
        Assert.IsFalse(ReportTopics.IsName("+"));
        Assert.IsFalse(ReportTopics.IsName("#"));
        Assert.IsFalse(ReportTopics.IsName("a b"));
        Assert.IsFalse(ReportTopics.IsName("ä"));
        Assert.AreEqual("edgeguard/v1/s/m/events", new ReportTopics("s", "m").Events);
    }

    [TestMethod]
    public void Back_off_doubles_up_to_a_minute_and_begins_anew_after_success()
    {
        Backoff backoff = new Backoff();
        backoff.Failed(0);
        Assert.AreEqual(1000L, backoff.Until);
        backoff.Failed(1000);
        Assert.AreEqual(3000L, backoff.Until);
        for (int i = 0; i < 40; i++) backoff.Failed(0);
        Assert.AreEqual(60_000L, backoff.Until);
        backoff.Reset();
        backoff.Failed(0);
        Assert.AreEqual(1000L, backoff.Until);
    }

    private static ModuleStatus Status()
    {
        byte[] stream = new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
        ListenerStatus[] listeners = new ListenerStatus[]
        {
            new ListenerStatus(PeerTransport.Tls, "0.0.0.0:802"),
            new ListenerStatus(PeerTransport.Plain, "0.0.0.0:502"),
        };
        return new ModuleStatus(stream, 12, new Inventory("0.1.0", "test", "10.1.1.1:502", listeners));
    }

    private static string Text(byte[] json)
    {
        return Encoding.UTF8.GetString(json, 0, json.Length);
    }
}
