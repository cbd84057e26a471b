namespace EdgeGuard.Traffic;

/// <summary>All pieces of a proposal: sorted, joined to ranges, and those that need no line of their own taken out.</summary>
internal sealed class ProposalPieces
{
    // Lines of one function that name two ranges each can lie over each other; a policy takes 16 over one address.
    private const int MostPairs = 8;

    private readonly ProposalPiece[] _pieces;

    internal ProposalPieces(int most)
    {
        _pieces = new ProposalPiece[most];
        Covered = new ProposalPiece[most];
    }

    internal int Count { get; private set; }

    /// <summary>Marked pieces that an unmarked one of the same role allows anyhow: to be told, and in no line of their own.</summary>
    internal ProposalPiece[] Covered { get; }

    internal int CoveredCount { get; private set; }

    internal ProposalPiece this[int index]
    {
        get { return _pieces[index]; }
    }

    internal void Add(ProposalPiece piece)
    {
        _pieces[Count++] = piece;
    }

    /// <summary>Joins what makes one range.</summary>
    internal void Join()
    {
        Sort();
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            bool isJoined = count > 0 && _pieces[count - 1].TryJoin(_pieces[i]);
            if (!isJoined) _pieces[count++] = _pieces[i];
        }
        Count = count;
        JoinPairs();
        TakeOutCovered();
    }

    // Where a function names two ranges and there are many pairs of them, one pair that spans all of them takes their place.
    private void JoinPairs()
    {
        int count = 0;
        for (int from = 0; from < Count;)
        {
            int to = from + 1;
            while (to < Count && _pieces[from].CompareGroup(_pieces[to]) == 0) to++;
            bool isTooMany = to - from > MostPairs && _pieces[from].OtherLast >= _pieces[from].OtherFirst;
            for (int i = from; i < to; i++)
            {
                if (isTooMany && i > from) _pieces[count - 1].Join(_pieces[i]);
                else _pieces[count++] = _pieces[i];
            }
            from = to;
        }
        Count = count;
    }

    private void TakeOutCovered()
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_pieces[i].IsMarked && IsCovered(_pieces[i])) Covered[CoveredCount++] = _pieces[i];
            else _pieces[count++] = _pieces[i];
        }
        Count = count;
    }

    // Unmarked pieces stand behind the marked ones of their role: none of them was taken out before.
    private bool IsCovered(ProposalPiece piece)
    {
        for (int i = Count - 1; i >= 0 && _pieces[i].Role >= piece.Role; i--)
        {
            if (!_pieces[i].IsMarked && _pieces[i].Covers(piece)) return true;
        }
        return false;
    }

    private void Sort()
    {
        for (int root = Count / 2 - 1; root >= 0; root--) Sift(root, Count);
        for (int end = Count - 1; end > 0; end--)
        {
            ProposalPiece largest = _pieces[0];
            _pieces[0] = _pieces[end];
            _pieces[end] = largest;
            Sift(0, end);
        }
    }

    private void Sift(int root, int count)
    {
        ProposalPiece piece = _pieces[root];
        while (true)
        {
            int child = root * 2 + 1;
            if (child >= count) break;
            if (child + 1 < count && _pieces[child + 1].Compare(_pieces[child]) > 0) child++;
            if (_pieces[child].Compare(piece) <= 0) break;
            _pieces[root] = _pieces[child];
            root = child;
        }
        _pieces[root] = piece;
    }
}
