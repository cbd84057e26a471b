using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>How the terminal at the other end is to be treated: a person's or a script's, what it understands, its lines.</summary>
internal sealed class Manners
{
    private const int DefaultPageLines = 24;

    // The cursor as far down as it goes, asked where it is, and back (ECMA-48, 8.3.21 and 8.3.35; DECSC, DECRC).
    private const string AskSize = "\u001b7\u001b[999;999H\u001b[6n\u001b8";

    private readonly ConsoleOutput _output;
    private bool _isBatch;
    private bool _isVt100;
    private int _chosenLines = -1;

    internal Manners(ConsoleOutput output)
    {
        _output = output;
    }

    /// <summary>Whether a script is at the other end: no echo, no prompts, one <c>ok</c> or <c>error …</c> a command.</summary>
    internal bool IsBatch
    {
        get
        {
            return _isBatch;
        }

        set
        {
            _isBatch = value;
            Apply();
        }
    }

    /// <summary>Whether a terminal at the other end understands VT100. A script never does.</summary>
    internal bool IsVt100
    {
        get
        {
            return _isVt100;
        }

        set
        {
            _isVt100 = value;
            Apply();
            if (_output.IsVt100) _output.Raw(AskSize);
        }
    }

    /// <summary>Lines that the terminal shows; 0 where nobody knows.</summary>
    internal int ShownLines { get; set; }

    /// <summary>Lines a page; 0: never stops. What a person has chosen, or else what the terminal has.</summary>
    internal int PageLines
    {
        get { return _chosenLines >= 0 ? _chosenLines : ShownLines > 0 ? ShownLines : DefaultPageLines; }
        set { _chosenLines = value; }
    }

    private void Apply()
    {
        _output.Folds = !_isBatch;
        _output.IsVt100 = _isVt100 && !_isBatch;
    }
}
