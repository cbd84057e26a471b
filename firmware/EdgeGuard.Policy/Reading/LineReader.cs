using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads one <c>allow</c> or <c>never</c> line behind its first word.</summary>
internal sealed class LineReader
{
    private const int Absent = -1;

    private readonly PolicyTokens _tokens;
    private readonly UnitSets _units;

    // By clause: the token where it begins, or Absent.
    private readonly int[] _clauseAt = new int[ClauseTable.End];

    internal LineReader(PolicyTokens tokens, UnitSets units)
    {
        _tokens = tokens;
        _units = units;
    }

    internal PolicyLine Read(bool isNever)
    {
        var line = new PolicyLine { Line = _tokens.Line, Column = _tokens.Column, IsNever = isNever };
        for (int i = 0; i < _clauseAt.Length; i++) _clauseAt[i] = Absent;
        _tokens.Next();
        line.Functions = FunctionReader.Read(_tokens);
        while (_tokens.Kind != TokenKind.End) ReadNext(line);
        ReadTyped(line);
        line.Clauses = Found(line);
        LineCheck.Run(_tokens, line, _clauseAt);
        return line;
    }

    private void ReadNext(PolicyLine line)
    {
        Clause clause = Clauses.At(_tokens);
        if (clause == Clause.None)
        {
            _tokens.Error("`" + _tokens.Word + "` is no clause",
                Spelling.Suggest(_tokens.Word, ClauseTable.Words(), "clauses: " + ClauseTable.List(false)));
            _tokens.Next();
            Clauses.SkipToNext(_tokens);
            return;
        }
        if (_clauseAt[(int)clause] >= 0 && clause != Clause.When)
        {
            _tokens.Error("`" + _tokens.Word + "` stands twice", "put both into one list, or the second on a line of its own");
        }
        _clauseAt[(int)clause] = _tokens.At;
        _tokens.Next();
        if (!ReadClause(clause, line)) Clauses.SkipToNext(_tokens);
    }

    // False after an error that leaves the clause half read.
    private bool ReadClause(Clause clause, PolicyLine line)
    {
        switch (clause)
        {
            case Clause.Unit:
                RangeList? units = ReadNumbers(clause);
                if (units != null) line.Units = _units.Intern(units);
                return units != null;
            case Clause.Address: return (line.Addresses = ReadAddresses(line, clause)) != null;
            case Clause.Read: return (line.Reads = ReadAddresses(line, clause)) != null;
            case Clause.Write: return (line.Writes = ReadAddresses(line, clause)) != null;
            case Clause.File: return (line.Files = ReadNumbers(clause)) != null;
            case Clause.Record: return (line.Records = ReadNumbers(clause)) != null;
            case Clause.Quantity: return (line.Quantities = ReadNumbers(clause)) != null;
            case Clause.Value:
            case Clause.Step:
                return SkipTyped(clause);
            case Clause.As:
                ValueReader.ReadType(_tokens, line);
                return true;
            case Clause.Mask: return ReadMask(line);
            case Clause.When:
                WhenReader.Read(_tokens, line);
                return true;
            case Clause.During:
                WindowReader.Read(_tokens, line);
                return true;
            default:
                _tokens.ErrorAt(_tokens.At - 1, "`" + ClauseTable.Row(clause).Word + "` cannot be read by this version", "leave it out");
                return false;
        }
    }

    private RangeList? ReadNumbers(Clause clause)
    {
        return RangeReader.Read(_tokens, ClauseTable.Row(clause));
    }

    private RangeList? ReadAddresses(PolicyLine line, Clause clause)
    {
        int at = _tokens.At;
        RangeList? ranges = RangeReader.ReadAddresses(_tokens, ClauseTable.Row(clause), out AddressTable table);
        if (table != AddressTable.None) LineCheck.Tables(_tokens, at, line, table);
        return ranges;
    }

    // The type may stand behind the numbers: they are read by ReadTyped.
    private bool SkipTyped(Clause clause)
    {
        if (!RangeReader.ExpectItem(_tokens, ClauseTable.Row(clause)))
        {
            _clauseAt[(int)clause] = Absent;
            return false;
        }
        if (clause == Clause.Step) _tokens.Next();
        else Clauses.SkipList(_tokens);
        return true;
    }

    private bool ReadMask(PolicyLine line)
    {
        long mask = NumberText.Read(_tokens.Word);
        if (mask < 0 || mask > 0xFFFF)
        {
            _tokens.Error("`" + _tokens.Word + "` is no mask", "write the bits that may change, such as `mask 0x00FF`");
            return false;
        }
        line.Mask = (int)mask;
        _tokens.Next();
        return true;
    }

    private void ReadTyped(PolicyLine line)
    {
        int end = _tokens.At;
        if (LineCheck.WritesCoils(line)) line.ValueType = ValueType.Coil;
        // Where coils and registers stand together LineCheck says so: no value could suit both.
        if (_clauseAt[(int)Clause.Value] >= 0 && (line.ValueType != ValueType.Coil || LineCheck.WritesCoilsAlone(line)))
        {
            _tokens.At = _clauseAt[(int)Clause.Value] + 1;
            ValueReader.ReadValues(_tokens, line);
        }
        if (_clauseAt[(int)Clause.Step] >= 0 && line.ValueType != ValueType.Coil)
        {
            _tokens.At = _clauseAt[(int)Clause.Step] + 1;
            ValueReader.ReadStep(_tokens, line);
        }
        _tokens.At = end;
    }

    // A bit for each clause. Without `as` a register is a u16 too.
    private int Found(PolicyLine line)
    {
        int found = 0;
        for (int clause = 0; clause < _clauseAt.Length; clause++)
        {
            if (_clauseAt[clause] >= 0) found |= 1 << clause;
        }
        return line.ValueType == ValueType.U16 ? found & ~(1 << (int)Clause.As) : found;
    }
}
