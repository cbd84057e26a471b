using System.IO;
using System.Text.Json;

namespace EdgeGuard.Host.Tests;

/// <summary>What the <c>policy</c> commands print, and where, and how they end.</summary>
[TestClass]
public sealed class PolicyCliTests
{
    private const string Good = """
        edgeguard-policy 1
        policy pump version 3
        role Operator
          allow 3 unit 1 address 0-99
          allow 6 unit 1 address 40-41 value 0-1500
          allow 5 unit 1 address 7 when 3:12 = 0 within 5s
        never 90

        """;

    private const string FiveMistakes = """
        edgeguard-policy 1
        policy pump version 3
        role Operator includes Nobody
          allow 3 adress 0-10
        	allow 6 unit 300
          allow 22 address 1 value 5
        nevre 90

        """;

    [TestMethod]
    public void A_policy_that_the_module_could_not_read_is_not_called_good()
    {
        using var cli = new PolicyCli("");
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, [.. "edgeguard-policy 1\npolicy x version 1\nrole A # B"u8, 0xFC, .. "ro\nallow 3\n"u8]);
        Assert.AreNotEqual(0, cli.Run("check", file));
        StringAssert.Contains(cli.Error, "is not UTF-8");
        File.Delete(file);
    }

    [TestMethod]
    public void Check_names_five_different_mistakes_with_line_and_column_and_exits_1()
    {
        using var cli = new PolicyCli(FiveMistakes);
        Assert.AreEqual(1, cli.Run("check", "FILE"));
        string[] places = ["FILE:3:24: error:", "FILE:4:11: error:", "FILE:5:15: error:", "FILE:6:22: error:", "FILE:7:1: error:"];
        foreach (string place in places) StringAssert.Contains(cli.Output, place);
        StringAssert.Contains(cli.Output, "did you mean `address`?");
        StringAssert.Contains(cli.Output, "       | \t             ^^^\n", "the mark stands below what it marks, behind a tab too");
        Assert.AreEqual("edgeguard: error: 5 errors in FILE\n", cli.Error);
    }

    [TestMethod]
    public void Check_of_a_sound_policy_exits_0_with_nothing_on_standard_error()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(0, cli.Run("check", "FILE"));
        Assert.AreEqual("FILE: no problems\n", cli.Output);
        Assert.AreEqual("", cli.Error);
    }

    [TestMethod]
    public void Warnings_are_listed_and_do_not_fail()
    {
        using var cli = new PolicyCli(Good + "role Service\n  allow 90\n");
        Assert.AreEqual(0, cli.Run("check", "FILE"));
        StringAssert.Contains(cli.Output, "FILE:9:9: warning: function 90");
        StringAssert.Contains(
            cli.Output, "FILE:9:3: warning: line 9 never decides: line 7 forbids all of it\n     9 |   allow 90\n       |   ^^^^^\n");
        StringAssert.Contains(cli.Output, "FILE: 2 warnings\n");
    }

    [TestMethod]
    public void A_limit_that_never_decides_is_shown_with_a_request_that_explain_takes()
    {
        using var cli = new PolicyCli(Good + "role Service includes Operator\n  allow writes\n  allow 6 unit 1 address 40 value 0-99\n");
        Assert.AreEqual(0, cli.Run("check", "FILE"));
        StringAssert.Contains(cli.Output, "FILE:10:3: warning: line 10 never decides: line 9 allows all of it\n");
        StringAssert.Contains(
            cli.Output,
            "       = line 9 allows `06 unit 1 address 40 value 100`, which line 10 seems to forbid: narrow the one, or remove the "
                + "other\n");
        Assert.AreEqual(0, cli.Run("explain", "FILE", "--role", "Service", "--request", "06 unit 1 address 40 value 100"));
        StringAssert.Contains(cli.Output, "allowed by line 9\n");
    }

    [TestMethod]
    public void Check_as_json_has_every_problem_in_numbers()
    {
        using var cli = new PolicyCli(FiveMistakes);
        Assert.AreEqual(1, cli.Run("check", "FILE", "--json"));
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        Assert.IsFalse(json.RootElement.GetProperty("usable").GetBoolean());
        Assert.AreEqual(5, json.RootElement.GetProperty("errors").GetInt32());
        JsonElement second = json.RootElement.GetProperty("problems")[1];
        Assert.AreEqual(4, second.GetProperty("line").GetInt32());
        Assert.AreEqual(11, second.GetProperty("column").GetInt32());
        Assert.AreEqual("adress", second.GetProperty("text").GetString());
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_an_error_and_exits_1()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(1, cli.Run("check", "/nowhere/x.policy"));
        StringAssert.StartsWith(cli.Error, "edgeguard: error: /nowhere/x.policy cannot be read: ");
        Assert.AreEqual("", cli.Output);
    }

    [TestMethod]
    [DataRow(0, "06 unit 1 address 40 value 1500", "allowed by line 5")]
    [DataRow(3, "06 unit 1 address 40 value 1501", "refused: value not allowed; line 5 comes nearest")]
    [DataRow(3, "06 unit 1 address 4x00043 value 0", "refused: address not allowed")]
    [DataRow(3, "unit 1 pdu 06 00 28 07 D0", "refused: value not allowed; line 5 comes nearest")]
    [DataRow(3, "pdu 06 00", "refused: malformed request: 2 bytes, and its fields take 5; answered with exception 03")]
    [DataRow(3, "pdu 10 00", "refused: malformed request: 2 bytes, and its fields take 6; answered with exception 01")]
    [DataRow(3, "90", "refused: forbidden by never, line 7: never 90")]
    [DataRow(3, "16 address 1-2 values 1,2", "refused: function not allowed: no line of the role names it")]
    [DataRow(4, "5 address 7 value on", "depends on the PLC: line 6 allows it if the value read just before agrees")]
    public void Explain_says_which_line_or_why_not_and_exits_accordingly(int exit, string request, string headline)
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(exit, cli.Run("explain", "FILE", "--role", "Operator", "--request", request), cli.Error);
        Assert.AreEqual(headline, cli.Output.Split('\n')[1]);
        Assert.AreEqual("", cli.Error);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("hello")]
    [DataRow("06 address 40")]
    [DataRow("06 address 70000 value 1")]
    [DataRow("06 address 40 value 70000")]
    [DataRow("06 address 40 value x")]
    [DataRow("06 unit 256 address 40 value 1")]
    [DataRow("06 07 address 40 value 1")]
    [DataRow("06 address")]
    [DataRow("5 address 1 value 2")]
    [DataRow("16 address 1-3 value 1,2")]
    [DataRow("20 record 1")]
    [DataRow("pdu 0")]
    [DataRow("pdu xx")]
    public void A_request_that_cannot_be_read_is_a_wrong_argument(string request)
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(2, cli.Run("explain", "FILE", "--role", "Operator", "--request", request));
        StringAssert.StartsWith(cli.Error, "edgeguard: error: ");
        Assert.AreEqual("", cli.Output);
    }

    [TestMethod]
    public void A_fraction_is_told_how_it_is_written()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(2, cli.Run("explain", "FILE", "--role", "Operator", "--request", "16 address 40 value 0.8"));
        StringAssert.StartsWith(
            cli.Error, "edgeguard: error: '0.8' is a fraction: write 'as f32 high-first' or 'as f32 low-first' behind it\n");
        Assert.AreEqual(3, cli.Run("explain", "FILE", "--role", "Operater", "--request", "3 address 0"));
        StringAssert.Contains(cli.Output, "did you mean Operator?");
    }

    [TestMethod]
    public void Explain_takes_time_and_known_values_and_refuses_nonsense_for_them()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(0, cli.Run("explain", "FILE", "--role", "Operator", "--known", "3:12=0", "--request", "5 address 7 value on"));
        Assert.AreEqual(3, cli.Run("explain", "FILE", "--role", "Operator", "--known", "3:12=1", "--request", "5 address 7 value on"));
        Assert.AreEqual(4, cli.Run("explain", "FILE", "--role", "Operator", "--known", "3:12@2=0", "--request", "5 address 7 value on"));
        Assert.AreEqual(2, cli.Run("explain", "FILE", "--known", "12=0", "--request", "7"));
        Assert.AreEqual(2, cli.Run("explain", "FILE", "--at", "someday", "--request", "7"));
        Assert.AreEqual(3, cli.Run("explain", "FILE", "--at", "mon 07:00", "--request", "7"));
    }

    [TestMethod]
    public void Explain_as_json_carries_the_verdict_and_every_line()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(3, cli.Run("explain", "FILE", "--role", "Operator", "--request", "06 address 40 value 2000", "--json"));
        using JsonDocument json = JsonDocument.Parse(cli.Output);
        Assert.AreEqual("refuse", json.RootElement.GetProperty("verdict").GetString());
        Assert.AreEqual(5, json.RootElement.GetProperty("line").GetInt32());
        Assert.AreEqual(
            "value 2000 at 40 (4x00041) is not within 0-1500", json.RootElement.GetProperty("lines")[0].GetProperty("why").GetString());
    }

    [TestMethod]
    public void A_policy_with_errors_explains_and_shows_nothing()
    {
        using var cli = new PolicyCli(FiveMistakes);
        Assert.AreEqual(1, cli.Run("explain", "FILE", "--role", "Operator", "--request", "7"));
        Assert.AreEqual("edgeguard: error: 5 errors in FILE\nedgeguard: hint: 'edgeguard policy check FILE' lists them\n", cli.Error);
        Assert.AreEqual(1, cli.Run("show", "FILE"));
        Assert.AreEqual("", cli.Output);
    }

    [TestMethod]
    public void What_show_prints_is_the_same_policy_again()
    {
        using var cli = new PolicyCli(Good);
        Assert.AreEqual(0, cli.Run("show", "FILE"));
        string first = cli.Output;
        StringAssert.Contains(first, "# sha256 ");
        using var again = new PolicyCli(first);
        Assert.AreEqual(0, again.Run("show", "FILE"));
        Assert.AreEqual(first, again.Output);
    }
}
