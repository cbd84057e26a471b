using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>A recorded poll that a policy does not simply allow, and why.</summary>
/// <param name="row">The poll.</param>
/// <param name="why">What the policy says of it; null for what did not decode: no line is asked about that.</param>
internal sealed class ReplayedRow(TrafficRow row, Explanation? why)
{
    public TrafficRow Row { get; } = row;

    /// <summary>Whether it would have been allowed at some times, or in some states of the PLC.</summary>
    public bool Depends => why is { Verdict: Verdict.NeedValue } or { Verdict: Verdict.Refuse, Reason: Refusal.TimeUnknown };

    /// <summary>The request in words; of what is malformed the function alone.</summary>
    public string What => why?.Request ?? FunctionText.Text((byte)Row.Function, Row.SubFunction) + ", unit " + Row.Unit + ", malformed";

    /// <summary>The verdict in words.</summary>
    public string Headline => why?.Headline ?? "refused: " + RefusalText.Of(Refusal.Malformed);

    /// <summary>Number of the line that comes nearest; 0 for none.</summary>
    public int Rule => why?.Rule ?? 0;

    /// <summary>The client, by the certificate where it has one.</summary>
    public string Who => Row.Client == TrafficRow.SeveralClients ? "several clients"
        : PeerText.Clean(Row.Client.Subject.Length > 0 ? Row.Client.Subject + " " + Row.Client.Address : Row.Client.Address);

    public string Role => Row.Client.Role == null ? "without a role" : "role " + PeerText.Clean(Row.Client.Role);

    /// <summary>The line that comes nearest; null where none does.</summary>
    public ExplainedLine? Nearest => why?.Lines.FirstOrDefault(line => line.Line == Rule);
}
