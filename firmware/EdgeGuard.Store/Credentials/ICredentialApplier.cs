using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>What only a platform with public-key cryptography can do. Never throws; no secret goes into a problem.</summary>
public interface ICredentialApplier
{
    /// <summary>Adds what is wrong with the credentials that are there, by themselves and with each other: a chain that does not belong to
    /// its key, a list that the CA did not sign. What is absent is no problem here.</summary>
    void Check(CredentialSet credentials, ProblemList problems);

    /// <summary>Whether every session would end for one reason if the credentials were used: in words, such as "all 3 sessions would end:
    /// …"; empty where somebody would stay, or nobody is there.</summary>
    string Foresee(CredentialSet credentials);

    /// <summary>Uses the credentials from now on: for new handshakes, and sessions that stand are judged again.</summary>
    void Use(CredentialSet credentials);

    /// <summary>A new private key, PEM, made on this platform; empty where it can make none.</summary>
    string NewKey();

    /// <summary>A request for a certificate (PKCS #10, PEM) for a key of
    /// <see cref="NewKey"/>; empty where the subject cannot be one.</summary>
    /// <param name="key">The private key, PEM.</param>
    /// <param name="subject">The common name wanted.</param>
    string Request(string key, string subject);
}
