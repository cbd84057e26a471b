using System;

namespace EdgeGuard.Cli;

/// <summary>One packet as a capture holds it.</summary>
/// <param name="Time">Nanoseconds since 1970, UTC.</param>
/// <param name="LinkType">What its first bytes are (the registry of link-layer header types, LINKTYPE_…).</param>
/// <param name="Bytes">What was captured of it.</param>
internal readonly record struct CapturedPacket(long Time, int LinkType, ReadOnlyMemory<byte> Bytes);
