using System;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Time;

/// <summary>An MCP79511 at its pins: registers, oscillator and cell as in the datasheet, its time that of a fake clock.</summary>
internal sealed class ClockChipSimulator : ISpiBus
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly FakeClock _clock;
    private readonly byte[] _registers = new byte[0x20];
    private long _since;

    internal ClockChipSimulator(FakeClock clock)
    {
        _clock = clock;
        Reset();
    }

    /// <summary>Whether there is a cell with a charge.</summary>
    internal bool HasCell { get; set; } = true;

    /// <summary>Whether the crystal swings where it is told to.</summary>
    internal bool IsCrystalGood { get; set; } = true;

    /// <summary>How many transactions fail from now on.</summary>
    internal int Failing { get; set; }

    /// <summary>What is read instead of a register at the next reading alone.</summary>
    internal int Disturbed { get; set; } = -1;

    internal byte this[int register]
    {
        get => _registers[register];
        set => _registers[register] = value;
    }

    private bool Runs => (_registers[1] & 0x80) != 0 && IsCrystalGood;

    /// <summary>Power goes and comes back after a while.</summary>
    internal void CutPower(long milliseconds)
    {
        CarryOn();
        bool lasts = HasCell && (_registers[4] & 0x08) != 0;
        _clock.Advance(milliseconds);
        if (!lasts) Reset();
        else _registers[4] |= 0x10;
    }

    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        CarryOn();
        if (Failing > 0)
        {
            Failing--;
            return false;
        }
        for (int i = 2; i < count; i++)
        {
            int register = send[1] + i - 2;
            if (send[0] == 0x13) receive[i] = register == Disturbed ? (byte)0x59 : _registers[register];
            else if (send[0] == 0x12) Write(register, send[i]);
        }
        if (send[0] == 0x13) Disturbed = -1;
        return true;
    }

    private void Write(int register, byte value)
    {
        _registers[register] = value;
        // The divider begins anew with the seconds.
        if (register == 1) _since = _clock.Now;
    }

    private void Reset()
    {
        Array.Clear(_registers);
        _registers[4] = _registers[5] = _registers[6] = _registers[7] = 1;
        _since = _clock.Now;
    }

    private void CarryOn()
    {
        if (Runs && (_clock.Now - _since) / 1000 is var seconds and > 0 && TryTime(out DateTime time))
        {
            _since += seconds * 1000;
            Load(time.AddSeconds(seconds));
        }
        if (!Runs) _since = _clock.Now;
        _registers[4] = (byte)(Runs ? _registers[4] | 0x20 : _registers[4] & ~0x20);
    }

    private bool TryTime(out DateTime time)
    {
        try
        {
            int year = 2000 + Two(7, 0xFF);
            time = new DateTime(year, Two(6, 0x1F), Two(5, 0xFF), Two(3, 0x3F), Two(2, 0xFF), Two(1, 0x7F), DateTimeKind.Utc);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            time = Epoch;
            return false;
        }
    }

    private void Load(DateTime time)
    {
        _registers[1] = (byte)(0x80 | Bcd(time.Second));
        _registers[2] = Bcd(time.Minute);
        _registers[3] = Bcd(time.Hour);
        _registers[5] = Bcd(time.Day);
        _registers[6] = (byte)(Bcd(time.Month) | (DateTime.IsLeapYear(time.Year) ? 0x20 : 0));
        _registers[7] = Bcd(time.Year - 2000);
    }

    private int Two(int register, int mask)
    {
        return ((_registers[register] & mask) >> 4) * 10 + (_registers[register] & 0x0F);
    }

    private static byte Bcd(int number)
    {
        return (byte)(number / 10 << 4 | number % 10);
    }
}
