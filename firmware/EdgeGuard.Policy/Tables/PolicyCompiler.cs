using System.Text;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Turns a document without errors into flat tables.</summary>
internal static class PolicyCompiler
{
    internal static CompiledPolicy CompileEmpty()
    {
        return Build(new PolicyDocument(), new ProblemList());
    }

    /// <summary>The compiled policy; null, with the problem reported, for one that is too large or too dense.</summary>
    internal static CompiledPolicy? Compile(PolicyDocument document, ProblemList problems)
    {
        CompiledPolicy policy = Build(document, problems);
        if (problems.Errors > 0) return null;
        ShadowCheck.Run(document, policy, Collect(document), problems);
        return policy;
    }

    private static CompiledPolicy Build(PolicyDocument document, ProblemList problems)
    {
        PolicyLine[] all = Collect(document);
        ConditionTable conditions = Conditions(all);
        RuleTables rules = Rules(document, all, problems);
        var nevers = new RuleTablesBuilder(document.Nevers, 1, problems);
        nevers.Add(0, "", document.Nevers, new int[document.Nevers.Length]);
        return new CompiledPolicy(
            document, Limits(document), rules, nevers.Finish(), conditions, Watch(all, problems), Hash(document, problems));
    }

    private static RuleTables Rules(PolicyDocument document, PolicyLine[] all, ProblemList problems)
    {
        var builder = new RuleTablesBuilder(all, document.Roles.Length, problems);
        for (int role = 0; role < document.Roles.Length; role++)
        {
            PolicyLine[] lines = Effective(document, role);
            builder.Add(role, document.Roles[role].Name, lines, ConditionIndexes(lines));
        }
        return builder.Finish();
    }

    // The lines of all roles, in the order of the text.
    private static PolicyLine[] Collect(PolicyDocument document)
    {
        var lines = new PolicyLines();
        for (int role = 0; role < document.Roles.Length; role++) lines.Add(document.Roles[role].Lines);
        return lines.Take();
    }

    // The lines that count for a role, the widest first, and the role's own behind those of others: of two that allow the same request the
    // first decides, and so a line never decides if another one allows all of it.
    private static PolicyLine[] Effective(PolicyDocument document, int role)
    {
        bool[] marked = document.EffectiveRoles(role);
        var collected = new PolicyLines();
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked[i] && i != role) collected.Add(document.Roles[i].Lines);
        }
        collected.Add(document.Roles[role].Lines);
        PolicyLine[] lines = collected.Take();
        var order = new long[lines.Length];
        for (int i = 0; i < order.Length; i++) order[i] = (PolicyLine.WidestOfAll - lines[i].Width) * lines.Length + i;
        HeapSort.Sort(order, order.Length);
        var sorted = new PolicyLine[lines.Length];
        for (int i = 0; i < order.Length; i++) sorted[i] = lines[(int)(order[i] % lines.Length)];
        return sorted;
    }

    private static ConditionTable Conditions(PolicyLine[] all)
    {
        var conditional = new PolicyLine[all.Length];
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (!IsConditional(all[i])) continue;
            all[i].Condition = count;
            conditional[count++] = all[i];
        }
        return new ConditionTable(conditional, count);
    }

    private static bool IsConditional(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            if (ConditionTable.IsConditional(line, FunctionItem.Code(line.Functions[i]))) return true;
        }
        return false;
    }

    private static int[] ConditionIndexes(PolicyLine[] lines)
    {
        var indexes = new int[lines.Length];
        for (int i = 0; i < lines.Length; i++) indexes[i] = lines[i].Condition;
        return indexes;
    }

    private static WatchTable Watch(PolicyLine[] all, ProblemList problems)
    {
        RangeList[] watched = WatchTable.NewLists();
        int units = 1;
        for (int i = 0; i < all.Length; i++)
        {
            AddWhens(watched, all[i]);
            AddPresent(watched, all[i]);
            int most = MostUnitsOfAddress(all[i]);
            if (most > units) units = most;
            if (Total(watched) * units <= GuardLimits.MaxObservedValues) continue;
            problems.Error(all[i].Line, all[i].Column, "", "`when` and `step` name more than "
                + GuardLimits.MaxObservedValues.ToString() + " values of the PLC", "give `step` lines a narrower `address`");
            return new WatchTable(WatchTable.NewLists(), 1);
        }
        return new WatchTable(watched, units);
    }

    // Machines of one kind have the same addresses: `when 3:12 = 0 within 5s when 3:12 unit 2 = 0 within 5s` needs both values at once.
    private static int MostUnitsOfAddress(PolicyLine line)
    {
        int most = 1;
        for (int i = 0; line.Whens != null && i < line.Whens.Length; i++)
        {
            WhenClause when = line.Whens[i];
            int units = line.HasStep && when.Table == AddressTable.HoldingRegisters && when.Unit != WhenClause.RequestUnit ? 2 : 1;
            for (int other = 0; other < i; other++)
            {
                WhenClause before = line.Whens[other];
                if (before.Table == when.Table && before.Address == when.Address && before.Unit != when.Unit) units++;
            }
            if (units > most) most = units;
        }
        return most;
    }

    private static void AddWhens(RangeList[] watched, PolicyLine line)
    {
        if (line.Whens == null) return;
        for (int i = 0; i < line.Whens.Length; i++) watched[(int)line.Whens[i].Table].Join(line.Whens[i].Address, line.Whens[i].Address);
    }

    private static void AddPresent(RangeList[] watched, PolicyLine line)
    {
        if (!line.HasStep) return;
        RangeList holding = watched[(int)AddressTable.HoldingRegisters];
        RangeList? written = line.WrittenRanges;
        if (written == null) holding.Join(0, ModbusLimits.AddressSpace - 1);
        else for (int i = 0; i < written.Count; i++) holding.Join(written.Lo(i), written.Hi(i));
    }

    private static long Total(RangeList[] watched)
    {
        long total = 0;
        for (int table = 0; table < watched.Length; table++)
        {
            for (int i = 0; i < watched[table].Count; i++) total += watched[table].Hi(i) - watched[table].Lo(i) + 1;
        }
        return total;
    }

    private static PolicyLimits Limits(PolicyDocument document)
    {
        int rate = Or(document.RatePerSecond, 0);
        return new PolicyLimits(
            rate,
            Or(document.Burst, rate > 0 ? rate : 0),
            Or(document.Pending, GuardLimits.DefaultPending),
            Or(document.LifetimeMs, GuardLimits.DefaultLifetimeMs),
            Or(document.SessionsPerClient, GuardLimits.DefaultSessionsPerClient),
            Or(document.Sessions, GuardLimits.DefaultSessions));
    }

    private static int Or(int value, int otherwise)
    {
        return value == PolicyDocument.Unset ? otherwise : value;
    }

    private static byte[] Hash(PolicyDocument document, ProblemList problems)
    {
        string canonical = PolicyWriter.Write(document);
        // What is shown, stored elsewhere or signed must be a policy itself.
        if (canonical.Length > GuardLimits.MaxPolicyText)
        {
            problems.Error(1, 1, "", "the policy has " + canonical.Length.ToString() + " characters in its canonical form; at most "
                + GuardLimits.MaxPolicyText.ToString() + " fit", "join lines by lists, or shorten names");
        }
        byte[] text = Encoding.UTF8.GetBytes(canonical);
        var hash = new Sha256();
        hash.Append(text, 0, text.Length);
        return hash.Finish();
    }
}
