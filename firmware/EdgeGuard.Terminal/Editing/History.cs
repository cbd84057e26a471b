namespace EdgeGuard.Terminal;

/// <summary>The lines that were typed before, newest first. What is secret is never offered to it.</summary>
public sealed class History
{
    /// <summary>Lines that are kept.</summary>
    public const int Size = 20;

    private readonly string[] _lines = new string[Size];
    private int _count;

    // How far back the person has gone; 0: at the line being typed.
    private int _at;
    private string _typed = "";

    public void Add(string line)
    {
        _at = 0;
        if (line.Length == 0 || (_count > 0 && _lines[0] == line)) return;
        if (_count < Size) _count++;
        for (int i = _count - 1; i > 0; i--) _lines[i] = _lines[i - 1];
        _lines[0] = line;
    }

    /// <summary>The line before; null when there is none. <paramref name="typed"/> is kept to come back to.</summary>
    public string? Older(string typed)
    {
        if (_at == _count) return null;
        if (_at == 0) _typed = typed;
        return _lines[_at++];
    }

    /// <summary>The line after; null when there is none.</summary>
    public string? Newer()
    {
        if (_at == 0) return null;
        _at--;
        return _at == 0 ? _typed : _lines[_at - 1];
    }

    public void Clear()
    {
        for (int i = 0; i < _count; i++) _lines[i] = "";
        _count = 0;
        _at = 0;
        _typed = "";
    }
}
