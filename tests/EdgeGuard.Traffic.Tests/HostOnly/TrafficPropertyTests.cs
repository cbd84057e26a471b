using System;
using System.Linq;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;

namespace EdgeGuard.Traffic.Tests;

/// <summary>What holds whatever is recorded.</summary>
[TestClass]
public sealed class TrafficPropertyTests
{
    private static readonly byte[] Functions = [1, 3, 4, 6, 16, 22, 23, 20, 8, 43, 90];

    private static readonly Gen<(int Client, byte Unit, byte Function, int Address, int Quantity)> Asked =
        Gen.Select(Gen.Int[0, 20], Gen.Byte[1, 2], Gen.Int[0, 10], Gen.Int[0, 300], Gen.Int[1, 20])
            .Select(asked => (asked.Item1, asked.Item2, Functions[asked.Item3], asked.Item4, asked.Item5));

    [TestMethod]
    public void Every_request_is_in_a_row_that_spans_it_or_counted_as_unlisted()
    {
        Asked.Array[0, 400].Sample(all =>
        {
            var recorder = new TrafficRecorder(16);
            foreach (var asked in all)
            {
                recorder.Now++;
                recorder.Note(recorder.Open("10.0.0." + asked.Client), asked.Unit, Pdu(asked.Function, asked.Address, asked.Quantity));
            }
            TrafficRow[] rows = recorder.Table.Copy(0);
            Assert.AreEqual(all.Length, rows.Sum(row => row.Requests) + recorder.Status().Unlisted);
            Assert.AreEqual(rows.Length, rows.DistinctBy(Key).Count());
            if (recorder.Status().Unlisted > 0) return;
            foreach (var asked in all) Assert.IsTrue(rows.Any(row => Spans(row, asked)));
        });
    }

    [TestMethod]
    public void Noting_allocates_nothing_with_rows_to_spare_and_when_they_ran_out()
    {
        var recorder = new TrafficRecorder(64);
        recorder.Table.RecordsValues = true;
        TrafficSource source = recorder.Open("10.0.0.5");
        byte[][] polls = [.. Enumerable.Range(0, 10_000).Select(i => Pdu(Functions[i % Functions.Length], i * 6, 1 + i % 9))];
        foreach (byte[] poll in polls) recorder.Note(source, 1, poll);
        recorder.Table.Reset(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] poll in polls) recorder.Note(source, 1, poll);
        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(64, recorder.Status().Rows);
    }

    [TestMethod]
    public void Noting_what_units_say_allocates_nothing()
    {
        var table = new TrafficTable(64, 0);
        var source = new TrafficSource(table, TrafficRecorder.Client("10.0.0.5", "HMI"));
        var request = new Request();
        byte[][] answers = [.. Enumerable.Range(0, 256).Select(i => (byte[])[43, 14, 1, 1, 0, 0, 1, (byte)(i % 9), 2, 65, (byte)i])];
        long allocated = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            request.Decode((byte)i, [43, 14, 1, 0], 0, 4);
            long before = GC.GetAllocatedBytesForCurrentThread();
            source.NoteAnswer(request, answers[i], 0, answers[i].Length, i);
            // The first ones bring the code itself.
            if (i >= 10) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.AreEqual(0L, allocated);
        Assert.HasCount(16, new UnitStates(table, new FakeClock()).Units());
    }

    private static string Key(TrafficRow row)
    {
        return $"{row.Client.Address} {row.Unit} {row.Function} {row.SubFunction} {row.IsMalformed} {row.Address} {row.Quantity} "
            + $"{row.OtherAddress} {row.OtherQuantity}";
    }

    private static bool Spans(TrafficRow row, (int Client, byte Unit, byte Function, int Address, int Quantity) asked)
    {
        bool isOfClient = row.Client.Address == "10.0.0." + asked.Client || row.Client.Transport == PeerTransport.Unknown;
        if (!isOfClient || row.Unit != asked.Unit || row.Function != asked.Function) return false;
        // Of 08/0 the words that it brings.
        if (row.Quantity == 0 || row.Function == 8) return true;
        int quantity = asked.Function is 6 or 22 ? 1 : asked.Quantity;
        return row.Address <= asked.Address && asked.Address + quantity <= row.Address + row.Quantity;
    }

    private static byte[] Pdu(byte function, int address, int quantity)
    {
        byte high = (byte)(address >> 8);
        byte low = (byte)(address & 0xFF);
        byte count = (byte)quantity;
        return function switch
        {
            6 => [6, high, low, 0, count],
            8 => [8, 0, (byte)(quantity % 3), 0, 0],
            16 => [16, high, low, 0, count, (byte)(2 * count), .. new byte[2 * count]],
            20 => [20, 7, 6, 0, 1, (byte)(address % 300 >> 8), (byte)(address % 300 & 0xFF), 0, count],
            22 => [22, high, low, 0, 0, 0, count],
            23 => [23, 0, 10, 0, 5, high, low, 0, count, (byte)(2 * count), .. new byte[2 * count]],
            43 => [43, 14, 1, 0],
            90 => [90, 1, 2],
            _ => TrafficRecorder.Read(function, address, quantity),
        };
    }
}
