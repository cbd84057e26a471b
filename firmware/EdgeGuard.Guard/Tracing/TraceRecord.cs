using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One record of a trace, as whoever reads it gets it. One a reader, reused.</summary>
public sealed class TraceRecord
{
    private readonly int[] _numbers = new int[TraceField.Count];

    /// <summary>When, in microseconds of <see cref="IClock.Microseconds"/>.</summary>
    public long At { get; internal set; }

    /// <summary>Records that were lost before this one.</summary>
    public long Lost { get; internal set; }

    /// <summary>Who it is about; null for nobody.</summary>
    public Peer? Peer { get; internal set; }

    public TraceKind Kind
    {
        get { return (TraceKind)_numbers[TraceField.Kind]; }
    }

    /// <summary>The session; 0 for none.</summary>
    public int Session
    {
        get { return _numbers[TraceField.Session]; }
    }

    /// <summary>First detail of a link; its meaning stands beside the kind. Of a request its RequestFault.</summary>
    public int A
    {
        get { return _numbers[TraceField.A]; }
    }

    /// <summary>Second detail.</summary>
    public int B
    {
        get { return _numbers[TraceField.B]; }
    }

    /// <summary>The unit as it was judged.</summary>
    public byte Unit
    {
        get { return (byte)_numbers[TraceField.Unit]; }
    }

    public byte Function
    {
        get { return (byte)_numbers[TraceField.Function]; }
    }

    /// <summary>Sub-function or MEI type; -1 for none.</summary>
    public int SubFunction
    {
        get { return _numbers[TraceField.SubFunction]; }
    }

    public int Address
    {
        get { return _numbers[TraceField.Address]; }
    }

    public int Quantity
    {
        get { return _numbers[TraceField.Quantity]; }
    }

    public RequestFate Fate
    {
        get { return (RequestFate)_numbers[TraceField.Fate]; }
    }

    /// <summary>The last verdict. Refuse with a fate that was sent: it was only observed.</summary>
    public Verdict Verdict
    {
        get { return (Verdict)_numbers[TraceField.Verdict]; }
    }

    /// <summary>Why it was refused or rate-limited.</summary>
    public Refusal Reason
    {
        get { return (Refusal)_numbers[TraceField.Reason]; }
    }

    /// <summary>Line number in the policy text; 0 for none.</summary>
    public int Rule
    {
        get { return _numbers[TraceField.Rule]; }
    }

    /// <summary>Microseconds from the request's last byte to its answer; -1 where the trace began in between.</summary>
    public int TookUs
    {
        get { return _numbers[TraceField.TookUs]; }
    }

    /// <summary>The frame, or the request's PDU and behind it the answer's, as far as they were taken down.</summary>
    public byte[] Bytes { get; } = new byte[TraceTap.BytesPerRecord];

    /// <summary>Bytes of the frame or of the request's PDU, taken down or not.</summary>
    public int Length
    {
        get { return _numbers[TraceField.Length]; }
    }

    /// <summary>Where the first value can stand in it.</summary>
    public int ValueStart
    {
        get { return _numbers[TraceField.ValueStart]; }
    }

    /// <summary>How many of its bytes are in <see cref="Bytes"/>.</summary>
    public int Kept
    {
        get { return _numbers[TraceField.Kept]; }
    }

    /// <summary>Bytes of the answer's PDU; 0 for none.</summary>
    public int ResponseLength
    {
        get { return _numbers[TraceField.ResponseLength]; }
    }

    /// <summary>Where the first value can stand in it.</summary>
    public int ResponseValueStart
    {
        get { return _numbers[TraceField.ResponseValueStart]; }
    }

    /// <summary>How many of its bytes are in <see cref="Bytes"/>, from <see cref="Kept"/> on.</summary>
    public int ResponseKept
    {
        get { return _numbers[TraceField.ResponseKept]; }
    }

    internal int[] Numbers
    {
        get { return _numbers; }
    }
}
