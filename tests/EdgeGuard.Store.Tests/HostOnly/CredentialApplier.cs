using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

/// <summary>A platform whose "keys" and "certificates" are words: a chain belongs to a key when it names it.</summary>
internal sealed class CredentialApplier : ICredentialApplier
{
    private int _keys;

    /// <summary>What is in use: each record that is there, by name.</summary>
    internal string InUse { get; private set; } = "";

    /// <summary>What would become of the sessions.</summary>
    internal string Effect { get; set; } = "";

    public void Check(CredentialSet credentials, ProblemList problems)
    {
        KeyedCertificate? own = credentials.GetKeyed(RecordName.TlsIdentity);
        if (credentials.Get(RecordName.TlsIdentity) != null && own == null) problems.Error(0, 0, "", "no key and certificate", "");
        if (own != null && own.Chain != "chain of " + own.Key)
        {
            problems.Error(0, 0, "", "the certificate does not belong to the key", "install another");
        }
    }

    public string Foresee(CredentialSet credentials) => Effect;

    public void Use(CredentialSet credentials) => InUse = Describe(credentials);

    public string NewKey() => "key " + ++_keys;

    public string Request(string key, string subject) => subject.Length == 0 ? "" : $"request of {subject} for {key}";

    internal static string Describe(CredentialSet credentials)
    {
        return string.Join(", ", Enumerable.Range(0, CredentialSet.Count).Select(CredentialSet.NameAt)
            .Where(name => credentials.Get(name) != null)
            .Select(name => name + " " + (credentials.GetKeyed(name)?.Chain ?? Encoding.UTF8.GetString(credentials.Get(name)!))));
    }
}
