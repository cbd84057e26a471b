using System;
using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Telemetry;

/// <summary>A part of the text of a policy, as a module publishes it (<see cref="PolicyPartFormat"/>), that was read and found sound.
/// Immutable by intent.</summary>
public sealed class PolicyPart
{
    private readonly byte[] _text;
    private readonly byte[] _seal;

    private PolicyPart(byte[] bytes, int count)
    {
        Number = BigEndian.Get16(bytes, PolicyPartFormat.NumberOffset);
        IsLast = bytes[PolicyPartFormat.FlagsOffset] == PolicyPartFormat.IsLast;
        Stream = bytes.AsSpan(PolicyPartFormat.StreamOffset, EventBatchFormat.StreamSize).ToArray();
        Boot = BigEndian.Get32(bytes, PolicyPartFormat.BootOffset);
        Generation = BigEndian.Get32(bytes, PolicyPartFormat.GenerationOffset);
        Hash = Convert.ToHexStringLower(bytes, PolicyPartFormat.HashOffset, PolicyPartFormat.HashSize);
        _text = bytes.AsSpan(PolicyPartFormat.HeaderSize, count).ToArray();
        _seal = bytes[(PolicyPartFormat.HeaderSize + count + 1)..];
    }

    /// <summary>16 bytes that name the module's stream of events.</summary>
    public byte[] Stream { get; }

    /// <summary>Number of the module's start.</summary>
    public int Boot { get; }

    /// <summary>Number of the configuration that the policy is of.</summary>
    public int Generation { get; }

    /// <summary>The hash of the policy's canonical form, as the module says; lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Its place, from 0.</summary>
    public int Number { get; }

    /// <summary>Whether none follows.</summary>
    public bool IsLast { get; }

    /// <summary>Its bytes of the text: whole letters.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <summary>Whether it carries a MAC. Whether that is right, <see cref="SealKeys"/> says.</summary>
    public bool HasMac => _seal.Length > 0;

    /// <summary>Its MAC, and that of the part before, zeros in the first; empty without one.</summary>
    internal ReadOnlySpan<byte> Mac => HasMac ? _seal.AsSpan(EventBatchFormat.MacSize) : [];

    internal ReadOnlySpan<byte> MacBefore => HasMac ? _seal.AsSpan(0, EventBatchFormat.MacSize) : [];

    /// <summary>What tells the parts of one text from those of others.</summary>
    internal (string Stream, int Boot, int Generation, string Hash) Whole => (EventText.Hex(Stream), Boot, Generation, Hash);

    /// <summary>Reads a part. Strict: every byte is accounted for. Never throws on any bytes.</summary>
    /// <returns>The part, or null and why not.</returns>
    public static PolicyPart? Decode(byte[] bytes, out PolicyTextFault fault)
    {
        fault = FaultOf(bytes, out int count);
        return fault == PolicyTextFault.None ? new PolicyPart(bytes, count) : null;
    }

    private static PolicyTextFault FaultOf(byte[] bytes, out int count)
    {
        count = 0;
        if (bytes.Length <= PolicyPartFormat.HeaderSize) return PolicyTextFault.Length;
        for (int i = 0; i < 4; i++)
        {
            if (bytes[i] != PolicyPartFormat.Magic(i)) return PolicyTextFault.Magic;
        }
        if (bytes[4] != PolicyPartFormat.Version) return PolicyTextFault.Version;
        if (bytes[PolicyPartFormat.FlagsOffset] > PolicyPartFormat.IsLast) return PolicyTextFault.Header;
        if (BigEndian.Get32(bytes, PolicyPartFormat.BootOffset) < 0 || BigEndian.Get32(bytes, PolicyPartFormat.GenerationOffset) < 0)
        {
            return PolicyTextFault.Header;
        }
        count = BigEndian.Get16(bytes, PolicyPartFormat.CountOffset);
        int seal = bytes.Length - PolicyPartFormat.HeaderSize - count - 1;
        if (count == 0 || bytes.Length > PolicyPartFormat.MostBytes || seal is not (0 or EventBatchFormat.SealSize))
        {
            return PolicyTextFault.Length;
        }
        if (bytes[PolicyPartFormat.HeaderSize + count] != seal) return PolicyTextFault.Length;
        return Utf8Text.Read(bytes, PolicyPartFormat.HeaderSize, count) == null ? PolicyTextFault.Text : PolicyTextFault.None;
    }
}
