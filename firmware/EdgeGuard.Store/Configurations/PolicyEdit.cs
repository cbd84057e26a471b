using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Changes one line of a policy text and leaves all others, comments and blank lines included, as they are. Pure.</summary>
/// <remarks>One object, one change. A change is refused where its line has an error, where the text would have more errors than before, and
/// where other lines would silently belong to another role. What is refused leaves <see cref="Text"/> null, and says why.</remarks>
public sealed class PolicyEdit
{
    private const string Header = "edgeguard-policy";
    private const string Indent = "  ";

    private static readonly string[] Keywords = { Header, "policy", "limit", "refuse", "role", "allow", "never" };

    private readonly string[] _lines;
    private readonly PolicyReading _before;

    /// <param name="text">The policy as it is; mistakes in it may be mended line by line.</param>
    public PolicyEdit(string text)
    {
        _lines = TextLines.Of(text);
        _before = PolicyReader.Read(text);
    }

    /// <summary>The text with the change; null when it is refused.</summary>
    public string? Text { get; private set; }

    /// <summary>Why the change has no place; empty otherwise.</summary>
    public string Message { get; private set; } = "";

    /// <summary>What would be right, to <see cref="Message"/>.</summary>
    public string Remedy { get; private set; } = "";

    /// <summary>What the text with the change says, also when its errors refuse it; null when the change has no place.</summary>
    public PolicyReading? Reading { get; private set; }

    /// <summary>The number of the line: where it stands now, or stood before it was removed.</summary>
    public int Line { get; private set; }

    /// <summary>The line before the change; null where there was none.</summary>
    public string? Old { get; private set; }

    /// <summary>The line with the change; null where it was removed.</summary>
    public string? New { get; private set; }

    /// <summary>Whether other lines follow, which have other numbers now.</summary>
    public bool MovesNumbers
    {
        get { return (Old == null || New == null) && Line <= _lines.Length - (Old == null ? 0 : 1); }
    }

    /// <summary>The role that the line belongs to; null for none.</summary>
    public string? Role
    {
        get { return RoleOf(New == null ? _before : Reading!, Line); }
    }

    /// <summary>Whether a text begins as lines of a policy do.</summary>
    public static bool BeginsLine(string text)
    {
        string keyword = Keyword(text);
        if (IsComment(keyword)) return true;
        for (int i = 0; i < Keywords.Length; i++)
        {
            if (Keywords[i] == keyword) return true;
        }
        return false;
    }

    /// <summary>Whether the text has a role of this name.</summary>
    public bool HasRole(string name)
    {
        return FindRole(name) != null;
    }

    /// <summary>Adds a line where lines of its kind stand; an <c>allow</c> line only where there is one role.</summary>
    public void Add(string line)
    {
        string keyword = Keyword(line);
        if (_lines.Length == 0 && keyword != Header)
        {
            Refuse("the candidate has no policy", "'policy edit' takes a whole one; by the line: 'policy add " + Header + " 1' first");
        }
        else if (keyword == "allow")
        {
            AddToOnlyRole(line);
        }
        else if (IsComment(keyword))
        {
            Refuse("where does this comment belong?", "say behind which line: 'policy add after N " + line + "'");
        }
        else
        {
            Change(Place(keyword), 0, line);
        }
    }

    /// <summary>Adds an <c>allow</c> line behind the last one of a role.</summary>
    public void AddTo(string role, string line)
    {
        PolicyRole? found = FindRole(role);
        string keyword = Keyword(line);
        if (found == null)
        {
            RefuseRole(role);
        }
        else if (keyword.Length == 0)
        {
            Refuse("which line?", "such as 'policy add " + Quoted(role) + " allow 3 unit 1 address 40-41'");
        }
        else if (keyword != "allow")
        {
            string remedy = BeginsLine(line) ? "leave the role out: 'policy add " + line : "'policy add " + Quoted(role) + " allow " + line;
            Refuse("`" + keyword + "` begins no line of a role: its lines begin with `allow`", remedy + "'");
        }
        else
        {
            Change(LastLine(found), 0, line);
        }
    }

    /// <summary>Adds a line behind another one.</summary>
    /// <param name="number">The other's number; 0: before the first.</param>
    /// <param name="line">The line.</param>
    public void AddAfter(int number, string line)
    {
        if (number <= _lines.Length) Change(number, 0, line);
        else RefuseNumber(number);
    }

    /// <summary>Removes a line.</summary>
    public void Remove(int number)
    {
        if (number > 0 && number <= _lines.Length) Change(number - 1, 1, null);
        else RefuseNumber(number);
    }

    /// <summary>Puts a line in another one's place.</summary>
    public void Replace(int number, string line)
    {
        if (number > 0 && number <= _lines.Length) Change(number - 1, 1, line);
        else RefuseNumber(number);
    }

    private void AddToOnlyRole(string line)
    {
        PolicyRole[] roles = _before.Document.Roles;
        if (roles.Length == 1)
        {
            Change(LastLine(roles[0]), 0, line);
            return;
        }
        if (roles.Length == 0)
        {
            Refuse("an `allow` line belongs to a role, and the policy has none", "add one first: 'policy add role NAME'");
            return;
        }
        string example = "'policy add " + Quoted(roles[0].Name) + " " + line + "'";
        Refuse("which role may do this? the policy has " + RoleNames(), "name it before the line: " + example);
    }

    // The number of the line that a line of this kind goes behind.
    private int Place(string keyword)
    {
        PolicyDocument document = _before.Document;
        if (keyword == Header) return 0;
        if (keyword == "never" && document.Nevers.Length > 0) return document.Nevers[document.Nevers.Length - 1].Line;
        if (keyword == "policy" || keyword == "limit" || keyword == "refuse") return LastOfHead();
        int end = _lines.Length;
        while (end > 0 && _lines[end - 1].Trim().Length == 0) end--;
        return end;
    }

    private int LastOfHead()
    {
        PolicyRole[] roles = _before.Document.Roles;
        int end = roles.Length > 0 ? roles[0].Line - 1 : _lines.Length;
        while (end > 0 && !IsHead(Keyword(_lines[end - 1]))) end--;
        return end;
    }

    private static bool IsHead(string keyword)
    {
        return keyword == Header || keyword == "policy" || keyword == "limit" || keyword == "refuse";
    }

    private static int LastLine(PolicyRole role)
    {
        return role.Lines.Length > 0 ? role.Lines[role.Lines.Length - 1].Line : role.Line;
    }

    private void Change(int at, int removed, string? line)
    {
        Line = at + 1;
        Old = removed > 0 ? _lines[at] : null;
        New = line == null ? null : IndentFor(at, line) + line;
        string text = Changed(at, removed);
        Reading = PolicyReader.Read(text);
        bool isWorse = Reading.Problems.Errors > _before.Problems.Errors || (New != null && HasError(Reading.Problems, Line));
        if (!isWorse && !MovesToOtherRole(at, removed)) Text = text;
    }

    private string Changed(int at, int removed)
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < at; i++) text.Append(_lines[i]).Append('\n');
        if (New != null) text.Append(New).Append('\n');
        for (int i = at + removed; i < _lines.Length; i++) text.Append(_lines[i]).Append('\n');
        return text.ToString();
    }

    // As the line that it replaces or follows, where that is of a role too.
    private string IndentFor(int at, string line)
    {
        string keyword = Keyword(line);
        if (keyword != "allow" && !IsComment(keyword)) return "";
        string like = Old ?? (at > 0 ? _lines[at - 1] : "");
        string trimmed = like.TrimStart();
        if (trimmed.Length < like.Length) return like.Substring(0, like.Length - trimmed.Length);
        return keyword == "allow" && Keyword(like) != "allow" ? Indent : "";
    }

    private static bool HasError(ProblemList problems, int line)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            if (problems[i].Line == line && !problems[i].IsWarning) return true;
        }
        return false;
    }

    // A header that comes or goes in front of other lines would give them to somebody else without a word. One that had an error is mended.
    private bool MovesToOtherRole(int at, int removed)
    {
        if (Old != null && HasError(_before.Problems, Line)) return false;
        int added = New == null ? 0 : 1;
        int[] before = Headers(_before.Document, _lines.Length);
        int[] after = Headers(Reading!.Document, _lines.Length + 1);
        int first = 0;
        int last = 0;
        for (int i = 1; i < before.Length; i++)
        {
            if (before[i] == 0 || (removed > 0 && i == Line)) continue;
            int header = before[i] == Line && removed > added ? 0 : Moved(before[i], at + removed, added - removed);
            if (after[Moved(i, at + removed, added - removed)] == header) continue;
            if (first == 0) first = i;
            last = i;
        }
        if (first == 0) return false;
        string lines = first == last ? "line " + first.ToString() : "lines " + first.ToString() + " to " + last.ToString();
        Refuse(
            lines + " would belong to another role",
            Old == null
                ? "leave out 'after N': the role goes to the end"
                : "remove the lines of the role first; 'policy edit' changes several lines at once");
        return true;
    }

    private static int Moved(int line, int unmoved, int by)
    {
        return line > unmoved ? line + by : line;
    }

    // Of each line the header that it stands under; 0 for lines of no role.
    private static int[] Headers(PolicyDocument document, int lines)
    {
        var headers = new int[lines + 1];
        for (int i = 0; i < document.Roles.Length; i++)
        {
            PolicyRole role = document.Roles[i];
            for (int k = 0; k < role.Lines.Length; k++) headers[role.Lines[k].Line] = role.Line;
        }
        return headers;
    }

    private static string? RoleOf(PolicyReading reading, int line)
    {
        PolicyRole[] roles = reading.Document.Roles;
        for (int i = 0; i < roles.Length; i++)
        {
            PolicyLine[] lines = roles[i].Lines;
            for (int k = 0; k < lines.Length; k++)
            {
                if (lines[k].Line == line) return roles[i].Name;
            }
        }
        return null;
    }

    private PolicyRole? FindRole(string name)
    {
        PolicyDocument document = _before.Document;
        int index = name == "*" ? document.FindAnybody() : document.FindRole(name == "none" ? null : name);
        return index < 0 ? null : document.Roles[index];
    }

    private string RoleNames()
    {
        PolicyRole[] roles = _before.Document.Roles;
        string names = "";
        for (int i = 0; i < roles.Length; i++) names += (i > 0 ? ", " : "") + roles[i].Name;
        return names;
    }

    private static string Quoted(string role)
    {
        return role.IndexOf(' ') >= 0 || BeginsLine(role) ? "\"" + role + "\"" : role;
    }

    private static bool IsComment(string keyword)
    {
        return keyword.Length > 0 && keyword[0] == '#';
    }

    private static string Keyword(string line)
    {
        char[] letters = line.Trim().ToCharArray();
        int end = 0;
        while (end < letters.Length && letters[end] != ' ' && letters[end] != '\t') end++;
        return new string(letters, 0, end);
    }

    private void RefuseRole(string role)
    {
        PolicyRole[] roles = _before.Document.Roles;
        var names = new string[roles.Length];
        for (int i = 0; i < names.Length; i++) names[i] = roles[i].Name;
        string known = names.Length > 0 ? "the policy has " + RoleNames() + "; " : "";
        Refuse("there is no role " + role, Spelling.Suggest(role, names, known + "a new one: 'policy add role " + Quoted(role) + "'"));
    }

    private void RefuseNumber(int number)
    {
        string lines = _lines.Length == 1 ? "1 line" : _lines.Length.ToString() + " lines";
        Refuse("there is no line " + number.ToString() + ": the policy has " + lines, "'policy show' prints them with their numbers");
    }

    private void Refuse(string message, string remedy)
    {
        Message = message;
        Remedy = remedy;
    }
}
