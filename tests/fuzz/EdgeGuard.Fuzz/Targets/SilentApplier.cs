using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Shell;
using EdgeGuard.Store;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>A platform without sockets and cryptography: it agrees to everything and does nothing.</summary>
internal sealed class SilentApplier : IConsolePlatform, IConfigurationApplier, ICredentialApplier, IIsolationApplier
{
    public string Software => "0";

    public string Platform => "fuzz";

    public bool HasPlcNetwork => false;

    public long MemoryBytes => 0;

    public ListenerStatus[] Listeners() => [];

    public SessionInfo[] Sessions() => [];

    public bool EndSession(int id, Person by) => false;

    public string BrokerState() => "off";

    public PlcStatus[] Plcs() => [];

    public bool ReleasePlc(int milliseconds, Person by) => false;

    public bool TakePlc(Person by) => false;

    public PlcReadResult AskUnit(byte unit, byte[] pdu, Person by) => new("no connection", "");

    public PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu) => new("no connection", "");

    public string[] Credentials() => [];

    public string ClaimCodePlace => "nowhere";

    public string WayBackProblem(out string remedy)
    {
        remedy = "";
        return "";
    }

    public string[] SerialPorts() => [];

    public ExpiryDates Expiries { get; } = new();

    public string ClockSource => "nobody's";

    public string SetClock(long utc, out string remedy)
    {
        remedy = "";
        return "there is none";
    }

    public string MemoryProblem() => "";

    public int Isolate() => 0;

    public void Open()
    {
        // Nobody was kept out.
    }

    public void Restart()
    {
        // There is nothing to begin anew.
    }

    public void Check(CheckedConfiguration configuration, ProblemList problems)
    {
        // Every configuration suits it.
    }

    public string[] WaitForStart(CheckedConfiguration configuration) => [];

    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        difference = null;
        return "";
    }

    public void Check(CredentialSet credentials, ProblemList problems)
    {
        // Every credential suits it.
    }

    public string Foresee(CredentialSet credentials) => "";

    public void Use(CredentialSet credentials)
    {
        // Nobody connects.
    }

    public string NewKey() => "key";

    public string Request(string key, string subject) => "request " + subject;
}
