using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A bus on which one frame in a hundred comes to harm, whichever
/// way: what clients are told is right, and they are told something.</summary>
[TestClass]
public class BusTroubleTests
{
    private const int Exchanges = 100_000;
    private const int Batch = 50;

    private static readonly WireTrouble[] Troubles = [.. Enum.GetValues<WireTrouble>().Where(trouble => trouble != WireTrouble.None)];

    [TestMethod]
    public void A_hundred_thousand_exchanges_of_which_one_in_a_hundred_is_disturbed_give_no_wrong_answer_and_none_hangs()
    {
        using BusBed bed = BusBed.Start(
            BusBed.ReadAndWriteAll,
            new() { Format = new SerialFormat(115200, SerialParity.Even, 1), TimeoutMs = 100, StretchPercent = 200 });
        var random = new Random(4);
        int disturbed = 0;
        bed.Wire.IsRecorded = false;
        bed.Wire.Trouble = _ =>
        {
            if (random.Next(100) > 0) return WireTrouble.None;
            disturbed++;
            return Troubles[random.Next(Troubles.Length)];
        };

        // Below t3.5: an answer that a device sent again by itself, and that an adapter holds back until the next request is out, passes
        // for the next one's. RTU has nothing to tell them apart by, and no device does that.
        bed.Port.LatencyUs = 500;
        MemoryClient client = bed.Connect();
        int answered = 0;
        int unanswered = 0;
        for (int done = 0; done < Exchanges; done += Batch)
        {
            byte[][] asks = [.. Enumerable.Range(0, Batch).Select(i => Request(random, i))];
            client.Send([.. asks.SelectMany(ask => ask)]);
            long until = bed.Clock.Now + 60_000;
            var answers = new List<byte[]>();
            while (answers.Count < Batch && bed.Clock.Now < until)
            {
                bed.Clock.Advance(500);
                while (client.Waiting > 0) answers.Add(client.ReceiveFrame()!);
            }
            Assert.AreEqual(Batch, answers.Count, "a request hangs");
            for (int i = 0; i < Batch; i++)
            {
                if (Is(answers[i], Adu.Exception(asks[i], 11))) unanswered++;
                else if (Is(answers[i], Right(asks[i]))) answered++;
                else Assert.Fail($"{Convert.ToHexString(asks[i])} was answered {Convert.ToHexString(answers[i])}");
            }
        }
        Assert.IsTrue(disturbed > Exchanges / 100, $"{disturbed} frames disturbed");
        Assert.IsTrue(answered > Exchanges * 9 / 10, $"{answered} answered, {unanswered} not");
    }

    // Any unit, any address, few lengths: where answers are mixed up, most look right in form.
    private static byte[] Request(Random random, int id)
    {
        byte unit = (byte)random.Next(1, 5);
        int address = random.Next(0, 900);
        return random.Next(10) switch
        {
            0 => Adu.WriteRegister(id, unit, 1_000 + address, random.Next(65536)),
            1 => Adu.Read(id, unit, 3, address, 50),
            _ => Adu.Read(id, unit, 3, address, 2),
        };
    }

    // What registers hold tells which unit and which address they are of.
    private static byte[] Right(byte[] ask)
    {
        if (ask[7] == 6) return ask;
        int address = ask[8] << 8 | ask[9];
        int quantity = ask[10] << 8 | ask[11];
        byte[] data = [
            .. Enumerable.Range(address, quantity).Select(i => ask[6] << 12 | i).SelectMany(
                v => new[] { (byte)(v >> 8), (byte)(v & 0xFF) })];
        return Adu.Frame(ask[0] << 8 | ask[1], ask[6], [3, (byte)data.Length, .. data]);
    }

    private static bool Is(byte[] one, byte[] other)
    {
        return one.AsSpan().SequenceEqual(other);
    }
}
