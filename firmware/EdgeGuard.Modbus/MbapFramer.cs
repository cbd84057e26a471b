namespace EdgeGuard.Modbus;

/// <summary>Cuts a byte stream into Modbus/TCP frames. Does not look past the header.</summary>
/// <remarks>Holds no bytes: the caller keeps the buffer and shows what it has. One per link, not thread-safe.</remarks>
public sealed class MbapFramer
{
    private readonly int _maxFrame;

    /// <param name="maxFrame">Largest whole frame to accept, bytes, header included: 260 by the specification; more only
    /// for PLCs whose vendor functions exceed it (setting frame.max).</param>
    public MbapFramer(int maxFrame)
    {
        _maxFrame = maxFrame;
    }

    /// <summary>Bytes of the whole frame, header included, after <see cref="Framing.Frame"/>.</summary>
    public int FrameLength { get; private set; }

    /// <summary>Why, after <see cref="Framing.Broken"/>.</summary>
    public FrameFault Fault { get; private set; }

    /// <summary>The offending value of the header field, after <see cref="Framing.Broken"/>.</summary>
    public int Actual { get; private set; }

    /// <summary>The limit that <see cref="Actual"/> violates, after <see cref="Framing.Broken"/>.</summary>
    public int Limit { get; private set; }

    /// <summary>Looks at the bytes received so far, beginning at a frame's first byte.</summary>
    public Framing Next(byte[] buffer, int offset, int count)
    {
        throw new System.NotImplementedException();
    }
}
