using System.Collections.Generic;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Reports;
using EdgeGuard.Core.Store.People;

namespace EdgeGuard.Shell.Tests.Host;

/// <summary>A body that does as a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedBody : IConsoleBody
{
    internal List<string> Asked { get; } = [];

    internal PlcReply Reply { get; set; } = new("", [3, 2, 0x03, 0xE8], 4);

    internal string InstallProblem { get; set; } = "";

    public string Software => "0.1.0";

    public string Platform => "a test";

    public long MemoryBytes => 1_048_576;

    public ListenerStatus[] Listeners() => [];

    public SessionInfo[] Sessions() => [];

    public bool EndSession(int id, Person by)
    {
        Asked.Add($"end {id} by {by.Name}");
        return id == 7;
    }

    public string BrokerState() => "off";

    public PlcReply AskPlc(string address, byte unit, byte[] pdu)
    {
        Asked.Add($"{address} {unit} {System.Convert.ToHexString(pdu)}");
        return Reply;
    }

    public string[] Credentials() => [];

    public string NewSigningRequest(Person by, string[] names, out string problem)
    {
        problem = "";
        Asked.Add("csr " + string.Join(',', names));
        return "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n";
    }

    public string Install(Person by, CredentialKind kind, string pem, out string said)
    {
        said = $"{kind} installed";
        Asked.Add($"{kind} {pem.Length}");
        return InstallProblem;
    }

    public void Restart() => Asked.Add("restart");

    public bool FactoryReset(Person by)
    {
        Asked.Add("factory reset by " + by.Name);
        return true;
    }
}
