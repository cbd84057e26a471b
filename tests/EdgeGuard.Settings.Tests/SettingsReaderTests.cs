using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

[TestClass]
public class SettingsReaderTests
{
    private const string Good =
        "# pump station\n" +
        "site plant-7\n" +
        "module pump-3\n" +
        "policy.file pump.policy\n" +
        "listen.tls 0.0.0.0:802\n" +
        "tls.certificate m.crt\n" +
        "tls.key m.key\n" +
        "tls.ca ca.crt\n" +
        "tls.crl ca.crl\n" +
        "plc.address 192.168.1.10:502\n";

    [TestMethod]
    public void A_whole_text_gives_settings_and_no_problem()
    {
        var problems = new ProblemList();
        var settings = SettingsReader.Read(Good, problems);
        Assert.AreEqual(0, problems.Count);
        Assert.IsNotNull(settings);
        Assert.AreEqual("plant-7", settings!.Text(SettingKeys.Site));
        Assert.AreEqual("192.168.1.10:502", settings.Text(SettingKeys.PlcAddress));
    }

    [TestMethod]
    public void An_absent_key_has_its_default()
    {
        var settings = Read("");
        Assert.AreEqual("enforce", settings.Text(SettingKeys.Mode));
        Assert.AreEqual(260, settings.Number(SettingKeys.FrameMax));
        Assert.AreEqual(1000L, settings.Milliseconds(SettingKeys.PlcTimeout));
        Assert.IsFalse(settings.IsOn(SettingKeys.UnsafePlainListen));
        Assert.IsFalse(settings.IsOn(SettingKeys.MqttBroker));
    }

    [TestMethod]
    public void Every_default_is_a_value_that_the_reader_takes()
    {
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            if (key.Default.Length == 0 || key.Name == SettingKeys.ListenTls) continue;
            Read(key.Name + " " + key.Default + "\n");
        }
    }

    [TestMethod]
    public void An_empty_text_names_every_missing_key_at_once()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read("", problems));
        HasError(problems, "site is missing", 0, 0);
        HasError(problems, "module is missing", 0, 0);
        HasError(problems, "policy.file is missing", 0, 0);
        HasError(problems, "there is nothing to guard: neither plc.address nor a bus", 0, 0);
        HasError(problems, "tls.key is missing: listen.tls needs it", 0, 0);
    }

    [TestMethod]
    public void Five_mistakes_are_five_problems_with_line_and_column()
    {
        var problems = new ProblemList();
        string text = Good + "plc.timeot 2s\n  plc.connections 65\nfrm.max\nmode  learn\nsite other\n";
        Assert.IsNull(SettingsReader.Read(text, problems));
        HasError(problems, "there is no setting called plc.timeot", 11, 1);
        HasError(problems, "'65' is no value for plc.connections", 12, 19);
        HasError(problems, "there is no setting called frm.max", 13, 1);
        HasError(problems, "'learn' is no value for mode", 14, 7);
        HasError(problems, "site stands on line 2 already", 15, 1);
        Assert.AreEqual(5, problems.Errors);
    }

    [TestMethod]
    public void A_misspelt_key_is_answered_with_the_near_one()
    {
        var problems = new ProblemList();
        SettingsReader.Read(Good + "plc.timeot 2s\n", problems);
        Assert.AreEqual("did you mean 'plc.timeout'?", problems[0].Remedy);
    }

    [TestMethod]
    public void A_text_longer_than_any_settings_is_refused_unread()
    {
        var text = TextBuilder.New();
        text.Append(Good);
        while (text.Length <= GuardLimits.MaxSettingsText) text.Append("nonsense and more nonsense\n");
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(text.ToString(), problems));
        Assert.AreEqual(1, problems.Errors);
    }

    [TestMethod]
    public void A_setting_stands_on_as_many_lines_as_there_are_units_and_not_on_more()
    {
        var text = TextBuilder.New();
        text.Append(Good);
        text.Append("unsafe-plain.listen 0.0.0.0:502\n");
        for (int i = 0; i < GuardLimits.MaxSettingValues; i++) text.Append("unsafe-plain.role 10.0.0." + i.ToString() + " Operator\n");
        var problems = new ProblemList();
        Assert.IsNotNull(SettingsReader.Read(text.ToString(), problems));
        Assert.IsNull(SettingsReader.Read(text.ToString() + "unsafe-plain.role 10.0.1.0 Operator\n", problems));
        Assert.AreEqual(1, problems.Errors);
        HasError(problems, "unsafe-plain.role stands on more than 256 lines", 268, 1);
    }

    [TestMethod]
    public void A_refused_value_is_not_reported_as_missing_too()
    {
        var problems = new ProblemList();
        SettingsReader.Read(Replaced("plc.address 192.168.1.10:502", "plc.address nowhere"), problems);
        Assert.AreEqual(1, problems.Errors);
        HasError(problems, "'nowhere' is no value for plc.address", 10, 13);
    }

    [TestMethod]
    public void A_plain_listener_is_warned_of_loudly()
    {
        var problems = new ProblemList();
        Assert.IsNotNull(SettingsReader.Read(Good + "unsafe-plain.listen 0.0.0.0:502\nunsafe-plain.role 10.0.0.5 Operator\n", problems));
        Assert.AreEqual(0, problems.Errors);
        Assert.AreEqual(1, problems.Count);
        Assert.IsTrue(problems[0].Message.StartsWith("UNSAFE"));
    }

    [TestMethod]
    public void Two_listeners_on_one_port_are_refused_before_the_second_finds_it_taken()
    {
        foreach (string address in new string[] { "0.0.0.0:802", "10.0.0.1:802", "[::]:802" })
        {
            var problems = new ProblemList();
            Assert.IsNull(SettingsReader.Read(Good + "unsafe-plain.listen " + address + "\n", problems));
            HasError(problems, "unsafe-plain.listen and listen.tls have the same port", 11, 0);
        }
        foreach (string address in new string[] { "0.0.0.0:502", "10.0.0.1:8020" })
        {
            Assert.IsNotNull(SettingsReader.Read(Good + "unsafe-plain.listen " + address + "\n", new ProblemList()));
        }
        string both = Replaced("listen.tls 0.0.0.0:802", "listen.tls 127.0.0.1:0") + "unsafe-plain.listen 127.0.0.1:0\n";
        Assert.IsNotNull(SettingsReader.Read(both, new ProblemList()));
        string neither = Replaced("listen.tls 0.0.0.0:802", "listen.tls somewhere") + "unsafe-plain.listen nowhere\n";
        Assert.IsNull(SettingsReader.Read(neither, new ProblemList()));
    }

    [TestMethod]
    public void A_module_without_any_listener_is_refused()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Replaced("listen.tls 0.0.0.0:802", "listen.tls off"), problems));
        HasError(problems, "no client could connect: listen.tls and unsafe-plain.listen are off, and there is no listen.serial", 5, 0);
    }

    [TestMethod]
    public void A_missing_revocation_list_is_warned_of()
    {
        var problems = new ProblemList();
        Assert.IsNotNull(SettingsReader.Read(Replaced("tls.crl ca.crl\n", ""), problems));
        Assert.AreEqual(1, problems.Count);
        Assert.IsTrue(problems[0].IsWarning);
    }

    [TestMethod]
    public void An_alias_of_an_alias_is_refused()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Good + "plc.unit-alias 255 1\nplc.unit-alias 1 2\n", problems));
        HasError(problems, "plc.unit-alias leads to unit 1, which is an alias itself", 11, 0);
    }

    [TestMethod]
    public void A_unit_cannot_have_two_aliases()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Good + "plc.unit-alias 255 1\nplc.unit-alias 255 2\n", problems));
        HasError(problems, "plc.unit-alias names 255 twice", 11, 0);
    }

    [TestMethod]
    public void A_broker_with_TLS_needs_a_CA()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Good + "mqtt.broker 10.0.0.1:8883\n", problems));
        HasError(problems, "mqtt.ca is missing: mqtt.tls needs it", 0, 0);
    }

    [TestMethod]
    public void A_certificate_without_its_key_is_refused()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Good + "mqtt.certificate a.crt\n", problems));
        HasError(problems, "mqtt.certificate is set and mqtt.key is not", 11, 0);
    }

    [TestMethod]
    public void Comments_tabs_CRLF_and_a_byte_order_mark_are_taken()
    {
        string text = "\uFEFF" + Good + "\tplc.timeout\t250ms   # quick\r\n\r\n   # nothing\r\n";
        var problems = new ProblemList();
        var settings = SettingsReader.Read(text, problems);
        Assert.AreEqual(0, problems.Count);
        Assert.AreEqual(250L, settings!.Milliseconds(SettingKeys.PlcTimeout));
    }

    [TestMethod]
    public void A_quoted_role_may_hold_spaces()
    {
        var settings = Read("unsafe-plain.listen 127.0.0.1:502\nunsafe-plain.role 10.0.0.5 \"Shift Lead\"\n");
        Assert.IsTrue(SettingText.TryPair(settings.All(SettingKeys.UnsafePlainRole)[0], out string address, out string role));
        Assert.AreEqual("10.0.0.5", address);
        Assert.AreEqual("Shift Lead", role);
    }

    [TestMethod]
    public void Values_that_are_not_wholly_right_are_refused()
    {
        string[] wrong =
        {
            "plc.timeout 1", "plc.timeout 1 s", "plc.timeout s", "plc.timeout -1s", "plc.timeout 1sec", "plc.timeout 61s",
            "plc.timeout 9ms", "plc.connections 0", "plc.connections 1x", "plc.connections 0x1", "plc.connections 99999999999999999999",
            "frame.max 259", "frame.max 65542", "listen.tls 802", "listen.tls :802", "listen.tls a:65536", "listen.tls localhost:802",
            "listen.tls ::1:802", "listen.tls [::1:802", "site a/b", "site a+b", "site #", "site a b", "mode Enforce",
            "plc.unit-alias 255", "plc.unit-alias 255 256", "plc.unit-alias 1 1", "plc.unit-alias 1 2 3", "unsafe-plain.role Operator",
            "unsafe-plain.role host Operator", "unsafe-plain.role 10.0.0.5", "unsafe-plain.role 10.0.0.5 Two Words",
            "unsafe-plain.role 10.0.0.5 \"open", "plc.address x", "plc.address plc:0", "plc.address a b:502", "mqtt.user a\u0007b",
        };
        for (int i = 0; i < wrong.Length; i++)
        {
            var problems = new ProblemList();
            string key = wrong[i].Substring(0, wrong[i].IndexOf(' '));
            Assert.IsNull(SettingsReader.Read(Without(key) + wrong[i] + "\n", problems), wrong[i]);
        }
    }

    [TestMethod]
    public void Endpoints_take_names_addresses_and_bracketed_IPv6()
    {
        string[] right = { "plc:502", "10.0.0.1:0", "[::1]:802", "[fe80::1]:65535", "[fe80::1%eth0]:802", "plc_7.plant-2.example:1" };
        for (int i = 0; i < right.Length; i++) Assert.IsTrue(SettingText.TryEndpoint(right[i], out _, out _), right[i]);
        SettingText.TryEndpoint("[::1]:802", out string host, out int port);
        Assert.AreEqual("::1", host);
        Assert.AreEqual(802, port);
    }

    [TestMethod]
    public void What_is_no_host_and_port_is_not_taken_for_one()
    {
        string[] wrong =
        {
            "", ":", "plc", "plc:", ":502", "plc:65536", "plc:-1", "plc:+1", "plc: 502", "plc:5o2", "a b:502", "a:b:502", "::1:502",
            "[::1:502", "::1]:502", "[]:502", "[plc]:502", "[[::1]]:502", "http://plc:502", "user@plc:502", "plc\t:502", "pl\u00e7:502",
        };
        for (int i = 0; i < wrong.Length; i++) Assert.IsFalse(SettingText.TryEndpoint(wrong[i], out _, out _), wrong[i]);
    }

    [TestMethod]
    public void Roles_of_TLS_clients_by_address_are_checked_and_warned_of()
    {
        var problems = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(
            Good + "tls.address-role 10.0.0.5 Operator\ntls.address-role 10.0.0.6 Engineer\n", problems);
        Assert.AreEqual(2, settings!.All(SettingKeys.TlsAddressRole).Length);
        Assert.AreEqual(1, problems.Warnings);
        Assert.IsNull(
            SettingsReader.Read(Good + "tls.address-role 10.0.0.5 Operator\ntls.address-role 10.0.0.5 Engineer\n", new ProblemList()));
        Assert.IsNull(SettingsReader.Read(Good + "tls.address-role plc Operator\n", new ProblemList()));
    }

    [TestMethod]
    public void A_time_server_is_an_address()
    {
        Assert.AreEqual("10.0.0.1", Read("time.server 10.0.0.1\n").Text(SettingKeys.TimeServer));
        Assert.IsFalse(Read("time.server off\n").IsOn(SettingKeys.TimeServer));
        Assert.IsNull(SettingsReader.Read(Good + "time.server pool.ntp.org\n", new ProblemList()));
    }

    private static ModuleSettings Read(string more)
    {
        var problems = new ProblemList();
        string text = Good;
        int space = more.IndexOf(' ');
        if (space > 0) text = Without(more.Substring(0, space));
        var settings = SettingsReader.Read(text + more, problems);
        Assert.AreEqual(0, problems.Errors, more + (problems.Count > 0 ? problems[0].Message : ""));
        return settings!;
    }

    private static string Without(string key)
    {
        int at = Good.IndexOf("\n" + key + " ");
        if (at < 0) return Good;
        int end = Good.IndexOf('\n', at + 1);
        return Good.Substring(0, at) + Good.Substring(end);
    }

    private static string Replaced(string what, string by)
    {
        int at = Good.IndexOf(what);
        return Good.Substring(0, at) + by + Good.Substring(at + what.Length);
    }

    private static void HasError(ProblemList problems, string message, int line, int column)
    {
        string all = "";
        for (int i = 0; i < problems.Count; i++)
        {
            Problem p = problems[i];
            if (!p.IsWarning && p.Message == message && p.Line == line && p.Column == column) return;
            all += p.Line.ToString() + ":" + p.Column.ToString() + " " + p.Message + "; ";
        }
        Assert.IsTrue(false, "no '" + message + "' in: " + all);
    }
}
