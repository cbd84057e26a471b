using System;
using System.Collections.Generic;

namespace EdgeGuard.Host;

/// <summary>What the signed part of a revocation list says.</summary>
internal sealed record RevocationListContent(
    ReadOnlyMemory<byte> SignatureAlgorithm, byte[] Issuer, DateTimeOffset ThisUpdate, DateTimeOffset NextUpdate, HashSet<string> Serials,
        RevocationScope Scope);
