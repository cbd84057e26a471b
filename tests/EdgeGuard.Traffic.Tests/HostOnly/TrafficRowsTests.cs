namespace EdgeGuard.Traffic.Tests;

/// <summary>Rows are found whatever was added and removed before, however many keys hang together.</summary>
[TestClass]
public sealed class TrafficRowsTests
{
    private const int Most = 64;

    // As many keys as make some of them hang together in threes and fours.
    private const int Keys = 512;

    [TestMethod]
    public void What_is_there_is_found_and_what_was_removed_is_not()
    {
        var rows = new TrafficRows(Most);
        var key = new TrafficKey();
        var isThere = new bool[Keys];
        int seed = 1;
        for (int step = 0; step < 20_000; step++)
        {
            seed = (seed * 171 + 11213) % 53125;
            int number = seed / 7 % Keys;
            Set(key, number);
            int place = rows.Find(key);
            Assert.AreEqual(isThere[number], place >= 0);
            if (place >= 0)
            {
                rows.Remove(place, rows.Position(key));
            }
            else if (!rows.IsFull)
            {
                rows.Add(key);
            }
            isThere[number] = place < 0 && rows.Find(key) >= 0;
            if (step % 100 == 0) AreThere(rows, key, isThere);
        }
    }

    private static void AreThere(TrafficRows rows, TrafficKey key, bool[] isThere)
    {
        int count = 0;
        for (int number = 0; number < Keys; number++)
        {
            Set(key, number);
            int place = rows.Find(key);
            Assert.AreEqual(isThere[number], place >= 0);
            if (place < 0) continue;
            count++;
            Assert.AreEqual(place, rows.At(rows.Position(key)));
        }
        Assert.AreEqual(count, rows.Count);
    }

    private static void Set(TrafficKey key, int number)
    {
        key.Set(TrafficKey.GroupOf(number % 3, number % 5, 3, -1, false), TrafficKey.RangeOf(number * 10, 10), TrafficKey.RangeOf(0, 0));
    }
}
