using System;

namespace EdgeGuard.Host;

/// <summary>A revocation list is one for part of the certificates. Of its reader alone.</summary>
/// <param name="which">For which.</param>
/// <param name="field">What of the list says so, as the specification names it.</param>
/// <param name="option">What openssl's configuration calls it.</param>
internal sealed class PartialListException(string which, string field, string option)
    : Exception($"is a list for part of the certificates: those {which} ({field}); a revoked client need not be in it")
{
    private const string Delta = "deltaCRLIndicator";

    /// <summary>Which setting of which CA to change.</summary>
    internal string Remedy { get; } = option == Delta
        ? "give the complete list: Windows' is the one without '+' in its name, EJBCA's the one that is not called delta; openssl: "
            + "without deltaCRLIndicator"
        : $"let the CA write a complete list; openssl: without {option} in the section of issuingDistributionPoint; EJBCA: without "
            + "'Issuing Distribution Point' and 'CRL partitions'; Windows: without 'Include in the IDP extension'";

    /// <summary>A list of what has changed since another one.</summary>
    internal static PartialListException OfDelta() =>
        new("that were revoked or released since another list", "deltaCRLIndicator, 2.5.29.27", Delta);
}
