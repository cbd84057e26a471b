using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Warns of lines that never decide, because others that count wherever they do allow, or forbid, all of it.</summary>
/// <remarks>
/// A line is looked at in pieces: a function, a class of units, a range. For each, the policy's own tables name the few lines that can
/// cover it, so the check grows with the policy as compiling does. One line must cover a piece whole: ranges of several lines are not
/// joined, as the judge does not join them. Of two lines that allow the same, the one that the judge asks first is kept; a line
/// without conditions is asked before all that have some. So lines are given up from the last to the first, and what is given up covers
/// nothing any more: nothing is lost by removing all of them together.
/// </remarks>
internal sealed class ShadowCheck
{
    private readonly PolicyDocument _document;
    private readonly RuleTables _rules;
    private readonly RuleTables _nevers;
    private readonly PolicyLine[] _lines;
    private readonly PolicyLine[] _conditional;

    // By the number of a line's conditions and one more: lines without conditions, number 0, are not asked for here.
    private readonly bool[] _isGivenUp;
    private readonly ProblemList _problems;

    // Of the line in work: what covers all its pieces so far, those of one function, and those of functions that are covered whole.
    private readonly ShadowPiece _all = new ShadowPiece();
    private readonly ShadowPiece _function = new ShadowPiece();
    private readonly ShadowPiece _functions = new ShadowPiece();
    private string _covered = "";
    private bool _decides;
    private bool _isEmpty;

    // Whether the line in work may be given up whole. Of one that is needed anyway, functions are given up singly.
    private bool _isWhole;

    // Whether lines that are given up cover others all the same.
    private bool _countsGivenUp;

    // Of the role in work, by function: one unit of each class.
    private int[][] _units = new int[0][];
    private int _role;

    private ShadowCheck(PolicyDocument document, CompiledPolicy policy, PolicyLine[] lines, ProblemList problems)
    {
        _document = document;
        _rules = policy.Rules;
        _nevers = policy.Nevers;
        _lines = lines;
        _problems = problems;
        _conditional = new PolicyLine[policy.Conditions.Line.Length];
        _isGivenUp = new bool[_conditional.Length + 1];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Condition >= 0) _conditional[lines[i].Condition] = lines[i];
        }
    }

    /// <summary>Adds a warning for each such line.</summary>
    /// <param name="document">The policy as read, without errors.</param>
    /// <param name="policy">The same, compiled.</param>
    /// <param name="lines">The lines of all its roles, in the order of the text.</param>
    /// <param name="problems">Takes the warnings.</param>
    internal static void Run(PolicyDocument document, CompiledPolicy policy, PolicyLine[] lines, ProblemList problems)
    {
        var check = new ShadowCheck(document, policy, lines, problems);
        for (int role = 0; role < document.Roles.Length; role++) check.RunRole(role);
    }

    private void RunRole(int role)
    {
        _role = role;
        _units = new int[FunctionItem.Codes][];
        PolicyLine[] own = _document.Roles[role].Lines;
        for (int i = own.Length - 1; i >= 0; i--)
        {
            _isWhole = true;
            RunLine(own[i]);
            _isGivenUp[own[i].Condition + 1] = !_decides;
        }
        for (int i = 0; i < own.Length; i++)
        {
            _isWhole = _isGivenUp[own[i].Condition + 1];
            _countsGivenUp = false;
            RunLine(own[i]);
            // All that covers it may be given up itself, for a line of which it cannot be shown that it covers this one too.
            _countsGivenUp = _isWhole && _decides;
            if (_countsGivenUp) RunLine(own[i]);
            Report(own[i]);
        }
    }

    private void RunLine(PolicyLine line)
    {
        _all.Clear();
        _functions.Clear();
        _covered = "";
        _decides = false;
        _isEmpty = true;
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int code = FunctionItem.Code(line.Functions[i]);
            if (i == 0 || code != FunctionItem.Code(line.Functions[i - 1])) RunFunction(line, code);
        }
    }

    private void RunFunction(PolicyLine line, int code)
    {
        if (_units[code] == null) _units[code] = _rules.UnitsOf(_role, code);
        int[] units = _units[code];
        int ranges = line.AxisCount(code);
        _function.Clear();
        bool decides = false;
        for (int i = 0; i < units.Length; i++)
        {
            for (int range = 0; range < ranges; range++)
            {
                if (line.AdmitsUnit(units[i]) && !IsCovered(line, code, units[i], range)) decides = true;
            }
        }
        _decides |= decides;
        _all.Add(_function);
        if (decides || _function.Cover == null || !ConditionTable.IsConditional(line, code)) return;
        _functions.Add(_function);
        _covered += (_covered.Length > 0 ? ", " : "") + FunctionText.Digits(code);
    }

    private bool IsCovered(PolicyLine line, int code, int unit, int range)
    {
        line.Axis(code, range, out int lo, out int hi);
        if (LineCover.IsEmpty(line, code, lo, hi)) return true;
        _isEmpty = false;
        PolicyLine? cover = Forbidding(code, unit, lo, hi) ?? Allowing(line, code, unit, lo, hi);
        if (cover == null) return false;
        _function.Add(cover, code, unit, lo, hi);
        return true;
    }

    // The `never` line that touches every request of a piece.
    private PolicyLine? Forbidding(int code, int unit, int lo, int hi)
    {
        if (_nevers.SlotOf[code] == 0) return null;
        int inClass = _rules.ClassOf(_role, code, unit);
        int found = -1;
        for (int each = 0; each < RuleTables.Units; each++)
        {
            if (_rules.ClassOf(_role, code, each) != inClass) continue;
            int never = _nevers.ClassOf(0, code, each);
            int open = never < 0 ? -1 : _nevers.Open.Find(never, lo);
            if (open < 0 || _nevers.OpenHi[open] < hi) return null;
            if (found < 0) found = _nevers.OpenLine[open];
        }
        return Find(_document.Nevers, found);
    }

    private PolicyLine? Allowing(PolicyLine line, int code, int unit, int lo, int hi)
    {
        int inClass = _rules.ClassOf(_role, code, unit);
        int open = _rules.Open.Find(inClass, lo);
        if (open >= 0 && _rules.OpenHi[open] >= hi && _rules.OpenLine[open] != line.Line) return Find(_lines, _rules.OpenLine[open]);
        if (!ConditionTable.IsConditional(line, code)) return null;
        int cut = _rules.Cuts.Find(inClass, lo);
        bool isBefore = true;
        for (int entry = _rules.CutEntry[cut]; entry < _rules.CutEntry[cut + 1]; entry++)
        {
            PolicyLine other = _conditional[_rules.EntryCondition[entry]];
            if (other == line)
            {
                isBefore = false;
            }
            else if ((_countsGivenUp || !_isGivenUp[other.Condition + 1]) && _rules.EntryHi[entry] >= hi
                && Covers(other, line, code, inClass, lo, hi)
                && (_isWhole || isBefore || !IsSame(other, line, code, inClass, lo, hi, _rules.EntryHi[entry])))
            {
                return other;
            }
        }
        return null;
    }

    private bool IsSame(PolicyLine other, PolicyLine line, int code, int inClass, int lo, int hi, int otherHi)
    {
        return otherHi == hi && LineCover.Start(other, code, lo) == lo && Covers(line, other, code, inClass, lo, hi);
    }

    private bool Covers(PolicyLine wide, PolicyLine narrow, int code, int inClass, int lo, int hi)
    {
        return LineCover.Covers(wide, narrow, code, lo, hi) && CoversStates(wide, narrow, code, inClass);
    }

    // The unit of a `when` may be the request's own: units that one of the lines names differ from all others.
    private bool CoversStates(PolicyLine wide, PolicyLine narrow, int code, int inClass)
    {
        bool hasOther = false;
        for (int unit = 0; unit < RuleTables.Units && wide.Whens != null; unit++)
        {
            bool isOther = !StateCover.Names(wide, unit) && !StateCover.Names(narrow, unit);
            if ((isOther && hasOther) || _rules.ClassOf(_role, code, unit) != inClass) continue;
            hasOther |= isOther;
            if (!StateCover.Whens(wide, narrow, unit)) return false;
        }
        return true;
    }

    private void Report(PolicyLine line)
    {
        string head = "line " + line.Line.ToString();
        if (_isEmpty)
        {
            _problems.Warn(
                line.Line, line.Column, "", head + " allows nothing: no request can have such a quantity and such a state",
                "correct the line, or remove it");
        }
        else if (!_decides)
        {
            Warn(line, _all, head + " never decides: ");
        }
        else if (_covered.Length > 0)
        {
            Warn(line, _functions, head + " never decides for function " + _covered + ": ");
        }
    }

    private void Warn(PolicyLine line, ShadowPiece piece, string head)
    {
        PolicyLine cover = piece.Cover!;
        string other = "line " + cover.Line.ToString();
        string does = cover.IsNever ? " forbids" : " allows";
        if (piece.HasMore) does = " and others" + (cover.IsNever ? " forbid" : " allow");
        string example = cover.IsNever ? "" : ShadowExample.Text(cover, line, piece);
        string remedy = example.Length == 0
            ? cover.IsNever ? "remove the line, or narrow the `never`" : "remove one of the two"
            : other + " allows " + example + ", which line " + line.Line.ToString()
                + " seems to forbid: narrow the one, or remove the other";
        _problems.Warn(line.Line, line.Column, "allow", head + other + does + " all of it", remedy);
    }

    // Lines are in the order of the text.
    private static PolicyLine? Find(PolicyLine[] lines, int number)
    {
        int lo = 0;
        int hi = lines.Length - 1;
        while (lo < hi)
        {
            int middle = (lo + hi) / 2;
            if (lines[middle].Line < number) lo = middle + 1;
            else hi = middle;
        }
        return hi < 0 ? null : lines[lo];
    }
}
