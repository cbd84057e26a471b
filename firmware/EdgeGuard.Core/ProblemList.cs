namespace EdgeGuard.Core;

/// <summary>Collects every problem of a text in the order in which they are found. Not thread-safe.</summary>
public sealed class ProblemList
{
    private Problem[] _items = new Problem[8];

    /// <summary>How many, warnings included.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them make the text unusable.</summary>
    public int Errors { get; private set; }

    public Problem this[int index]
    {
        get { return _items[index]; }
    }

    public void Error(int line, int column, string text, string message, string remedy)
    {
        Errors++;
        Add(new Problem(line, column, text, message, remedy, false));
    }

    public void Warn(int line, int column, string text, string message, string remedy)
    {
        Add(new Problem(line, column, text, message, remedy, true));
    }

    private void Add(Problem problem)
    {
        if (Count == _items.Length)
        {
            var larger = new Problem[Count * 2];
            for (int i = 0; i < Count; i++) larger[i] = _items[i];
            _items = larger;
        }
        _items[Count] = problem;
        Count++;
    }
}
