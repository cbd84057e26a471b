using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device;

/// <summary>The SC16IS740 on SPI: a UART with 64 characters either way, which switches the transmitter of its bus by RTS (NXP data sheet
/// rev. 7, sections 8 and 9). One caller at a time; never throws. Allocates nothing after it was made.</summary>
internal sealed class UartChip
{
    /// <summary>Characters that each FIFO holds.</summary>
    internal const int Fifo = 64;

    /// <summary>Hertz of the crystal.</summary>
    internal const int Crystal = 14_745_600;

    // Each bit is sampled so often.
    private const int Oversampling = 16;

    // Serial line guide V1.02, section 3.2: a sender has to keep its rate within this, in thousandths.
    private const int MostErrorPermille = 10;

    private const int MostDivisor = 0xFFFF;

    private const byte ReadFlag = 0x80;
    private const int RegisterShift = 3;

    private const int Data = 0x00;
    private const int DivisorLow = 0x00;
    private const int InterruptEnable = 0x01;
    private const int DivisorHigh = 0x01;
    private const int FifoControl = 0x02;
    private const int LineControl = 0x03;
    private const int LineStatus = 0x05;
    private const int Scratch = 0x07;
    private const int TransmitRoom = 0x08;
    private const int Received = 0x09;
    private const int ExtraControl = 0x0F;

    private const byte EightBits = 0x03;
    private const byte TwoStopBits = 0x04;
    private const byte HasParity = 0x08;
    private const byte IsEven = 0x10;
    private const byte DivisorLatch = 0x80;

    private const byte FifosEmptied = 0x07;
    private const byte AllHasLeft = 0x40;

    // Low while it sends; the board inverts it for the driver. Both halves are on.
    private const byte RtsSwitches = 0x10;

    // RTS stays high, and nothing is sent or received.
    private const byte Off = 0x06;

    // What stands in its scratch register while it is set up: a chip that was reset has forgotten it.
    private const byte Mark = 0xE5;

    private readonly ISpiBus _bus;
    private readonly byte[] _send = new byte[1 + Fifo];
    private readonly byte[] _received = new byte[1 + Fifo];

    /// <param name="bus">The chip's: SPI mode 0, at most 4 MHz.</param>
    internal UartChip(ISpiBus bus)
    {
        _bus = bus;
    }

    /// <summary>Whether the crystal gives a baud rate as exactly as a bus needs it.</summary>
    internal static bool Gives(int baud)
    {
        int divisor = DivisorOf(baud);
        if (divisor < 1 || divisor > MostDivisor) return false;
        int given = Crystal / Oversampling / divisor;
        int error = given > baud ? given - baud : baud - given;
        return (long)error * 1000 <= (long)baud * MostErrorPermille;
    }

    /// <summary>Sets it up, with nothing in its FIFOs. False: it is not there, or cannot do this baud rate.</summary>
    internal bool Start(SerialFormat format)
    {
        if (!Gives(format.Baud)) return false;
        int divisor = DivisorOf(format.Baud);
        byte line = EightBits;
        if (format.StopBits == 2) line |= TwoStopBits;
        if (format.Parity != SerialParity.None) line |= HasParity;
        if (format.Parity == SerialParity.Even) line |= IsEven;
        return Write(ExtraControl, Off) && Write(LineControl, (byte)(line | DivisorLatch)) && Write(DivisorLow, (byte)(divisor & 0xFF))
            && Write(DivisorHigh, (byte)(divisor >> 8)) && Write(LineControl, line) && Write(InterruptEnable, 0)
            && Write(FifoControl, FifosEmptied) && Write(Scratch, Mark) && Write(ExtraControl, RtsSwitches)
            && Read(LineControl) == line && IsSetUp();
    }

    /// <summary>Lets go of the bus. What has not left is gone.</summary>
    internal void Stop()
    {
        Write(ExtraControl, Off);
        Write(FifoControl, FifosEmptied);
    }

    /// <summary>Whether it still is as <see cref="Start"/> left it.</summary>
    internal bool IsSetUp()
    {
        return Read(Scratch) == Mark;
    }

    /// <summary>Takes what it has received, at most <paramref name="count"/> characters. 0: nothing. -1: it does not answer.</summary>
    internal int Take(byte[] buffer, int offset, int count)
    {
        int there = Read(Received);
        if (there < 0 || there > Fifo) return -1;
        if (there == 0) return IsSetUp() ? 0 : -1;
        int length = there < count ? there : count;
        _send[0] = ReadFlag | Data << RegisterShift;
        if (!_bus.Transfer(_send, _received, 1 + length)) return -1;
        Array.Copy(_received, 1, buffer, offset, length);
        return length;
    }

    /// <summary>How many characters it takes to send. -1: it does not answer.</summary>
    internal int Room()
    {
        int room = Read(TransmitRoom);
        return room <= Fifo ? room : -1;
    }

    /// <summary>Gives it characters to send, no more than there is room for. False: the bus failed.</summary>
    internal bool Give(byte[] buffer, int offset, int count)
    {
        _send[0] = Data << RegisterShift;
        Array.Copy(buffer, offset, _send, 1, count);
        return _bus.Transfer(_send, _received, 1 + count);
    }

    /// <summary>Whether the last stop bit has left, and the bus was let go of; also where nobody knows.</summary>
    internal bool IsIdle()
    {
        int status = Read(LineStatus);
        return status < 0 || (status & AllHasLeft) != 0;
    }

    private static int DivisorOf(int baud)
    {
        return (Crystal / Oversampling + baud / 2) / baud;
    }

    // -1: the bus failed.
    private int Read(int register)
    {
        _send[0] = (byte)(ReadFlag | register << RegisterShift);
        _send[1] = 0;
        return _bus.Transfer(_send, _received, 2) ? _received[1] : -1;
    }

    private bool Write(int register, byte value)
    {
        _send[0] = (byte)(register << RegisterShift);
        _send[1] = value;
        return _bus.Transfer(_send, _received, 2);
    }
}
