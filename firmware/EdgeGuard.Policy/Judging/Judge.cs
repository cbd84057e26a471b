using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Decides about one request. Pure: same input, same answer; no I/O, no allocation, no exception.</summary>
/// <remarks>In this order: malformed, <c>never</c>, the role, a broadcast that asks for an answer, then the role's lines. What
/// it costs does not grow with the number of lines (<see cref="RuleTables"/>).</remarks>
public static class Judge
{
    /// <summary>Judges a decoded request under a policy. Also takes a request whose decode failed: refused as Malformed.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="role">From <see cref="CompiledPolicy.RoleIndex"/> of the same policy.</param>
    /// <param name="request">The decoded request.</param>
    /// <param name="input">Time and observed values.</param>
    /// <param name="into">Overwritten with the answer.</param>
    public static void Run(CompiledPolicy policy, int role, Request request, JudgeInput input, Decision into)
    {
        into.Clear();
        if (request.Fault != RequestFault.None)
        {
            into.Refuse(Refusal.Malformed, 0, -1, request.FaultActual);
            return;
        }
        int function = request.Function;
        int unit = request.Unit;
        int nevers = policy.Nevers.ClassOf(0, function, unit);
        if (nevers >= 0 && NeverCheck.Touches(policy.Nevers, nevers, request, into)) return;
        if (role < 0 || role >= policy.RoleCount)
        {
            into.Reason = role == CompiledPolicy.NoRole ? Refusal.NoRole : Refusal.UnknownRole;
            return;
        }
        if (unit == 0 && input.IsSerialBus && WantsResponse(request))
        {
            into.Reason = Refusal.Broadcast;
            return;
        }
        int inClass = policy.Rules.ClassOf(role, function, unit);
        if (inClass >= 0) JudgeClass(policy, inClass, request, input, into);
        else into.Reason = inClass == RuleTables.NoUnit ? Refusal.Unit : Refusal.Function;
    }

    /// <summary>Holds a request against the conditions of one line alone: for whoever explains a verdict.</summary>
    /// <returns>None where they hold, or where there are none; else the first that does not, with its numbers in
    /// <paramref name="into"/>.</returns>
    public static Refusal Conditions(CompiledPolicy policy, PolicyLine line, Request request, JudgeInput input, Decision into)
    {
        into.Clear();
        bool isConditional = ConditionTable.IsConditional(line, request.Function);
        return isConditional ? ConditionCheck.Run(policy.Conditions, line.Condition, request, input, into) : Refusal.None;
    }

    /// <summary>The exception that answers a refused request: 01, or, to a role that may use the function, what the specification has for a
    /// malformed one: clients that look for the largest block by trying rely on it.</summary>
    /// <param name="policy">The policy that refused.</param>
    /// <param name="role">As for <see cref="Run"/>.</param>
    /// <param name="request">The request as it was judged.</param>
    public static byte ExceptionFor(CompiledPolicy policy, int role, Request request)
    {
        bool isOwnFault = request.Fault != RequestFault.None && MayUse(policy, role, request);
        return isOwnFault ? request.FaultException : ExceptionCode.IllegalFunction;
    }

    // Whether a line of the role names the function, and the sub-function if there is one, for the unit, and no `never` forbids it whole.
    private static bool MayUse(CompiledPolicy policy, int role, Request request)
    {
        if (role < 0 || role >= policy.RoleCount) return false;
        RuleTables rules = policy.Rules;
        int inClass = rules.ClassOf(role, request.Function, request.Unit);
        if (inClass < 0 || NeverCheck.ForbidsAll(policy.Nevers, request)) return false;
        int sub = request.SubFunction;
        if (sub < 0) return true;
        int open = rules.Open.Find(inClass, sub);
        if (open >= 0 && rules.OpenHi[open] >= sub) return true;
        int cut = rules.Cuts.Find(inClass, sub);
        return cut >= 0 && rules.CutEntry[cut] < rules.CutEntry[cut + 1];
    }

    /// <summary>Whether <c>observe</c> mode forwards (and reports) a request refused for this reason: only what no <c>allow</c>
    /// line covers. Malformed frames, <c>never</c>, limits and identity refuse in every mode.</summary>
    /// <remarks>A role that the policy does not know is a known identity without lines; the NULL role is no identity.</remarks>
    public static bool ObserveForwards(Refusal reason)
    {
        switch (reason)
        {
            case Refusal.UnknownRole:
            case Refusal.Function:
            case Refusal.SubFunction:
            case Refusal.Unit:
            case Refusal.Address:
            case Refusal.Quantity:
            case Refusal.Value:
            case Refusal.Step:
            case Refusal.Mask:
            case Refusal.State:
            case Refusal.StateUnknown:
            case Refusal.ShortConnection:
            case Refusal.Time:
            case Refusal.TimeUnknown:
                return true;
            default:
                return false;
        }
    }

    // Only writes can be broadcast, and 23 reads too (serial line guide V1.02, section 2.1).
    private static bool WantsResponse(Request request)
    {
        return !request.IsWrite || request.ReadTable != AddressTable.None;
    }

    private static void JudgeClass(CompiledPolicy policy, int inClass, Request request, JudgeInput input, Decision into)
    {
        RuleTables rules = policy.Rules;
        int first = RequestAxis.First(request, out int last);
        int open = rules.Open.Find(inClass, first);
        if (open >= 0 && rules.OpenHi[open] >= last)
        {
            into.Allow(rules.OpenLine[open]);
            return;
        }
        int cut = rules.Cuts.Find(inClass, first);
        if (cut >= 0 && JudgeConditions(policy, rules.CutEntry[cut], rules.CutEntry[cut + 1], request, last, input, into)) return;
        RefuseRange(policy, open, cut, request, first, into);
    }

    // False if no line covers the range; else the answer stands: allowed, waiting for a value, or the nearest miss.
    private static bool JudgeConditions(
        CompiledPolicy policy, int entry, int end, Request request, int last, JudgeInput input, Decision into)
    {
        ConditionTable conditions = policy.Conditions;
        int nearest = -1;
        int nearness = -1;
        for (; entry < end; entry++)
        {
            if (policy.Rules.EntryHi[entry] < last) continue;
            int line = policy.Rules.EntryCondition[entry];
            Refusal miss = ConditionCheck.Run(conditions, line, request, input, into);
            if (miss == Refusal.None)
            {
                into.Clear();
                into.Allow(conditions.Line[line]);
                return true;
            }
            int near = Nearness(miss, into.NeedTable);
            if (near <= nearness) continue;
            nearness = near;
            nearest = line;
        }
        if (nearest < 0) return false;
        // Once more, for the numbers of the line that came nearest.
        Refusal reason = ConditionCheck.Run(conditions, nearest, request, input, into);
        into.Rule = conditions.Line[nearest];
        into.Reason = reason;
        if (into.NeedTable != AddressTable.None) into.Verdict = Verdict.NeedValue;
        return true;
    }

    // How far along the order of checks a line came; one that may still allow is nearest of all.
    private static int Nearness(Refusal miss, AddressTable need)
    {
        switch (miss)
        {
            case Refusal.Address: return 0;
            case Refusal.Quantity: return 1;
            case Refusal.Value: return 2;
            case Refusal.Mask: return 3;
            case Refusal.Time:
            case Refusal.TimeUnknown: return 4;
            case Refusal.UnknownClause: return 5;
            case Refusal.State: return 6;
            case Refusal.Step: return 7;
            default: return need == AddressTable.None ? 6 : 8;
        }
    }

    // Names the line that covers most of the request from its first address on, and the first address behind it.
    private static void RefuseRange(CompiledPolicy policy, int open, int cut, Request request, int first, Decision into)
    {
        RuleTables rules = policy.Rules;
        int reached = first - 1;
        int rule = 0;
        if (open >= 0 && rules.OpenHi[open] > reached)
        {
            reached = rules.OpenHi[open];
            rule = rules.OpenLine[open];
        }
        int end = cut < 0 ? 0 : rules.CutEntry[cut + 1];
        for (int entry = cut < 0 ? 0 : rules.CutEntry[cut]; entry < end; entry++)
        {
            if (rules.EntryHi[entry] <= reached) continue;
            reached = rules.EntryHi[entry];
            rule = policy.Conditions.Line[rules.EntryCondition[entry]];
        }
        bool isSub = request.SubFunction >= 0;
        into.Refuse(isSub ? Refusal.SubFunction : Refusal.Address, rule, isSub ? -1 : reached + 1, isSub ? request.SubFunction : 0);
    }
}
