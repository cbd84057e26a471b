using System;
using System.Linq;
using EdgeGuard.Testing.Interpreter;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>Ten times the text costs ten times as much at the device's console
/// too, where a text is walked from its beginning at every look into it.</summary>
[TestClass]
public sealed class ConsoleWalkTests
{
    private const double Linear = 10.5;

    private static readonly MeteredCode Code = TextMeter.Load();

    [TestMethod]
    public void A_text_is_paged_in_time_that_grows_with_its_length()
    {
        IsLinear(lines =>
        {
            object output = Code.New("EdgeGuard.Terminal.ConsoleOutput");
            MeteredCode.Set(output, "PageLines", 20);
            for (int i = 0; i < lines; i++) MeteredCode.Call(output, "Line", "  allow 6,16 unit 1-100 address 1000-1005 value 0-1500");
            while ((bool)MeteredCode.Get(output, "IsHeld")!) MeteredCode.Call(output, "Release", 19);
        });
    }

    [TestMethod]
    public void A_long_line_is_folded_and_marked_in_time_that_grows_with_its_length()
    {
        IsLinear(words =>
        {
            object output = Code.New("EdgeGuard.Terminal.ConsoleOutput");
            MeteredCode.Set(output, "IsVt100", true);
            MeteredCode.Call(output, "Line", string.Join(' ', Enumerable.Repeat("UNSAFE as it is", words)));
        });
    }

    [TestMethod]
    public void A_line_is_cut_into_words_in_time_that_grows_with_its_length()
    {
        IsLinear(letters => Code.New("EdgeGuard.Shell.CommandWords", "set " + new string('x', letters)));
        IsLinear(letters => Code.New("EdgeGuard.Shell.CommandWords", "\"" + new string('x', letters)));
    }

    private static void IsLinear(Action<int> use)
    {
        use(1);
        long once = TextMeter.Count(() => use(500));
        long tenfold = TextMeter.Count(() => use(5000));
        Assert.IsLessThan(Linear, (double)tenfold / once, $"{once} characters walked for 500, {tenfold} for 5,000");
    }
}
