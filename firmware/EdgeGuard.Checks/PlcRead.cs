using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>One request to a unit, as a person at the console asks it: how every platform asks. Any thread; takes a few seconds at
/// most.</summary>
public static class PlcRead
{
    private const int LineMs = 5_000;
    private const int ConnectMs = 2_000;
    private const int ResponseMs = 2_000;
    private const int Transaction = 1;

    /// <summary>Asks over the guard's own line.</summary>
    /// <param name="gateway">The guard at work; null while nothing is in force.</param>
    /// <param name="unit">Unit id, as clients use it.</param>
    /// <param name="pdu">A request of function 1 to 4.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public static PlcReadResult Ask(Gateway? gateway, byte unit, byte[] pdu, Person by, IClock clock)
    {
        if (gateway == null) return new PlcReadResult("nothing is in force", "'check' lists what is wrong with it");
        OperatorReadResult answer = gateway.Ask(unit, pdu, by.Peer, clock.Now + LineMs);
        if (answer.Fault == OperatorReadFault.None) return new PlcReadResult(answer.Pdu, answer.Milliseconds);
        return new PlcReadResult(OperatorReadFaultText.Of(answer.Fault), OperatorReadFaultText.Remedy(answer.Fault));
    }

    /// <summary>Asks over a connection of its own.</summary>
    /// <param name="dialer">The way to the PLC.</param>
    /// <param name="unit">Unit id, as the PLC knows it.</param>
    /// <param name="pdu">A request of function 1 to 4.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public static PlcReadResult Ask(IDialer dialer, byte unit, byte[] pdu, IClock clock)
    {
        ILink? link = dialer.Dial(clock.Now + ConnectMs);
        if (link == null) return Nothing("no connection");
        PlcReadResult reply = Ask(link, unit, pdu, clock);
        link.Close();
        return reply;
    }

    /// <summary>No answer, and why.</summary>
    public static PlcReadResult Nothing(string problem)
    {
        return new PlcReadResult(problem, "is it on, is the cable in, does it speak Modbus TCP on that port?");
    }

    private static PlcReadResult Ask(ILink link, byte unit, byte[] pdu, IClock clock)
    {
        long began = clock.Now;
        byte[] frame = Frame(unit, pdu);
        if (!link.Write(frame, 0, frame.Length, began + ResponseMs)) return Nothing("the connection broke off");
        var buffer = new byte[ModbusLimits.MaxTcpAdu];
        var framer = new MbapFramer(buffer.Length);
        int count = 0;
        while (framer.Next(buffer, 0, count) == Framing.NeedMore)
        {
            int read = link.Read(buffer, count, buffer.Length - count, began + ResponseMs);
            if (read == 0) return Nothing(clock.Now - began >= ResponseMs ? "it does not answer" : "it closed the connection");
            count += read;
        }
        bool isOurs = framer.Next(buffer, 0, count) == Framing.Frame && Mbap.TransactionId(buffer, 0) == Transaction;
        if (!isOurs) return Nothing("its response is no Modbus");
        return new PlcReadResult(Pdu(buffer, framer.FrameLength), (int)(clock.Now - began));
    }

    private static byte[] Frame(byte unit, byte[] pdu)
    {
        var frame = new byte[ModbusLimits.MbapHeader + pdu.Length];
        Mbap.Write(frame, 0, Transaction, unit, pdu.Length);
        for (int i = 0; i < pdu.Length; i++) frame[ModbusLimits.MbapHeader + i] = pdu[i];
        return frame;
    }

    private static byte[] Pdu(byte[] buffer, int frameLength)
    {
        var pdu = new byte[frameLength - ModbusLimits.MbapHeader];
        for (int i = 0; i < pdu.Length; i++) pdu[i] = buffer[ModbusLimits.MbapHeader + i];
        return pdu;
    }
}
