namespace EdgeGuard.Settings;

/// <summary>A part of the text of the policy in force, as it is published: see the page of reports. All numbers in network byte
/// order.</summary>
public static class PolicyPartFormat
{
    public const byte Version = 1;

    /// <summary>The flag of the last part.</summary>
    public const byte IsLast = 1;

    /// <summary>Bytes before those of the text.</summary>
    public const int HeaderSize = 66;

    /// <summary>Most bytes of a part: every broker takes as many.</summary>
    public const int MostBytes = 1024;

    /// <summary>Bytes of the policy's hash, SHA-256 of its canonical form.</summary>
    public const int HashSize = 32;

    public const int FlagsOffset = 5;
    public const int NumberOffset = 6;
    public const int StreamOffset = 8;
    public const int BootOffset = 24;
    public const int GenerationOffset = 28;
    public const int HashOffset = 32;
    public const int CountOffset = 64;

    /// <summary>What a part begins with, at a place from 0 to 3: <c>EGPT</c>.</summary>
    public static byte Magic(int at)
    {
        return (byte)((0x4547_5054 >> (24 - 8 * at)) & 0xFF);
    }
}
