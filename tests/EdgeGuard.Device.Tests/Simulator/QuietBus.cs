using System;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>A chip whose every connection stands, has room, and has an
/// answer to read: it allocates nothing, for tests that count.</summary>
internal sealed class QuietBus : ISpiBus, IOutputPin
{
    /// <summary>Bytes that every look finds.</summary>
    internal const int Received = 11;

    private const int Header = 3;

    private readonly byte[] _common = new byte[0x40];
    private readonly byte[] _socket = new byte[0x30];

    internal QuietBus()
    {
        _common[0x2E] = 0xBF;
        _common[0x39] = 0x04;
        _socket[0x02] = 0x10;
        _socket[0x03] = 0x17;
        _socket[0x20] = 0x08;
        _socket[0x27] = Received;
    }

    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        int address = send[0] << 8 | send[1];
        int block = send[2] >> 3;
        bool isWrite = (send[2] & 0x04) != 0;
        byte[] memory = block == 0 ? _common : _socket;
        if (isWrite && block == 0) Array.Copy(send, Header, memory, address, count - Header);
        if (!isWrite && block % 4 < 2) Array.Copy(memory, address, receive, Header, count - Header);
        return true;
    }

    void IOutputPin.Write(bool isHigh)
    {
    }
}
