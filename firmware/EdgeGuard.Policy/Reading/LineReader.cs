
namespace EdgeGuard.Policy;

/// <summary>Reads one <c>allow</c> or <c>never</c> line behind its first word.</summary>
internal sealed class LineReader
{
    private readonly PolicyTokens _tokens;
    private readonly UnitSets _units;
    private readonly int[] _clauseAt = new int[Clauses.Words.Length];

    internal LineReader(PolicyTokens tokens, UnitSets units)
    {
        _tokens = tokens;
        _units = units;
    }

    internal PolicyLine Read(bool isNever)
    {
        var line = new PolicyLine { Line = _tokens.Line, Column = _tokens.Column, IsNever = isNever };
        for (int i = 0; i < _clauseAt.Length; i++) _clauseAt[i] = Clauses.None;
        _tokens.Next();
        line.Functions = FunctionReader.Read(_tokens);
        while (_tokens.Kind != TokenKind.End) ReadNext(line);
        ReadTyped(line);
        LineCheck.Run(_tokens, line, _clauseAt);
        return line;
    }

    private void ReadNext(PolicyLine line)
    {
        int clause = Clauses.At(_tokens);
        if (clause == Clauses.None)
        {
            _tokens.Error("`" + _tokens.Word + "` is no clause",
                Spelling.Suggest(_tokens.Word, Clauses.Words, "clauses: unit address read write file record quantity value step mask when during"));
            _tokens.Next();
            Clauses.SkipToNext(_tokens);
            return;
        }
        if (_clauseAt[clause] >= 0 && clause != Clauses.When)
            _tokens.Error("`" + _tokens.Word + "` stands twice", "put both into one list, or the second on a line of its own");
        _clauseAt[clause] = _tokens.At;
        _tokens.Next();
        if (!ReadClause(clause, line)) Clauses.SkipToNext(_tokens);
    }

    // False after an error that leaves the clause half read.
    private bool ReadClause(int clause, PolicyLine line)
    {
        switch (clause)
        {
            case Clauses.Unit:
                RangeList? units = RangeReader.Read(_tokens, "unit", 0, 255);
                if (units != null) line.Units = _units.Intern(units);
                return units != null;
            case Clauses.Address:
                line.Addresses = ReadAddresses(line, "address");
                return line.Addresses != null;
            case Clauses.Read:
                line.Reads = ReadAddresses(line, "read");
                return line.Reads != null;
            case Clauses.Write:
                line.Writes = ReadAddresses(line, "write");
                return line.Writes != null;
            case Clauses.File:
                line.Files = RangeReader.Read(_tokens, "file", 1, 65535);
                return line.Files != null;
            case Clauses.Record:
                line.Records = RangeReader.Read(_tokens, "record", 0, Modbus.ModbusLimits.MaxRecord);
                return line.Records != null;
            case Clauses.Quantity:
                line.Quantities = RangeReader.Read(_tokens, "quantity", 1, Modbus.ModbusLimits.MaxReadBits);
                return line.Quantities != null;
            case Clauses.Value:
            case Clauses.Step:
                return SkipTyped(clause);
            case Clauses.As:
                ValueReader.ReadType(_tokens, line);
                return true;
            case Clauses.Mask:
                return ReadMask(line);
            case Clauses.When:
                WhenReader.Read(_tokens, line);
                return true;
            default:
                WindowReader.Read(_tokens, line);
                return true;
        }
    }

    private RangeList? ReadAddresses(PolicyLine line, string clause)
    {
        int at = _tokens.At;
        RangeList? ranges = RangeReader.ReadAddresses(_tokens, clause, out Modbus.AddressTable table);
        if (table != Modbus.AddressTable.None) LineCheck.Tables(_tokens, at, line, table);
        return ranges;
    }

    // The type may stand behind the numbers: they are read by ReadTyped.
    private bool SkipTyped(int clause)
    {
        if (!RangeReader.ExpectItem(_tokens, Clauses.Words[clause]))
        {
            _clauseAt[clause] = Clauses.None;
            return false;
        }
        if (clause == Clauses.Step) _tokens.Next();
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
        line.HasMask = true;
        line.Mask = (int)mask;
        _tokens.Next();
        return true;
    }

    private void ReadTyped(PolicyLine line)
    {
        int end = _tokens.At;
        if (LineCheck.WritesCoils(line)) line.ValueType = ValueType.Coil;
        // Where coils and registers stand together LineCheck says so: no value could suit both.
        if (_clauseAt[Clauses.Value] >= 0 && (line.ValueType != ValueType.Coil || LineCheck.WritesCoilsAlone(line)))
        {
            _tokens.At = _clauseAt[Clauses.Value] + 1;
            ValueReader.ReadValues(_tokens, line);
        }
        if (_clauseAt[Clauses.Step] >= 0 && line.ValueType != ValueType.Coil)
        {
            _tokens.At = _clauseAt[Clauses.Step] + 1;
            ValueReader.ReadStep(_tokens, line);
        }
        _tokens.At = end;
    }
}
