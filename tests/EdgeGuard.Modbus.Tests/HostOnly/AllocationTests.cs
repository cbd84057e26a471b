using System;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

[TestClass]
public class AllocationTests
{
    [TestMethod]
    public void Framing_decoding_and_checking_allocate_nothing_whatever_the_bytes()
    {
        (byte[] Sent, byte[] Received, MbapFramer Framer)[] vectors =
            [.. WireVectorFolder.ReadAll().Select(v => (v.Sent.ToArray(), v.Received.ToArray(), new MbapFramer(v.FrameMax)))];
        var request = new Request();
        RunAll(vectors, request);

        long before = GC.GetAllocatedBytesForCurrentThread();
        RunAll(vectors, request);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void RunAll((byte[] Sent, byte[] Received, MbapFramer Framer)[] vectors, Request request)
    {
        foreach ((byte[] sent, byte[] received, MbapFramer framer) in vectors)
        {
            if (framer.Next(sent, 0, sent.Length) != Framing.Frame) continue;
            bool isWell = request.Decode(sent[6], sent, ModbusLimits.MbapHeader, sent.Length - ModbusLimits.MbapHeader);
            if (isWell && received.Length > 0)
            {
                ResponseCheck.Check(request, received, ModbusLimits.MbapHeader, received.Length - ModbusLimits.MbapHeader);
            }
        }
    }
}
