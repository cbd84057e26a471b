using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard.Tests;

[TestClass]
public class BusReceiverTests
{
    // Much longer than a silence of 9,600 Bd, which is 4 ms.
    private const long HeldUpUs = 20_000;

    private static readonly byte[] Answer = [1, 3, 2, 0x12, 0x34, 0xB5, 0x33];

    [TestMethod]
    public void A_thread_that_is_held_up_between_two_parts_of_an_answer_takes_that_for_no_gap()
    {
        var clock = new BusyClock();
        var receiver = new BusReceiver(new RtuTiming(new SerialFormat(9600, SerialParity.Even, 1), RtuTiming.MinStretchPercent), clock);
        byte[] sent = [1, 3, 0, 0, 0, 1, 0x84, 0x0A];
        var request = new Request();
        request.Decode(1, sent, 1, 5);
        Assert.AreEqual(
            ExchangeResult.Answered, receiver.Await(new PartsLink(Answer[..3], Answer[3..]), request, 1, sent, 0, 0, 1_000_000, false));
    }

    /// <summary>Whoever looks at it loses the processor.</summary>
    private sealed class BusyClock : IClock
    {
        private long _now;

        public long Now => Microseconds / 1000;

        public long Microseconds => _now += HeldUpUs;

        public long Utc => 0;

        public ClockTrust Trust => ClockTrust.Unset;

        public ISignal CreateSignal() => throw new NotSupportedException();
    }

    /// <summary>Has each part ready at once.</summary>
    private sealed class PartsLink(params byte[][] parts) : ISerialLink
    {
        private int _next;

        public int Read(byte[] buffer, int offset, int count, long until)
        {
            if (_next == parts.Length) return 0;
            byte[] part = parts[_next++];
            part.CopyTo(buffer, offset);
            return part.Length;
        }

        public bool Write(byte[] buffer, int offset, int count, long deadline) => throw new NotSupportedException();

        public void Abort() => throw new NotSupportedException();

        public void Close() => throw new NotSupportedException();
    }
}
