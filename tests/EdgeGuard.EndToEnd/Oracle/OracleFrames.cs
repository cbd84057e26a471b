using System;
using System.Collections.Generic;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>One ADU of a stream: what stands in its header, and its PDU.</summary>
internal sealed record OracleFrame(int Transaction, byte Unit, byte[] Pdu);

/// <summary>A byte stream cut as MODBUS Messaging on TCP/IP V1.0b section
/// 3.1.3 says, and up to the first byte that is not Modbus.</summary>
internal sealed class OracleFrames
{
    private const int Header = 7;
    private const int LongestPdu = 253;

    private OracleFrames(List<OracleFrame> frames, bool isBroken)
    {
        Frames = frames;
        IsBroken = isBroken;
    }

    public IReadOnlyList<OracleFrame> Frames { get; }

    /// <summary>Whether something follows that cannot be a frame; else a whole number
    /// of frames is followed by the beginning of one, or by nothing.</summary>
    public bool IsBroken { get; }

    public static OracleFrames Cut(ReadOnlySpan<byte> stream)
    {
        var frames = new List<OracleFrame>();
        while (stream.Length >= 6)
        {
            int protocol = stream[2] << 8 | stream[3];
            int length = stream[4] << 8 | stream[5];
            if (protocol != 0 || length < 2 || length > LongestPdu + 1) return new OracleFrames(frames, true);
            if (stream.Length < 6 + length) break;
            frames.Add(new OracleFrame(stream[0] << 8 | stream[1], stream[6], stream[Header..(6 + length)].ToArray()));
            stream = stream[(6 + length)..];
        }
        return new OracleFrames(frames, false);
    }
}
