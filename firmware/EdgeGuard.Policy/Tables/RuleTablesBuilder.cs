using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Builds <see cref="RuleTables"/>, role by role.</summary>
internal sealed class RuleTablesBuilder
{
    private const int Units = RuleTables.Units;

    // A map has a byte for each unit, and 0 is for those that no line admits.
    private const int MaxClasses = 255;

    private readonly ProblemList _problems;
    private readonly RuleTables _tables = new RuleTables();
    private readonly int[] _codes;
    private readonly IntList _openStart = new IntList();
    private readonly IntList _openLo = new IntList();
    private readonly IntList _openHi = new IntList();
    private readonly IntList _openLine = new IntList();
    private readonly IntList _cutStart = new IntList();
    private readonly CutBuilder _cuts = new CutBuilder();
    private readonly InternedBytes _maps = new InternedBytes();

    // The ranges of the class being built, with the line and its condition (or -1).
    private readonly IntList _lo = new IntList();
    private readonly IntList _hi = new IntList();
    private readonly IntList _line = new IntList();
    private readonly IntList _condition = new IntList();

    /// <param name="all">Every line that any role has: they decide which functions get a slot.</param>
    /// <param name="roleCount">Roles to build.</param>
    /// <param name="problems">Takes what is too much.</param>
    internal RuleTablesBuilder(PolicyLine[] all, int roleCount, ProblemList problems)
    {
        _problems = problems;
        _codes = Codes(all);
        for (int i = 0; i < _codes.Length; i++) _tables.SlotOf[_codes[i]] = (byte)(i + 1);
        _tables.SlotCount = _codes.Length;
        _tables.MapOf = new ushort[roleCount * _codes.Length];
        _tables.FirstClass = new int[roleCount * _codes.Length];
    }

    /// <summary>Adds a role with the lines that count for it.</summary>
    /// <param name="role">Its index.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="conditions">For each line its index into <see cref="ConditionTable"/>.</param>
    internal void Add(int role, string name, PolicyLine[] lines, int[] conditions)
    {
        for (int slot = 0; slot < _codes.Length && !IsFull(); slot++)
        {
            byte[]? map = UnitMap(lines, _codes[slot], out int classes);
            if (map == null) continue;
            if (classes > MaxClasses)
            {
                TooManyUnits(name, lines[lines.Length - 1], _codes[slot]);
                return;
            }
            int key = role * _codes.Length + slot;
            _tables.MapOf[key] = (ushort)(_maps.Intern(map) + 1);
            _tables.FirstClass[key] = _openStart.Count;
            for (int inRole = 1; inRole <= classes; inRole++)
            {
                if (!AddClass(name, lines, conditions, _codes[slot], Representative(map, inRole))) return;
            }
        }
    }

    internal RuleTables Finish()
    {
        _openStart.Add(_openLo.Count);
        _cutStart.Add(_cuts.Lo.Count);
        _tables.Maps = new byte[_maps.Count * Units];
        for (int i = 0; i < _maps.Count; i++)
        {
            byte[] map = _maps[i];
            for (int unit = 0; unit < Units; unit++) _tables.Maps[i * Units + unit] = map[unit];
        }
        _tables.Open = new SortedAxis(_openStart.ToArray(), _openLo.ToUShorts());
        _tables.OpenHi = _openHi.ToUShorts();
        _tables.OpenLine = _openLine.ToArray();
        _cuts.Finish(_tables, _cutStart.ToArray());
        return _tables;
    }

    private static int[] Codes(PolicyLine[] lines)
    {
        var used = new bool[128];
        int count = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int[] functions = lines[i].Functions;
            for (int j = 0; j < functions.Length; j++)
            {
                int code = FunctionItem.Code(functions[j]);
                if (!used[code]) count++;
                used[code] = true;
            }
        }
        var codes = new int[count];
        count = 0;
        for (int code = 0; code < used.Length; code++)
        {
            if (used[code]) codes[count++] = code;
        }
        return codes;
    }

    // Refines the units line by line: two are of one class as long as every line admits both or neither.
    private static byte[]? UnitMap(PolicyLine[] lines, int code, out int classes)
    {
        var classOf = new int[Units];
        var seen = new byte[lines.Length + 1][];
        int seenCount = 0;
        bool seenOpen = false;
        classes = 0;
        int top = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].HasCode(code)) continue;
            byte[]? set = lines[i].Units;
            if (set == null ? seenOpen : IsAmong(seen, seenCount, set)) continue;
            if (set == null) seenOpen = true;
            else seen[seenCount++] = set;
            top = Refine(lines[i], classOf, top);
        }
        if (seenCount == 0 && !seenOpen) return null;
        return Number(lines, code, classOf, top, out classes);
    }

    private static int Refine(PolicyLine line, int[] classOf, int top)
    {
        var split = new int[top + 1];
        var stays = new bool[top + 1];
        for (int unit = 0; unit < Units; unit++)
        {
            if (!line.AdmitsUnit(unit)) stays[classOf[unit]] = true;
        }
        int next = top;
        for (int unit = 0; unit < Units; unit++)
        {
            int old = classOf[unit];
            if (!line.AdmitsUnit(unit) || !stays[old]) continue;
            if (split[old] == 0) split[old] = ++next;
            classOf[unit] = split[old];
        }
        return next;
    }

    // Classes that some line admits are numbered from 1; the rest is 0. One number more than a byte holds is for the caller to refuse.
    private static byte[] Number(PolicyLine[] lines, int code, int[] classOf, int top, out int classes)
    {
        var numbers = new int[top + 1];
        var map = new byte[Units];
        classes = 0;
        for (int unit = 0; unit < Units; unit++)
        {
            int old = classOf[unit];
            if (numbers[old] == 0) numbers[old] = IsAdmitted(lines, code, unit) ? ++classes : -1;
            map[unit] = (byte)(numbers[old] > 0 && numbers[old] <= MaxClasses ? numbers[old] : 0);
        }
        return map;
    }

    private static bool IsAdmitted(PolicyLine[] lines, int code, int unit)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].AdmitsUnit(unit) && lines[i].HasCode(code)) return true;
        }
        return false;
    }

    private static bool IsAmong(byte[][] sets, int count, byte[] set)
    {
        for (int i = 0; i < count; i++)
        {
            if (sets[i] == set) return true;
        }
        return false;
    }

    private static int Representative(byte[] map, int inRole)
    {
        int unit = 0;
        while (map[unit] != inRole) unit++;
        return unit;
    }

    private bool AddClass(string role, PolicyLine[] lines, int[] conditions, int code, int unit)
    {
        _openStart.Add(_openLo.Count);
        _cutStart.Add(_cuts.Lo.Count);
        _lo.Clear();
        _hi.Clear();
        _line.Clear();
        _condition.Clear();
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].AdmitsUnit(unit))
            {
                AddRanges(lines[i], code, lines[i].IsNever || !ConditionTable.IsConditional(lines[i], code) ? -1 : conditions[i]);
            }
        }
        AddOpen();
        int fault = _cuts.Add(_lo, _hi, _condition);
        if (fault >= 0)
        {
            AddressTableFault(role, code, unit, fault);
            return false;
        }
        if (!IsFull()) return true;
        _problems.Error(lines[lines.Length - 1].Line, lines[lines.Length - 1].Column, "",
            "the policy takes more than " + GuardLimits.MaxCompiledRanges.ToString()
                + " table entries", "join lines by lists, or split fewer units");
        return false;
    }

    private bool IsFull()
    {
        return _openLo.Count + _cuts.Hi.Count > GuardLimits.MaxCompiledRanges;
    }

    private void TooManyUnits(string role, PolicyLine last, int code)
    {
        _problems.Error(last.Line, last.Column, "", "the lines of role " + role + " for function " + FunctionText.Title(code)
            + " tell all " + Units.ToString()
                + " units apart", "leave some units out, or give two of them the same lines: devices have 1 to 247");
    }

    private void AddressTableFault(string role, int code, int unit, int range)
    {
        _problems.Error(_line[range], 1, "", "more than " + GuardLimits.MaxConditionalLines.ToString() + " lines with conditions cover "
            + AddressText.TableName(FunctionTable.Table(code)) + " " + AddressText.Both(FunctionTable.Table(code), _lo[range]) + " of unit "
            + unit.ToString() + " for function " + FunctionText.Title(code) + " of role " + role,
            "join their values or windows into lists on fewer lines");
    }

    private void AddRanges(PolicyLine line, int code, int condition)
    {
        if (!line.HasCode(code)) return;
        int ranges = line.AxisCount(code);
        for (int i = 0; i < ranges; i++)
        {
            line.Axis(code, i, out int lo, out int hi);
            _lo.Add(lo);
            _hi.Add(hi);
            _line.Add(line.Line);
            _condition.Add(condition);
        }
    }

    // In order of their begin; one that ends no later than an earlier one adds nothing.
    private void AddOpen()
    {
        var keys = new long[_lo.Count];
        int count = 0;
        for (int i = 0; i < _lo.Count; i++)
        {
            if (_condition[i] < 0) keys[count++] = (long)_lo[i] << 32 | (uint)i;
        }
        HeapSort.Sort(keys, count);
        int first = _openLo.Count;
        for (int k = 0; k < count; k++)
        {
            int i = (int)(keys[k] & 0x7FFFFFFF);
            int last = _openLo.Count - 1;
            if (last >= first && _hi[i] <= _openHi[last]) continue;
            if (last >= first && _lo[i] == _openLo[last])
            {
                _openHi[last] = _hi[i];
                _openLine[last] = _line[i];
                continue;
            }
            _openLo.Add(_lo[i]);
            _openHi.Add(_hi[i]);
            _openLine.Add(_line[i]);
        }
    }
}
