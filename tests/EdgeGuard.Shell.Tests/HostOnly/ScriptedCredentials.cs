using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A platform whose certificates are words: a chain that says "good" fits.</summary>
internal sealed class ScriptedCredentials : ICredentialApplier
{
    internal int Uses { get; private set; }

    /// <summary>What would become of the sessions.</summary>
    internal string Effect { get; set; } = "";

    public void Check(CredentialSet credentials, ProblemList problems)
    {
        KeyedCertificate? own = credentials.GetKeyed(RecordName.TlsIdentity);
        if (own != null && !own.Chain.StartsWith("good", System.StringComparison.Ordinal))
        {
            problems.Error(0, 0, "", "the certificate was not made for the key that waits", "give your CA the request of 'csr new'");
        }
    }

    public string Foresee(CredentialSet credentials) => Effect;

    public void Use(CredentialSet credentials) => Uses++;

    public string NewKey() => "PRIVATE-KEY";

    public string Request(string key, string subject) =>
        subject.Contains('=', System.StringComparison.Ordinal) ? "" : $"REQUEST {subject}\n";
}
