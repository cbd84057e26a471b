using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Explains a verdict to a person: which line allows, or of each line that could, why it does not.</summary>
/// <remarks>The verdict is the judge's own. The lines are walked one by one, as a person would; not for the packet path.</remarks>
public static class PolicyExplainer
{
    /// <summary>Explains what a policy says of a request.</summary>
    /// <param name="document">The policy as read.</param>
    /// <param name="policy">The same policy, compiled.</param>
    /// <param name="role">The client's role; null for the NULL role.</param>
    /// <param name="request">The decoded request.</param>
    /// <param name="input">Time and known values.</param>
    public static Explanation Explain(PolicyDocument document, CompiledPolicy policy, string? role, Request request, JudgeInput input)
    {
        var decision = new Decision();
        int index = policy.RoleIndex(role);
        Judge.Run(policy, index, request, input, decision);
        bool showsLines = index >= 0 && decision.Reason != Refusal.Malformed && decision.Reason != Refusal.Never
            && decision.Reason != Refusal.Broadcast;
        ExplainedLine[] lines = showsLines ? Lines(document, policy, index, request, input) : new ExplainedLine[0];
        return new Explanation(
            decision.Verdict, decision.Reason, decision.Rule, RequestWords.Text(request),
            Headline(document, policy, role, request, decision, lines.Length), lines);
    }

    private static string Headline(
        PolicyDocument document, CompiledPolicy policy, string? role, Request request, Decision decision, int candidates)
    {
        if (decision.Verdict == Verdict.Allow) return "allowed by line " + decision.Rule.ToString();
        if (decision.Verdict == Verdict.NeedValue)
        {
            return "depends on the PLC: line " + decision.Rule.ToString() + " allows it if the value read just before agrees";
        }
        string head = "refused: " + RefusalText.Of(decision.Reason);
        switch (decision.Reason)
        {
            case Refusal.Malformed:
                return head + ": " + RequestFaultText.Of(request.Fault, request.FaultActual, request.FaultLimit)
                    + "; answered with exception 0"
                    + Judge.ExceptionFor(policy, policy.RoleIndex(role), request).ToString();
            case Refusal.Never:
                return head + ", line " + decision.Rule.ToString() + ": " + Never(document, decision.Rule);
            case Refusal.NoRole:
                return head + ", and the policy has no `role none`";
            case Refusal.UnknownRole:
                return head + ": " + role + ", and there is no `role *`" + Meant(policy.NearestRole(role!));
            case Refusal.Broadcast:
                return head + ": unit 0 is all units of the bus, and nobody would answer";
            default:
                return candidates == 0 ? head + ": no line of the role names it" : head + Nearest(decision.Rule);
        }
    }

    private static string Meant(string role)
    {
        return role.Length > 0 ? "; did you mean " + role + "?" : "";
    }

    private static string Nearest(int rule)
    {
        return rule > 0 ? "; line " + rule.ToString() + " comes nearest" : "";
    }

    private static string Never(PolicyDocument document, int rule)
    {
        for (int i = 0; i < document.Nevers.Length; i++)
        {
            if (document.Nevers[i].Line == rule) return PolicyWriter.WriteLine(document.Nevers[i]);
        }
        return "";
    }

    private static ExplainedLine[] Lines(PolicyDocument document, CompiledPolicy policy, int role, Request request, JudgeInput input)
    {
        bool[] marked = document.EffectiveRoles(role);
        int count = 0;
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked[i]) count += Candidates(document.Roles[i], request);
        }
        var explained = new ExplainedLine[count];
        count = 0;
        for (int i = 0; i < marked.Length; i++)
        {
            if (!marked[i]) continue;
            PolicyLine[] lines = document.Roles[i].Lines;
            for (int j = 0; j < lines.Length; j++)
            {
                if (lines[j].HasCode(request.Function)) explained[count++] = Explain(document.Roles[i], lines[j], policy, request, input);
            }
        }
        return explained;
    }

    private static int Candidates(PolicyRole role, Request request)
    {
        int count = 0;
        for (int i = 0; i < role.Lines.Length; i++)
        {
            if (role.Lines[i].HasCode(request.Function)) count++;
        }
        return count;
    }

    private static ExplainedLine Explain(PolicyRole role, PolicyLine line, CompiledPolicy policy, Request request, JudgeInput input)
    {
        string why = LineExplainer.Why(line, policy, request, input, out bool allows);
        return new ExplainedLine(line.Line, role.Name, PolicyWriter.WriteLine(line), why, allows);
    }
}
