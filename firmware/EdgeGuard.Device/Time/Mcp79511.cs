using System;

namespace EdgeGuard.Device;

/// <summary>The MCP79511 on SPI: a clock with a cell of its own (Microchip DS20002300, sections 3 and 4). Any thread; never
/// throws.</summary>
/// <remarks>
/// What it says counts only where its oscillator runs, was started by us, and the fields are a date: a chip that lost its cell begins with
/// its oscillator off. It has no flag for an oscillator that stood still for a while and runs again: the floor and the time server are
/// what finds that. Whole seconds; the date is read until two readings agree, because a second may pass between two registers.
/// </remarks>
internal sealed class Mcp79511 : IRtc
{
    private const byte WriteTo = 0x12;
    private const byte ReadFrom = 0x13;

    private const byte FirstRegister = 0x01;

    // Places in a transaction: instruction, register, then these.
    private const int Seconds = 2;
    private const int Minutes = 3;
    private const int Hours = 4;
    private const int Weekday = 5;
    private const int Day = 6;
    private const int Month = 7;
    private const int Year = 8;
    private const int Control = 9;
    private const int Length = 10;

    private const byte Start = 0x80;
    private const byte IsRunning = 0x20;
    private const byte UsesCell = 0x08;
    private const byte TwelveHours = 0x40;

    private const int Century = 2000;
    private const int Readings = 4;

    // 2000-01-01 and 2100-01-01, which its two digits of a year go from and to.
    private const long Earliest = 946_684_800_000;
    private const long Latest = 4_102_444_800_000;

    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    private readonly ISpiBus _bus;

    private readonly object _gate = new object();

    // Under the gate:
    private readonly byte[] _send = new byte[Length];
    private readonly byte[] _received = new byte[Length];
    private readonly byte[] _before = new byte[Length];

    /// <param name="bus">The chip's: SPI mode 0 or 3, at most 5 MHz.</param>
    internal Mcp79511(ISpiBus bus)
    {
        _bus = bus;
    }

    /// <inheritdoc/>
    public long Read()
    {
        lock (_gate)
        {
            return TryLoad() && RunsOn() ? Utc() : 0;
        }
    }

    /// <inheritdoc/>
    public bool Set(long utc)
    {
        if (utc < Earliest || utc >= Latest) return false;
        var time = new DateTime(Epoch.Ticks + utc * TimeSpan.TicksPerMillisecond + TimeSpan.TicksPerSecond / 2);
        lock (_gate)
        {
            Array.Clear(_send, 0, Length);
            // From the beginning of a minute nothing is carried while the rest is written.
            _send[Minutes] = Bcd(time.Minute);
            _send[Hours] = Bcd(time.Hour);
            _send[Weekday] = (byte)(UsesCell | (1 + (int)time.DayOfWeek));
            _send[Day] = Bcd(time.Day);
            _send[Month] = Bcd(time.Month);
            _send[Year] = Bcd(time.Year - Century);
            if (!Write(Length)) return false;
            _send[Seconds] = (byte)(Start | Bcd(time.Second));
            return Write(Seconds + 1) && Keeps();
        }
    }

    // The caller holds the lock, below as well.
    private bool TryLoad()
    {
        for (int i = 0; i < Readings; i++)
        {
            Array.Copy(_received, 0, _before, 0, Length);
            _send[0] = ReadFrom;
            _send[1] = FirstRegister;
            if (!_bus.Transfer(_send, _received, Length)) return false;
            if (i > 0 && IsSame(Seconds)) return true;
        }
        return false;
    }

    private bool IsSame(int from)
    {
        for (int i = from; i < Length; i++)
        {
            if (_received[i] != _before[i]) return false;
        }
        return true;
    }

    private bool RunsOn()
    {
        return (_received[Seconds] & Start) != 0 && (_received[Weekday] & IsRunning) != 0 && (_received[Weekday] & UsesCell) != 0
            && (_received[Hours] & TwelveHours) == 0;
    }

    // 0: what stands there is no date.
    private long Utc()
    {
        int second = Number(_received[Seconds], 0x7F);
        int minute = Number(_received[Minutes], 0xFF);
        int hour = Number(_received[Hours], 0x3F);
        int day = Number(_received[Day], 0xFF);
        int month = Number(_received[Month], 0x1F);
        int year = Century + Number(_received[Year], 0xFF);
        if (second < 0 || second > 59 || minute < 0 || minute > 59 || hour < 0 || hour > 23) return 0;
        if (year < Century || month < 1 || month > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return 0;
        return (new DateTime(year, month, day, hour, minute, second).Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    // Two digits. -1: they are none.
    private static int Number(byte register, int mask)
    {
        int high = (register & mask) >> 4;
        int low = register & 0x0F;
        return high > 9 || low > 9 ? -1 : 10 * high + low;
    }

    private static byte Bcd(int number)
    {
        return (byte)(number / 10 << 4 | number % 10);
    }

    private bool Write(int length)
    {
        _send[0] = WriteTo;
        _send[1] = FirstRegister;
        return _bus.Transfer(_send, _received, length);
    }

    // Whether all but seconds and flags stand as they were written: a minute may pass meanwhile, an hour is no matter of luck.
    private bool Keeps()
    {
        byte hours = _send[Hours];
        byte day = _send[Day];
        byte year = _send[Year];
        if (!TryLoad() || (_received[Seconds] & Start) == 0) return false;
        bool isSameHour = (_received[Hours] & 0x3F) == hours && _received[Day] == day && _received[Year] == year;
        return isSameHour || Number(_received[Minutes], 0xFF) == 0;
    }
}
