using System.Collections.Generic;

namespace EdgeGuard.Testing.Wire;

/// <summary>One vector of tests/vectors: bytes on the wire and what must come of them. Its README.md is the format.</summary>
public sealed class WireVector
{
    internal WireVector(string file, string name)
    {
        File = file;
        Name = name;
    }

    /// <summary>Name of the file, without path and extension.</summary>
    public string File { get; }

    /// <summary>Unique in its file.</summary>
    public string Name { get; }

    /// <summary>What must come of it.</summary>
    public string Expect { get; internal set; } = "";

    /// <summary>The fields that the decoder must find; empty where the vector does not say.</summary>
    public string Decoded { get; internal set; } = "";

    /// <summary>The framer's limit, bytes.</summary>
    public int FrameMax { get; internal set; } = 260;

    /// <summary>How many bytes show that the stream is broken; 0 where it is not.</summary>
    public int After { get; internal set; }

    /// <summary>What the client sends.</summary>
    public IReadOnlyList<byte> Sent
    {
        get { return SentBytes; }
    }

    /// <summary>What the PLC answers; empty where the vector has no answer.</summary>
    public IReadOnlyList<byte> Received
    {
        get { return ReceivedBytes; }
    }

    internal List<byte> SentBytes { get; } = [];

    internal List<byte> ReceivedBytes { get; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        return $"{File}: {Name}";
    }
}
