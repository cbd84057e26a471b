using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>One <c>allow</c> line of a proposal: pieces of one role and function that are bound alike.</summary>
internal sealed class ProposalLine
{
    private readonly byte[] _units = new byte[256 / 8];
    private readonly AddressRanges _ranges = new AddressRanges();
    private readonly ProposalPiece _first;
    private readonly string _clause;
    private long _unitCount;

    internal ProposalLine(ProposalPiece piece)
    {
        _first = piece;
        _clause = piece.Values.Clause(piece.Function);
        Evidence = piece.Evidence;
        AddUnit(piece.Unit);
        AddRange(piece);
    }

    internal int Role
    {
        get { return _first.Role; }
    }

    internal bool IsMarked
    {
        get { return _first.IsMarked; }
    }

    internal ProposalEvidence Evidence { get; }

    /// <summary>Addresses that it allows, of all its units; of 23 those that it writes.</summary>
    internal long Addresses
    {
        get { return _ranges.Addresses * _unitCount; }
    }

    /// <summary>Those of them that somebody asked for.</summary>
    internal long Seen
    {
        get { return _ranges.Seen * _unitCount; }
    }

    /// <summary>Whether values were written and not recorded: the line bounds none.</summary>
    internal bool IsUnbounded
    {
        get { return _first.Values.IsUnknown && FunctionTable.IsWrite(_first.Function) && !FunctionTable.HasFiles(_first.Function); }
    }

    /// <summary>Takes in another range of the same unit, if it is bound as this line is.</summary>
    internal bool TryAdd(ProposalPiece piece)
    {
        bool isAlike = piece.CompareGroup(_first) == 0 && piece.OtherFirst == _first.OtherFirst && piece.OtherLast == _first.OtherLast
            && piece.Values.Clause(piece.Function) == _clause && piece.Values.IsUnknown == _first.Values.IsUnknown;
        if (!isAlike) return false;
        AddRange(piece);
        Evidence.Join(piece.Evidence);
        return true;
    }

    /// <summary>Takes in a line that allows the same to other units.</summary>
    internal bool TryAddUnits(ProposalLine line)
    {
        bool isAlike = line.Role == Role && line.IsMarked == IsMarked && line.IsUnbounded == IsUnbounded
            && line.Function() == Function() && line.Behind() == Behind();
        if (!isAlike) return false;
        AddUnit(line._first.Unit);
        Evidence.Join(line.Evidence);
        return true;
    }

    /// <summary><c>allow 6 unit 1 address 40-41 value 0-1500</c>.</summary>
    internal string Text()
    {
        var units = new AddressRanges();
        for (int unit = 0; unit < 256; unit++)
        {
            if ((_units[unit >> 3] >> (unit & 7) & 1) != 0) units.Add(unit, unit, 1);
        }
        return "allow " + Function() + " unit " + units.Text() + Behind();
    }

    private string Function()
    {
        return _first.Function.ToString() + (_first.SubFunction >= 0 ? "/" + _first.SubFunction.ToString() : "");
    }

    private string Behind()
    {
        if (FunctionTable.HasFiles(_first.Function)) return " file " + Other() + " record " + _ranges.Text();
        if (_first.Function == FunctionCode.ReadWriteMultipleRegisters) return " read " + Other() + " write " + _ranges.Text() + _clause;
        if (FunctionTable.HasAddress(_first.Function)) return " address " + _ranges.Text() + _clause;
        // Of 08/0 what looks like addresses is how many words a query brings.
        return _first.Last > _first.First ? " quantity 1-" + (_first.Last - _first.First + 1).ToString() : "";
    }

    private string Other()
    {
        return _first.OtherFirst.ToString() + (_first.OtherLast > _first.OtherFirst ? "-" + _first.OtherLast.ToString() : "");
    }

    private void AddUnit(int unit)
    {
        _units[unit >> 3] |= (byte)(1 << (unit & 7));
        _unitCount++;
    }

    private void AddRange(ProposalPiece piece)
    {
        if (!FunctionTable.HasAddress(piece.Function) && !FunctionTable.HasFiles(piece.Function)) return;
        int width = piece.Last - piece.First + 1;
        _ranges.Add(piece.First, piece.Last, piece.Seen < width ? piece.Seen : width);
    }
}
