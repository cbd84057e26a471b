namespace EdgeGuard.Core;

/// <summary>The words of a request, cut at blanks and commas, and sorted by the field behind whose name they stand. Immutable.</summary>
internal sealed class RequestFields
{
    internal const int Unit = 0;
    internal const int Address = 1;
    internal const int Quantity = 2;
    internal const int Value = 3;
    internal const int As = 4;
    internal const int Read = 5;
    internal const int Write = 6;
    internal const int And = 7;
    internal const int Or = 8;
    internal const int File = 9;
    internal const int Record = 10;
    internal const int Pdu = 11;

    // As many as the bytes of the longest PDU need, and some.
    private const int MaxWords = 300;

    private static readonly string[] Names =
    {
        "unit", "address", "quantity", "value", "as", "read", "write", "and", "or", "file", "record", "pdu",
    };

    private readonly string[] _words = new string[MaxWords];
    private readonly int[] _starts = new int[Names.Length];
    private readonly int[] _counts = new int[Names.Length];
    private int _count;

    // The field that words are sorted into; -1 before the first.
    private int _last = -1;

    internal RequestFields(string text)
    {
        Cut(text.ToCharArray());
        for (int i = 0; i < Names.Length; i++) _counts[i] = -1;
        for (int i = 0; i < _count; i++) Sort(i);
        for (int i = 0; i < Names.Length && Problem.Length == 0; i++)
        {
            if (_counts[i] == 0) Problem = "'" + Names[i] + "' lacks its value";
            else if (_counts[i] > Most(i)) Problem = "'" + _words[_starts[i] + Most(i)] + "' is no part of a request";
        }
    }

    /// <summary>What is wrong; otherwise empty.</summary>
    internal string Problem { get; private set; } = "";

    /// <summary>The word before all fields: the function code, and perhaps a sub-function; empty for none.</summary>
    internal string Function { get; private set; } = "";

    internal static string Name(int field)
    {
        return Names[field];
    }

    internal bool Has(int field)
    {
        return _counts[field] > 0;
    }

    /// <summary>Words of a field.</summary>
    internal int Count(int field)
    {
        return _counts[field] > 0 ? _counts[field] : 0;
    }

    /// <summary>A word of a field; empty beyond the last.</summary>
    internal string Word(int field, int index)
    {
        return index < _counts[field] ? _words[_starts[field] + index] : "";
    }

    private static int Most(int field)
    {
        switch (field)
        {
            case Value:
            case Pdu: return MaxWords;
            case As: return 2;
            default: return 1;
        }
    }

    private void Cut(char[] text)
    {
        int at = 0;
        while (true)
        {
            while (at < text.Length && IsBetween(text[at])) at++;
            if (at == text.Length) return;
            int start = at;
            while (at < text.Length && !IsBetween(text[at])) at++;
            if (_count == MaxWords)
            {
                Problem = "a request has at most " + MaxWords + " words";
                return;
            }
            _words[_count++] = new string(text, start, at - start);
        }
    }

    private static bool IsBetween(char c)
    {
        return c == ' ' || c == ',' || c == '\t';
    }

    // Behind a field's name all is the field's, up to the next name.
    private void Sort(int index)
    {
        int field = Field(_words[index]);
        if (field >= 0)
        {
            if (_counts[field] >= 0 && Problem.Length == 0) Problem = "'" + _words[index] + "' stands twice";
            _starts[field] = index + 1;
            _counts[field] = 0;
            _last = field;
        }
        else if (_last >= 0)
        {
            _counts[_last]++;
        }
        else if (Function.Length == 0)
        {
            Function = _words[index];
        }
        else if (Problem.Length == 0)
        {
            Problem = "'" + _words[index] + "' is no part of a request";
        }
    }

    private static int Field(string word)
    {
        if (word == "values") return Value;
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i] == word) return i;
        }
        return -1;
    }
}
