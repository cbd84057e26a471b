namespace EdgeGuard.Checks;

/// <summary>All that one self-test found, in order. One thread.</summary>
public sealed class CheckList
{
    private SelfCheck[] _checks = new SelfCheck[32];

    public int Count { get; private set; }

    public int Failures { get; private set; }

    public SelfCheck this[int index]
    {
        get { return _checks[index]; }
    }

    internal void Ok(string name, string detail)
    {
        Add(new SelfCheck(name, true, detail, ""));
    }

    internal void Fail(string name, string detail, string remedy)
    {
        Failures++;
        Add(new SelfCheck(name, false, detail, remedy));
    }

    /// <summary>Adds what was found wrong; an empty problem is none.</summary>
    internal void Add(string name, string problem, string remedy, string detail)
    {
        if (problem.Length > 0) Fail(name, problem, remedy);
        else Ok(name, detail);
    }

    private void Add(SelfCheck check)
    {
        if (Count == _checks.Length)
        {
            var larger = new SelfCheck[Count * 2];
            for (int i = 0; i < Count; i++) larger[i] = _checks[i];
            _checks = larger;
        }
        _checks[Count++] = check;
    }
}
