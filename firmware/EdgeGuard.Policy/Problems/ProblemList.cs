namespace EdgeGuard.Policy;

/// <summary>Every problem of a text, in the order of its lines; what is about the whole text comes first. Not thread-safe.</summary>
public sealed class ProblemList
{
    /// <summary>Problems kept; more are only counted: a file that is no
    /// settings or policy at all must not fill the device's memory.</summary>
    private const int MaxKept = 200;

    private Problem[] _items = new Problem[8];

    /// <summary>Problems kept.</summary>
    public int Count { get; private set; }

    /// <summary>Errors found, kept or not: with one, the text cannot be used.</summary>
    public int Errors { get; private set; }

    /// <summary>Warnings found, kept or not.</summary>
    public int Warnings { get; private set; }

    /// <summary>Problem number <paramref name="index"/>, 0 … <see cref="Count"/> - 1.</summary>
    public Problem this[int index]
    {
        get { return _items[index]; }
    }

    /// <summary>Adds an error at a place.</summary>
    public void Error(int line, int column, string text, string message, string remedy)
    {
        Errors++;
        Insert(new Problem(line, column, text, message, remedy, false));
    }

    /// <summary>Adds a warning at a place.</summary>
    public void Warn(int line, int column, string text, string message, string remedy)
    {
        Warnings++;
        Insert(new Problem(line, column, text, message, remedy, true));
    }

    private void Insert(Problem problem)
    {
        if (Count == MaxKept) return;
        if (Count == _items.Length) Grow();
        int at = Count;
        while (at > 0 && IsAfter(_items[at - 1], problem))
        {
            _items[at] = _items[at - 1];
            at--;
        }
        _items[at] = problem;
        Count++;
    }

    private static bool IsAfter(Problem a, Problem b)
    {
        return a.Line > b.Line || (a.Line == b.Line && a.Column > b.Column);
    }

    private void Grow()
    {
        var larger = new Problem[_items.Length * 2];
        for (int i = 0; i < Count; i++) larger[i] = _items[i];
        _items = larger;
    }
}
