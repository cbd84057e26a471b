using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Reports;
using EdgeGuard.Core.Store.People;

namespace EdgeGuard.Shell;

/// <summary>What the console asks of the body that it runs on, beyond accounts and configuration. Any thread; never throws; what takes
/// longer than a second says so in its contract.</summary>
public interface IConsoleBody
{
    /// <summary>Version of EdgeGuard.</summary>
    string Software { get; }

    /// <summary>What it runs on, as text.</summary>
    string Platform { get; }

    /// <summary>Bytes of memory in use.</summary>
    long MemoryBytes { get; }

    /// <summary>Where clients connect; empty while nothing is in force.</summary>
    ListenerStatus[] Listeners();

    /// <summary>The sessions there are now.</summary>
    SessionInfo[] Sessions();

    /// <summary>Ends one session. False: there is none of that number.</summary>
    bool EndSession(int id, Person by);

    /// <summary>How the broker is: <c>connected</c>, <c>away</c>, or <c>off</c>.</summary>
    string BrokerState();

    /// <summary>Asks the PLC that is in force or, before the first commit, the one of the candidate, over a connection of its own. Takes
    /// as long as connecting and answering may take by the settings.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="unit">Unit id, as the PLC knows it.</param>
    /// <param name="pdu">A request that only reads.</param>
    PlcReply AskPlc(string address, byte unit, byte[] pdu);

    /// <summary>What is installed: one line a certificate, key or list, as <c>module certificate   CN=m1, 89 days left</c>.</summary>
    string[] Credentials();

    /// <summary>Makes a private key on the module, which keeps it, and a signing request for it, PEM.</summary>
    /// <param name="by">Who.</param>
    /// <param name="names">DNS names and IP addresses that clients reach the module by; the first is the common name.</param>
    /// <param name="problem">Why not; otherwise empty.</param>
    string NewSigningRequest(Person by, string[] names, out string problem);

    /// <summary>Checks and installs what was pasted. Takes effect with the next commit, or at once where a configuration is in force.</summary>
    /// <param name="by">Who.</param>
    /// <param name="kind">What it is to be.</param>
    /// <param name="pem">The text.</param>
    /// <param name="said">What it is, in words, when it was installed.</param>
    /// <returns>Why it was not installed; empty when it was.</returns>
    string Install(Person by, CredentialKind kind, string pem, out string said);

    /// <summary>Begins anew, as after a power cut. Returns; the console's line ends shortly after.</summary>
    void Restart();

    /// <summary>Removes all keys, accounts and settings, and begins anew. False: the store refused.</summary>
    bool FactoryReset(Person by);
}
