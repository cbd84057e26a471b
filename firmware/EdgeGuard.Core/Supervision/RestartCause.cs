using System;
using System.Text;
using EdgeGuard.Modbus;

namespace EdgeGuard.Core;

/// <summary>Why a run ended, left by itself for the next start. Immutable.</summary>
/// <remarks>
/// A record in the store with the number of the run that left it, so that it counts for the next start only and need not be removed: one
/// small write a restart, as the count of starts itself. It goes to the store by no lock of the module's: whoever held one may be what
/// hangs. <code>
///  0  4  "EGLW"
///  4  1  reason
///  5  1  worker
///  6  1  n, bytes of text
///  7  1  0
///  8  4  boot
/// 12  4  number of the worker
/// 16  n  text, UTF-8
///     2  CRC-16 as Modbus has it, over all before
/// </code>
/// </remarks>
public sealed class RestartCause
{
    /// <summary>Most bytes of text.</summary>
    public const int MaxText = 120;

    // The place of a record's first copy: a factory reset removes it as it removes every record's copies.
    internal const string Place = RecordName.RestartCause + ".a";

    private const int HeaderSize = 16;
    private static readonly byte[] Magic = { 0x45, 0x47, 0x4C, 0x57 };

    /// <param name="reason">Why.</param>
    /// <param name="worker">Which worker was late or failed.</param>
    /// <param name="number">Its number.</param>
    /// <param name="text">What failed and where, or who wanted it; what is too long is cut.</param>
    public RestartCause(RestartReason reason, Worker worker, int number, string text)
    {
        Reason = reason;
        Worker = worker;
        Number = number;
        Text = text;
    }

    public RestartReason Reason { get; }

    public Worker Worker { get; }

    public int Number { get; }

    public string Text { get; }

    /// <summary>For people.</summary>
    public string Words
    {
        get
        {
            switch (Reason)
            {
                case RestartReason.Power: return "power, a reset or the watchdog";
                case RestartReason.WorkerLate: return WorkerText.Of(Worker, Number) + " was unresponsive";
                case RestartReason.Fault: return "fault of the module itself in " + WorkerText.Of(Worker, Number) + ": " + Text;
                case RestartReason.Person: return "a person, " + Text;
                default: return "reason " + (int)Reason;
            }
        }
    }

    /// <summary>An exception that nothing expects: its type, what it says, and where it came from.</summary>
    public static RestartCause Of(Exception fault, Worker worker, int number)
    {
        string where = fault.StackTrace == null ? "" : fault.StackTrace.Trim();
        int end = where.IndexOf('\n');
        if (end >= 0) where = where.Substring(0, end).Trim();
        return new RestartCause(RestartReason.Fault, worker, number, fault.GetType().FullName + " " + where);
    }

    /// <summary>Leaves them. False: the store refused, or this run has no number.</summary>
    public bool Leave(IStore store, int boot)
    {
        return boot > 0 && store.Write(Place, ToBytes(boot));
    }

    /// <summary>What the run before this start left; Power where that is nothing.</summary>
    public static RestartCause Before(IStore store, int boot)
    {
        byte[]? record = store.Read(Place);
        RestartCause? left = record == null ? null : FromBytes(record, boot - 1);
        return left ?? new RestartCause(RestartReason.Power, Worker.None, 0, "");
    }

    /// <summary>The event that tells of it.</summary>
    public Event ToEvent()
    {
        return new Event { Code = EventCode.Restarted, A = (int)Reason, B = ((int)Worker << 24) | (Number & 0xFFFFFF) };
    }

    private byte[] ToBytes(int boot)
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        int length = text.Length > MaxText ? MaxText : text.Length;
        // Not in the middle of a character.
        while (length > 0 && length < text.Length && (text[length] & 0xC0) == 0x80) length--;
        var record = new byte[HeaderSize + length + Crc16.Length];
        Array.Copy(Magic, 0, record, 0, Magic.Length);
        record[4] = (byte)Reason;
        record[5] = (byte)Worker;
        record[6] = (byte)length;
        BigEndian.Put32(record, 8, boot);
        BigEndian.Put32(record, 12, Number);
        Array.Copy(text, 0, record, HeaderSize, length);
        Crc16.Append(record, 0, HeaderSize + length);
        return record;
    }

    private static RestartCause? FromBytes(byte[] record, int boot)
    {
        if (record.Length < HeaderSize + Crc16.Length || record.Length != HeaderSize + record[6] + Crc16.Length) return null;
        for (int i = 0; i < Magic.Length; i++)
        {
            if (record[i] != Magic[i]) return null;
        }
        if (!Crc16.Holds(record, 0, record.Length) || BigEndian.Get32(record, 8) != boot) return null;
        string? text = Utf8Text.Read(record, HeaderSize, record[6]);
        return text == null ? null : new RestartCause((RestartReason)record[4], (Worker)record[5], BigEndian.Get32(record, 12), text);
    }
}
