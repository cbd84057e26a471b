using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>A recorded poll that a policy does not simply allow, and why.</summary>
internal sealed class ReplayedRow(TrafficRow row, Explanation why)
{
    public TrafficRow Row { get; } = row;

    public Explanation Why { get; } = why;

    /// <summary>Whether it would have been allowed at some times, or in some states of the PLC.</summary>
    public bool Depends => Why.Verdict == Verdict.NeedValue || (Why.Verdict == Verdict.Refuse && Why.Reason == Refusal.TimeUnknown);

    /// <summary>The request in words; of what is malformed the function alone.</summary>
    public string What => Row.IsMalformed
        ? FunctionText.Text((byte)Row.Function, Row.SubFunction) + ", unit " + Row.Unit + ", malformed"
        : Why.Request;

    /// <summary>The client, by the certificate where it has one.</summary>
    public string Who => Row.Client == TrafficRow.SeveralClients ? "several clients"
        : PeerText.Clean(Row.Client.Subject.Length > 0 ? Row.Client.Subject + " " + Row.Client.Address : Row.Client.Address);

    public string Role => Row.Client.Role == null ? "without a role" : "role " + PeerText.Clean(Row.Client.Role);

    /// <summary>The line that comes nearest; null where none does.</summary>
    public ExplainedLine? Nearest => Why.Lines.FirstOrDefault(line => line.Line == Why.Rule);
}
