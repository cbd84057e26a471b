using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic.Tests;

/// <summary>Notes requests in a table as a session does. Its time is UTC.</summary>
internal sealed class TrafficRecorder
{
    private readonly Request _request = new Request();

    internal TrafficRecorder(int rows)
        : this(new TrafficTable(rows, 0))
    {
    }

    internal TrafficRecorder(TrafficTable table)
    {
        Table = table;
    }

    internal TrafficTable Table { get; }

    internal long Now { get; set; }

    internal static Peer Client(string address, string role)
    {
        return new Peer(PeerTransport.Plain, address, "", role, "", long.MaxValue);
    }

    internal TrafficSource Open(string address)
    {
        return new TrafficSource(Table, Client(address, "HMI"));
    }

    internal void Note(TrafficSource source, byte unit, byte[] pdu)
    {
        Note(source, unit, pdu, RequestFate.Answered, 0, 0);
    }

    internal void Note(TrafficSource source, byte unit, byte[] pdu, RequestFate fate, int exceptionCode, long took)
    {
        _request.Decode(unit, pdu, 0, pdu.Length);
        source.Note(_request, fate, false, exceptionCode, Now - took, Now);
    }

    internal void NoteObserved(TrafficSource source, byte unit, byte[] pdu)
    {
        _request.Decode(unit, pdu, 0, pdu.Length);
        source.Note(_request, RequestFate.Answered, true, 0, Now, Now);
    }

    internal TrafficRow Row(int index)
    {
        var row = new TrafficRow();
        Assert.IsTrue(Table.Read(index, row, 0));
        return row;
    }

    internal TrafficStatus Status()
    {
        var status = new TrafficStatus();
        Table.Read(status, 0);
        return status;
    }

    internal static byte[] Read(byte function, int address, int quantity)
    {
        return new byte[] { function, (byte)(address >> 8), (byte)(address & 0xFF), (byte)(quantity >> 8), (byte)(quantity & 0xFF) };
    }

    internal static byte[] Write(int address, int value)
    {
        return Read(FunctionCode.WriteSingleRegister, address, value);
    }
}
