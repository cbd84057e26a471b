using System.Globalization;
using System.Linq;

namespace EdgeGuard.Central.Tests;

/// <summary>The way of an alert through its states, step by step.</summary>
[TestClass]
public sealed class AlertStepsTests
{
    private const long Begin = 1_800_000_000_000;

    // Signals: + holds, - does not, ? nobody can say, w something else explains it; with a number, it happened so often.
    // States: p pending, a active, r recovering, c cleared; ! somebody is told, and . there is none.
    [TestMethod]
    [DataRow(AlertKind.PlcSilent, "0+ 29+ 30+ 31+", "p p a! a", DisplayName = "raised when it is due")]
    [DataRow(AlertKind.PlcSilent, "0+ 29- 30+ 59+ 60+", "p . p p a!", DisplayName = "what was over before begins anew")]
    [DataRow(AlertKind.PlcSilent, "0+ 29w 30+ 59+", "p . p p", DisplayName = "explained, it is dropped")]
    [DataRow(AlertKind.PlcSilent, "0+ 29? 30+", "p p a!", DisplayName = "nobody can say: it stays")]
    [DataRow(AlertKind.PlcSilent, "0+ 30? 31-", "p p .", DisplayName = "nobody can say: it is not raised")]
    [DataRow(AlertKind.PlcSilent, "0w 60w 61? 62-", ". . . .", DisplayName = "what does not hold begins nothing")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40- 99- 100- 200-", "p a! r r c! c", DisplayName = "cleared when it is over for long enough")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40- 99+ 100- 159- 160-", "p a! r a r r c!", DisplayName = "comes and goes, told once")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40w 200w 201-", "p a! a a r", DisplayName = "explained, it goes on")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40- 41w 99w 100-", "p a! r r r c!", DisplayName = "explained, it is not over")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40? 200? 201-", "p a! a a r", DisplayName = "nobody can say: it goes on")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40- 41? 200? 201-", "p a! r r r c!", DisplayName = "nobody can say: it is not over")]
    [DataRow(AlertKind.PlcSilent, "0+ 30+ 40- 100- 101w 102? 103+ 104+", "p a! r c! c c a! a", DisplayName = "raised again, at once")]
    [DataRow(AlertKind.Bypass, "0+ 1- 2-", "a! r c!", DisplayName = "at once")]
    [DataRow(AlertKind.Scan, "0+ 1- 300- 301-", "a! r r c!", DisplayName = "at once, and over after five minutes")]
    [DataRow(AlertKind.ObserveTooLong, "0+ 28799+ 28800+ 28801- 28802-", "p p a! r c!", DisplayName = "a shift")]
    public void An_alert_goes_its_way(AlertKind kind, string signals, string states)
    {
        var steps = new Steps(kind);
        Assert.AreEqual(states, string.Join(' ', signals.Split(' ').Select(steps.Take)));
    }

    [TestMethod]
    public void It_is_counted_when_it_is_raised_or_happens_and_says_what_came_last()
    {
        var steps = new Steps(AlertKind.UnsafeListener);
        steps.Take("0+3");
        Assert.AreEqual((3, "3 at 0 s"), (steps.Alert.Count, steps.Alert.Detail));
        steps.Take("1+2");
        Assert.AreEqual((5, "2 at 1 s"), (steps.Alert.Count, steps.Alert.Detail));
        steps.Take("2-");
        Assert.AreEqual((5, "2 at 1 s"), (steps.Alert.Count, steps.Alert.Detail));
        steps.Take("3+");
        Assert.AreEqual((6, "0 at 3 s"), (steps.Alert.Count, steps.Alert.Detail), "it comes again");
        steps.Take("4+");
        Assert.AreEqual((6, "0 at 4 s"), (steps.Alert.Count, steps.Alert.Detail), "it goes on, and says something else");
    }

    [TestMethod]
    public void Since_when_it_holds_is_as_told_unless_that_is_to_come_and_anew_when_it_is_raised_again()
    {
        var steps = new Steps(AlertKind.Bypass) { Since = Begin - 5000 };
        steps.Take("0+");
        Assert.AreEqual(Begin - 5000, steps.Alert.Since);
        Assert.AreEqual(Begin, steps.Alert.RaisedAt);
        steps.Take("1-");
        steps.Take("2-");
        steps.Take("9+");
        Assert.AreEqual((Begin + 9000, Begin + 9000), (steps.Alert.Since, steps.Alert.RaisedAt));
        var ahead = new Steps(AlertKind.Bypass) { Since = Begin + 5000 };
        ahead.Take("0+");
        Assert.AreEqual(Begin, ahead.Alert.Since);
        var unknown = new Steps(AlertKind.Bypass);
        unknown.Take("0+");
        Assert.AreEqual(Begin, unknown.Alert.Since);
    }

    [TestMethod]
    [DataRow(AlertState.Pending, false, false, false, DisplayName = "not raised yet")]
    [DataRow(AlertState.Active, true, true, false, DisplayName = "raised")]
    [DataRow(AlertState.Recovering, true, true, false, DisplayName = "perhaps over")]
    [DataRow(AlertState.Cleared, true, false, false, DisplayName = "over, and nobody saw it")]
    public void It_waits_for_somebody_until_it_is_acknowledged_and_while_it_is_shelved_it_does_not(
        AlertState state, bool waits, bool isOn, bool isClosed)
    {
        var alert = new Alert(1, new AlertKey(AlertKind.Bypass, "plant-7", "pump-3", ""), state);
        Assert.AreEqual((waits, isOn, isClosed), (alert.Waits(Begin), alert.IsOn, alert.IsClosed));
        Alert seen = alert with { AcknowledgedBy = "anna" };
        Assert.AreEqual((false, isOn, state == AlertState.Cleared), (seen.Waits(Begin), seen.IsOn, seen.IsClosed));
        Alert shelved = alert with { ShelvedUntil = Begin };
        Assert.AreEqual((false, true), (shelved.Waits(Begin - 1), shelved.IsShelved(Begin - 1)));
        Assert.AreEqual((waits, false), (shelved.Waits(Begin), shelved.IsShelved(Begin)));
    }

    // A book with one alert at most, as the engine keeps it.
    private sealed class Steps(AlertKind kind)
    {
        private readonly AlertBook _book = new();
        private readonly AlertKey _key = new(kind, "plant-7", "pump-3", "");

        internal long Since { get; init; }

        internal Alert Alert => _book.Find(_key)!;

        internal string Take(string step)
        {
            int sign = step.IndexOfAny(['+', '-', '?', 'w']);
            long seconds = long.Parse(step[..sign], CultureInfo.InvariantCulture);
            long times = sign < step.Length - 1 ? long.Parse(step[(sign + 1)..], CultureInfo.InvariantCulture) : 0;
            AlertSignal[] signals = step[sign] == '-' ? [] : [Signal(step[sign], seconds, times)];
            AlertChange[] changes = [.. _book.Step(AlertRules.Of(kind), signals, Begin + seconds * 1000)];
            foreach (AlertChange change in changes)
            {
                if (change.What == AlertTurn.Dropped) _book.Drop(_key);
                else _book.Put(change.Alert with { Id = 1 });
            }
            bool isTold = changes.Any(change => change.What is AlertTurn.Raised or AlertTurn.Cleared);
            return (_book.Find(_key) is { } alert ? char.ToLowerInvariant(alert.State.ToString()[0]) : '.') + (isTold ? "!" : "");
        }

        private AlertSignal Signal(char sign, long seconds, long times) => new(_key.Site, _key.Module, "", $"{times} at {seconds} s")
        {
            Times = times,
            Since = Since,
            Kind = sign == '?' ? SignalKind.Unknown : sign == 'w' ? SignalKind.Withheld : SignalKind.Holds,
        };
    }
}
