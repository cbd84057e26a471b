using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>An event as it is kept and sent: fixed fields, 64 bytes. Reused by whoever fills it; not thread-safe.</summary>
/// <remarks>
/// The bytes, numbers in network byte order:
/// <code>
///  0  8  sequence, from 1                     36  4  configuration generation
///  8  8  UTC, ms since 1970; 0 unset          40  2  address
/// 16  8  uptime, ms                           42  2  quantity
/// 24  2  code (EventCode)                     44  2  offending address, if present
/// 26  1  clock trust (ClockTrust)             46  1  present: bit 0 sub-function, bit 1 offending address
/// 27  1  unit                                 47  1  0
/// 28  1  function                             48  4  offending value, signed
/// 29  1  reason (Refusal)                     52  4  repeats, from 1: how many events this record stands for
/// 30  2  peer: index into the batch's names   56  4  A, signed
/// 32  2  rule: line of the policy; 0 none     60  4  B, signed
/// 34  2  sub-function, if present
/// </code>
/// A field that is not present is 0. The layout is part of the telemetry format: it changes only with its version.
/// </remarks>
public sealed class EventRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int Size = 64;

    /// <summary>Where the peer index stands in the bytes.</summary>
    internal const int PeerOffset = 30;

    /// <summary>Where the code stands in the bytes.</summary>
    internal const int CodeOffset = 24;

    private const int SubFunctionPresent = 1;
    private const int OffendingAddressPresent = 2;

    /// <summary>Number in the stream, from 1.</summary>
    public long Sequence { get; set; }

    /// <summary>Milliseconds since 1970-01-01T00:00Z; 0 while the clock was unset.</summary>
    public long Utc { get; set; }

    /// <summary>Milliseconds since the module started.</summary>
    public long Uptime { get; set; }

    public EventCode Code { get; set; }

    public ClockTrust Trust { get; set; }

    public byte Unit { get; set; }

    public byte Function { get; set; }

    public Refusal Reason { get; set; }

    /// <summary>Index into the names of the batch that carries the record, from 1; 0: nobody, or not in a batch yet.</summary>
    public int PeerIndex { get; set; }

    /// <summary>Line of the policy text, 0…65535; 0 for none.</summary>
    public int Rule { get; set; }

    /// <summary>0…65535; -1 for none.</summary>
    public int SubFunction { get; set; } = -1;

    public int Generation { get; set; }

    /// <summary>0…65535.</summary>
    public int Address { get; set; }

    /// <summary>0…65535.</summary>
    public int Quantity { get; set; }

    /// <summary>0…65535; -1 for none.</summary>
    public int OffendingAddress { get; set; } = -1;

    public int OffendingValue { get; set; }

    /// <summary>How many events this record stands for, from 1.</summary>
    public int Repeats { get; set; } = 1;

    /// <summary>First detail; its meaning stands beside the code in <see cref="EventCode"/>.</summary>
    public int A { get; set; }

    /// <summary>Second detail.</summary>
    public int B { get; set; }

    /// <summary>Takes what the guard said; sequence, times and peer index are others' to fill.</summary>
    public void Take(Event e)
    {
        Code = e.Code;
        Unit = e.Unit;
        Function = e.Function;
        Reason = e.Reason;
        Rule = e.Rule;
        SubFunction = e.SubFunction;
        Generation = e.Generation;
        Address = e.Address;
        Quantity = e.Quantity;
        OffendingAddress = e.OffendingAddress;
        OffendingValue = e.OffendingValue;
        Repeats = 1;
        A = e.A;
        B = e.B;
        PeerIndex = 0;
    }

    /// <summary>Takes every field of another record.</summary>
    public void CopyFrom(EventRecord other)
    {
        Sequence = other.Sequence;
        Utc = other.Utc;
        Uptime = other.Uptime;
        Code = other.Code;
        Trust = other.Trust;
        Unit = other.Unit;
        Function = other.Function;
        Reason = other.Reason;
        PeerIndex = other.PeerIndex;
        Rule = other.Rule;
        SubFunction = other.SubFunction;
        Generation = other.Generation;
        Address = other.Address;
        Quantity = other.Quantity;
        OffendingAddress = other.OffendingAddress;
        OffendingValue = other.OffendingValue;
        Repeats = other.Repeats;
        A = other.A;
        B = other.B;
    }

    /// <summary>Writes the 64 bytes. Numbers beyond their field's range keep their low bits: the guard raises none.</summary>
    public void Encode(byte[] buffer, int offset)
    {
        BigEndian.Put64(buffer, offset, Sequence);
        BigEndian.Put64(buffer, offset + 8, Utc);
        BigEndian.Put64(buffer, offset + 16, Uptime);
        BigEndian.Put16(buffer, offset + CodeOffset, (int)Code);
        buffer[offset + 26] = (byte)Trust;
        buffer[offset + 27] = Unit;
        buffer[offset + 28] = Function;
        buffer[offset + 29] = (byte)Reason;
        BigEndian.Put16(buffer, offset + PeerOffset, PeerIndex);
        BigEndian.Put16(buffer, offset + 32, Rule);
        BigEndian.Put16(buffer, offset + 34, SubFunction < 0 ? 0 : SubFunction);
        BigEndian.Put32(buffer, offset + 36, Generation);
        BigEndian.Put16(buffer, offset + 40, Address);
        BigEndian.Put16(buffer, offset + 42, Quantity);
        BigEndian.Put16(buffer, offset + 44, OffendingAddress < 0 ? 0 : OffendingAddress);
        buffer[offset + 46] = Present();
        buffer[offset + 47] = 0;
        BigEndian.Put32(buffer, offset + 48, OffendingValue);
        BigEndian.Put32(buffer, offset + 52, Repeats);
        BigEndian.Put32(buffer, offset + 56, A);
        BigEndian.Put32(buffer, offset + 60, B);
    }

    /// <summary>Reads 64 bytes. False when they are not a record; a code or reason not known here is no fault.</summary>
    public bool Decode(byte[] buffer, int offset)
    {
        Sequence = BigEndian.Get64(buffer, offset);
        Utc = BigEndian.Get64(buffer, offset + 8);
        Uptime = BigEndian.Get64(buffer, offset + 16);
        Code = (EventCode)BigEndian.Get16(buffer, offset + CodeOffset);
        Trust = (ClockTrust)buffer[offset + 26];
        Unit = buffer[offset + 27];
        Function = buffer[offset + 28];
        Reason = (Refusal)buffer[offset + 29];
        PeerIndex = BigEndian.Get16(buffer, offset + PeerOffset);
        Rule = BigEndian.Get16(buffer, offset + 32);
        int present = buffer[offset + 46];
        SubFunction = (present & SubFunctionPresent) != 0 ? BigEndian.Get16(buffer, offset + 34) : -1;
        Generation = BigEndian.Get32(buffer, offset + 36);
        Address = BigEndian.Get16(buffer, offset + 40);
        Quantity = BigEndian.Get16(buffer, offset + 42);
        OffendingAddress = (present & OffendingAddressPresent) != 0 ? BigEndian.Get16(buffer, offset + 44) : -1;
        OffendingValue = BigEndian.Get32(buffer, offset + 48);
        Repeats = BigEndian.Get32(buffer, offset + 52);
        A = BigEndian.Get32(buffer, offset + 56);
        B = BigEndian.Get32(buffer, offset + 60);
        return IsSound(buffer, offset, present);
    }

    private byte Present()
    {
        int present = 0;
        if (SubFunction >= 0) present |= SubFunctionPresent;
        if (OffendingAddress >= 0) present |= OffendingAddressPresent;
        return (byte)present;
    }

    // Every event has exactly one form as bytes, so that "the same event" can be said of bytes.
    private bool IsSound(byte[] buffer, int offset, int present)
    {
        return Sequence > 0
            && Utc >= 0
            && Uptime >= 0
            && Trust <= ClockTrust.Trusted
            && Repeats > 0
            && present <= (SubFunctionPresent | OffendingAddressPresent)
            && buffer[offset + 47] == 0
            && (SubFunction >= 0 || BigEndian.Get16(buffer, offset + 34) == 0)
            && (OffendingAddress >= 0 || BigEndian.Get16(buffer, offset + 44) == 0);
    }
}
