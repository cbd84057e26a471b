using System;
using System.Globalization;
using System.Linq;
using EdgeGuard.Testing.Interpreter;

namespace EdgeGuard.Policy.Tests;

/// <summary>Ten times the lines cost ten times as much where a text is walked
/// from its beginning at every look into it: the device's interpreter.</summary>
[TestClass]
public sealed class TextWalkTests
{
    private const double Linear = 10.5;

    private static readonly MeteredCode Code = TextMeter.Load();

    [TestMethod]
    public void A_policy_is_read_in_time_that_grows_with_its_length()
    {
        // Each line is cut into words once, and each word is compared with those that could stand there.
        IsLinear(40, lines => Policy(lines), text => Code.Call("EdgeGuard.Policy.PolicyReader", "Read", text));
    }

    [TestMethod]
    public void A_policy_that_is_one_word_or_one_name_is_read_in_time_that_grows_with_its_length()
    {
        foreach (
            string around in new[]
            {
                "X",
                "0",
                "0x",
                "\"",
                "allow 3 address ",
                "allow 6 value 0.",
                "limit client ",
                "role ",
                "allow 5 when 3:1 = 1 within ",
                "# ",
            })
        {
            string filler = around.EndsWith('.') || around.Contains("allow", StringComparison.Ordinal) ? "0" : "x";
            IsLinear(
                200, lines => "edgeguard-policy 1\n" + around + string.Concat(Enumerable.Repeat(filler, lines * 50)),
                text => Code.Call("EdgeGuard.Policy.PolicyReader", "Read", text));
        }
    }

    [TestMethod]
    public void A_policy_is_written_in_time_that_grows_with_its_length()
    {
        IsLinear(20, lines => Code.Call("EdgeGuard.Policy.PolicyReader", "Read", Policy(lines))!, reading =>
            Code.Call("EdgeGuard.Policy.PolicyWriter", "Write", MeteredCode.Get(reading, "Document")), lines => Policy(lines).Length);
    }

    [TestMethod]
    public void Settings_are_read_and_edited_in_time_that_grows_with_their_length()
    {
        IsLinear(10, Settings, text => Code.Call("EdgeGuard.Settings.SettingsReader", "ReadStored", text, Problems()));
        IsLinear(20, Settings, text => Code.Call("EdgeGuard.Settings.SettingsEdit", "Set", text, "site", "south", Problems()));
        IsLinear(20, Settings, text => Code.Call("EdgeGuard.Settings.SettingsEdit", "Unset", text, "site", ""));
        IsLinear(
            200, lines => "site " + new string('n', 30 * lines),
            text => Code.Call("EdgeGuard.Settings.SettingsReader", "ReadStored", text, Problems()));
    }

    [TestMethod]
    public void A_candidate_is_taken_in_time_that_grows_with_its_length()
    {
        IsLinear(10, Policy, text => MeteredCode.Call(Code.New("EdgeGuard.Store.Candidate"), "SetPolicy", text));
    }

    [TestMethod]
    public void A_difference_is_found_in_time_that_grows_with_the_texts()
    {
        IsLinear(
            20, Policy,
            text => Code.Call(
                "EdgeGuard.Store.TextDifference", "Lines", text,
                text.Replace("0-1500", "0-1600", StringComparison.Ordinal) + "# one more\n"));
        IsLinear(20, Policy, text => Code.Call("EdgeGuard.Store.TextDifference", "Lines", text, text + "# one more\n"));
    }

    [TestMethod]
    public void Backups_are_written_and_found_in_time_that_grows_with_their_length()
    {
        IsLinear(10, Policy, text => MeteredCode.Call(Code.New("EdgeGuard.Store.BackupText"), "Text", "policy", text));
        IsLinear(
            20, lines => "edgeguard-backup 1\n" + Policy(lines) + "mac 00\n",
            text => Code.Call("EdgeGuard.Store.PastedLines", "Find", text, "edgeguard-backup 1", "mac ", 0));
        IsLinear(
            10, lines => new string('A', 64 * lines),
            text => Code.Call("EdgeGuard.Store.Base64Lines", "Read", text, Code.New("EdgeGuard.Store.ByteWriter")));
    }

    [TestMethod]
    public void Garbage_of_reading_a_policy_grows_with_its_length()
    {
        _ = Garbage(100);
        long few = Garbage(100);
        long many = Garbage(1000);
        Assert.IsLessThan(Linear, (double)many / few, $"{few} bytes for 100 lines, {many} for 1,000");
        Assert.IsLessThan(750_000, few);
    }

    private static long Garbage(int lines)
    {
        string text = Policy(lines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PolicyReading reading = PolicyReader.Read(text);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsNotNull(reading.Policy);
        return bytes;
    }

    private static void IsLinear(int walks, Func<int, string> text, Action<string> use)
    {
        IsLinear(walks, text, use, lines => text(lines).Length);
    }

    // How much longer ten times the lines take, and how often a text is walked over in all.
    private static void IsLinear<T>(int walks, Func<int, T> make, Action<T> use, Func<int, int> length)
        where T : notnull
    {
        T few = make(100);
        T many = make(1000);
        use(few);
        long once = TextMeter.Count(() => use(few));
        long tenfold = TextMeter.Count(() => use(many));
        Assert.IsLessThan(
            Linear, (double)tenfold / once, $"{once} characters walked for 100 lines, {tenfold} for 1,000: {make(1).ToString()}");
        Assert.IsLessThan(walks * (long)length(1000), tenfold, $"more than {walks} walks: {make(1).ToString()}");
    }

    private static object Problems()
    {
        return Code.New("EdgeGuard.Policy.ProblemList");
    }

    // Lines of one length, each with words of every kind.
    private static string Policy(int lines)
    {
        return "edgeguard-policy 1\npolicy \"Mixer 3\" version 7\nrole Operator\n" + string.Concat(Enumerable.Range(0, lines)
            .Select(
                i => string.Create(
                    CultureInfo.InvariantCulture, $"  allow 6,16 unit 1-100 address {1000 + 8 * i}-{1005 + 8 * i} value 0-1500\n")));
    }

    private static string Settings(int lines)
    {
        return "site north\nmodule one\n"
            + string.Concat(Enumerable.Range(0, lines).Select(i => string.Create(CultureInfo.InvariantCulture, $"# line {1000 + i}\n")));
    }
}
