using System;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Pki;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>A certificate to show to the module, and what must come of it.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Make">Makes it, and gives its issuer along where that is an intermediate one.</param>
/// <param name="Fate">What the module does with its owner.</param>
/// <param name="Words">What the module's log says of it; empty for nothing.</param>
internal sealed record ClientCertificate(
    string Name, Func<Authorities, (X509Certificate2? Leaf, X509Certificate2? Issuer)> Make, ClientFate Fate, string Words = "")
{
    private static readonly X509Extension Operator = RoleExtension.Create("Operator");

    /// <summary>Each kind that there is a rule for.</summary>
    public static readonly ClientCertificate[] All =
    [
        new("P-256", Of(new CertificateSpec("ecdsa") { Extra = [Operator] }), ClientFate.Served),
        new("RSA 2048", Of(new CertificateSpec("rsa") { Extra = [Operator], RsaBits = 2048 }), ClientFate.Served),
        new("RSA 3072", Of(new CertificateSpec("rsa") { Extra = [Operator], RsaBits = 3072 }), ClientFate.Served),
        new("intermediate CA", ca => (new CertificateSpec("far") { Extra = [Operator] }.Issue(ca.Issuing), ca.Issuing), ClientFate.Served),
        new("no role", Of(new CertificateSpec("nobody")), ClientFate.NullRole, "no role in the certificate"),
        new("empty role", Role(RoleExtension.Create("")), ClientFate.NullRole, "the role is empty"),
        new("two roles", Role(Operator, DoubleRole.Marker("Engineer")), ClientFate.NullRole, "more than one role"),
        new("same role twice", Role(Operator, DoubleRole.Marker("Operator")), ClientFate.NullRole, "more than one role"),
        new("PrintableString", Role(OfType(0x13)), ClientFate.NullRole, "not a UTF8String"),
        new("IA5String", Role(OfType(0x16)), ClientFate.NullRole, "not a UTF8String"),
        new("OCTET STRING", Role(OfType(0x04)), ClientFate.NullRole, "not a UTF8String"),
        new("unknown role", Role(RoleExtension.Create("Janitor")), ClientFate.NullRole),
        new("role in other letters", Role(RoleExtension.Create("operator")), ClientFate.NullRole),
        new("none", _ => (null, null), ClientFate.TurnedAway, "no client certificate"),
        new("another CA", _ => ByStranger(), ClientFate.TurnedAway, "not from a configured CA"),
        new(
            "self-signed", _ => (new CertificateSpec("self") { Extra = [Operator] }.Issue(), null), ClientFate.TurnedAway,
            "not from a configured CA"),
        new(
            "expired", Of(new CertificateSpec("old") { Extra = [Operator], To = CertificateSpec.Now.AddMinutes(-1) }),
            ClientFate.TurnedAway, "has run out"),
        new(
            "not yet valid", Of(new CertificateSpec("young") { Extra = [Operator], From = CertificateSpec.Now.AddDays(1) }),
            ClientFate.TurnedAway, "not valid yet"),
        new(
            "for servers", Of(new CertificateSpec("server") { Extra = [Operator], Purpose = CertificateSpec.ServerAuth }),
            ClientFate.TurnedAway, "not for TLS clients"),
        new("RSA 1024", Of(new CertificateSpec("weak") { Extra = [Operator], RsaBits = 1024 }), ClientFate.TurnedAway),
    ];

    public override string ToString() => Name;

    private static Func<Authorities, (X509Certificate2?, X509Certificate2?)> Of(CertificateSpec spec) => ca => (spec.Issue(ca.Root), null);

    private static Func<Authorities, (X509Certificate2?, X509Certificate2?)> Role(params X509Extension[] roles) =>
        ca => (DoubleRole.Unmask(new CertificateSpec("odd") { Extra = roles }.Issue(ca.Root), ca.Root), null);

    // The role's bytes under another ASN.1 type.
    private static X509Extension OfType(byte tag) => new(RoleExtension.Oid, [tag, .. Operator.RawData[1..]], false);

    // Of the same name as the right CA: it is the key that counts.
    private static (X509Certificate2, X509Certificate2) ByStranger()
    {
        X509Certificate2 stranger = CertificateSpec.Ca(Authorities.RootName).Issue();
        return (new CertificateSpec("stranger") { Extra = [Operator] }.Issue(stranger), stranger);
    }
}
