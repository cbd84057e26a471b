using System;

namespace EdgeGuard.Cli;

/// <summary>A certificate of the site CA.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="CertificatePath">NAME.crt: the certificate and its CA's.</param>
/// <param name="KeyPath">NAME.key, mode 600.</param>
/// <param name="Serial">Upper-case hex.</param>
/// <param name="Kind">"module" or "client".</param>
/// <param name="Role">The client's role; null without a valid one.</param>
/// <param name="ValidUntil">When it runs out.</param>
/// <param name="IsRevoked">Whether the CA's list names it.</param>
/// <param name="Hosts">By which names and addresses clients may reach a module, with commas between them; empty for a client.</param>
public sealed record IssuedCertificate(
    string Name, string CertificatePath, string KeyPath, string Serial, string Kind, string? Role, DateTimeOffset ValidUntil, bool IsRevoked, string Hosts);
