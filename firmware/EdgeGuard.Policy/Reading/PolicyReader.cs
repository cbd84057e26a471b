using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads a policy text: finds every problem, and compiles what has none.</summary>
/// <remarks>Any text is taken, nothing is thrown. The language has its own page, README.md beside this file.</remarks>
public sealed class PolicyReader
{
    private const string Header = "edgeguard-policy";
    /// <summary>The largest version that a policy can have.</summary>
    public const int LargestVersion = 1_000_000_000;

    private static readonly string[] Words = { Header, "policy", "limit", "refuse", "role", "allow", "never" };
    private static readonly string[] Denials = { "deny", "forbid", "block", "reject", "drop", "disallow" };
    private static readonly string[] Styles = { "exception", "silence", "close" };

    private readonly ProblemList _problems = new ProblemList();
    private readonly PolicyDocument _document = new PolicyDocument();
    private readonly PolicyTokens _tokens;
    private readonly LineReader _lines;
    private readonly PolicyLines _roleLines = new PolicyLines();
    private readonly PolicyLines _nevers = new PolicyLines();
    private PolicyRole? _role;
    private bool _hasHeader;
    private int _policyLine;
    private int _refuseLine;

    private PolicyReader()
    {
        _tokens = new PolicyTokens(_problems);
        _lines = new LineReader(_tokens, new UnitSets());
    }

    /// <summary>Reads a text.</summary>
    public static PolicyReading Read(string text)
    {
        return new PolicyReader().ReadAll(text);
    }

    private PolicyReading ReadAll(string text)
    {
        if (text.Length > GuardLimits.MaxPolicyText)
        {
            _problems.Error(1, 1, "", "the policy has " + text.Length.ToString() + " characters; at most "
                + GuardLimits.MaxPolicyText.ToString() + " fit", "shorten comments, or join lines by lists");
            return new PolicyReading(_document, _problems, null);
        }
        ReadLines(text);
        EndRole();
        _document.Nevers = _nevers.Take();
        if (!_hasHeader) _problems.Error(1, 1, "", "this is no policy of EdgeGuard", "begin the text with `edgeguard-policy 1`");
        else if (_policyLine == 0) _problems.Warn(1, 1, "", "the policy has no name", "add a line `policy NAME version 1`");
        RoleCheck.Run(_document, _problems);
        CompiledPolicy? policy = _problems.Errors == 0 ? PolicyCompiler.Compile(_document, _problems) : null;
        return new PolicyReading(_document, _problems, policy);
    }

    private void ReadLines(string text)
    {
        for (var lines = new TextLines(text); lines.Next();)
        {
            lines.Check(_problems);
            _tokens.Scan(lines);
            if (_tokens.Count > 0) ReadLine();
        }
    }

    private void ReadLine()
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            if (_tokens.Is(Header))
            {
                ReadHeader();
                return;
            }
            _tokens.Error("the first line must say which language this is", "begin the text with `edgeguard-policy 1`");
        }
        switch (_tokens.Keyword())
        {
            case "policy": ReadName(); break;
            case "limit": LimitReader.Read(_tokens, _document); break;
            case "refuse": ReadStyle(); break;
            case "role": BeginRole(); break;
            case "allow": ReadAllow(); break;
            case "never": _nevers.Add(_lines.Read(true)); break;
            case Header: _tokens.Error("the header stands twice", "remove this line"); break;
            default:
                _tokens.Error("`" + _tokens.Word + "` begins no line of a policy",
                    IsDenial(_tokens.Word) ? "what no line allows is refused: leave it out; `never` is for what no role may do"
                    : Spelling.Suggest(_tokens.Word, Words, "lines begin with policy, limit, refuse, role, allow or never"));
                break;
        }
    }

    private static bool IsDenial(string word)
    {
        for (int i = 0; i < Denials.Length; i++)
        {
            if (Denials[i] == word) return true;
        }
        return false;
    }

    private void ReadHeader()
    {
        _tokens.Next();
        if (!_tokens.Is("1"))
        {
            _tokens.Error("version " + _tokens.Word + " of the policy language is not known", "this module reads `edgeguard-policy 1`");
        }
        _tokens.Next();
        ExpectEnd();
    }

    private void ReadName()
    {
        if (_policyLine > 0) _tokens.Error("the policy is named already in line " + _policyLine.ToString(), "keep one of the two");
        _policyLine = _tokens.Line;
        _tokens.Next();
        bool hasName = (_tokens.Kind == TokenKind.Word || _tokens.Kind == TokenKind.Quoted) && _tokens.Word.Length > 0;
        if (!hasName)
        {
            _tokens.Error("the policy's name is missing", "write `policy NAME version 1`");
            return;
        }
        _document.Name = _tokens.Word;
        _tokens.Next();
        long version = _tokens.Is("version") ? NumberText.ReadDecimal(_tokens.WordAt(_tokens.At + 1)) : NumberText.None;
        if (version < 0 || version > LargestVersion)
        {
            _tokens.Error("the policy's version is missing, or no number", "write `policy " + _document.Name + " version 1`");
            return;
        }
        _document.Version = (int)version;
        _tokens.At += 2;
        ExpectEnd();
    }

    private void ReadStyle()
    {
        if (_refuseLine > 0) _tokens.Error("line " + _refuseLine.ToString() + " says already how to refuse", "keep one of the two");
        _refuseLine = _tokens.Line;
        _tokens.Next();
        int style = -1;
        if (_tokens.Is("with"))
        {
            _tokens.Next();
            for (int i = 0; i < Styles.Length; i++)
            {
                if (_tokens.Is(Styles[i])) style = i;
            }
        }
        if (style < 0)
        {
            _tokens.Error("how to refuse?", "write `refuse with exception`, `silence` or `close`");
            return;
        }
        _document.RefusalStyle = (RefusalStyle)style;
        _tokens.Next();
        ExpectEnd();
    }

    private void BeginRole()
    {
        EndRole();
        if (_document.Roles.Length == GuardLimits.MaxRoles)
        {
            _tokens.Error(
                "there are more than " + GuardLimits.MaxRoles.ToString() + " roles", "give clients with the same rights the same role");
        }
        _role = RoleHeaderReader.Read(_tokens);
    }

    private void ReadAllow()
    {
        if (_role == null) _tokens.Error("this line belongs to no role", "put a `role NAME` line before it");
        _roleLines.Add(_lines.Read(false));
    }

    private void EndRole()
    {
        PolicyLine[] lines = _roleLines.Take();
        int count = _document.Roles.Length;
        if (_role == null || count == GuardLimits.MaxRoles) return;
        _role.Lines = lines;
        var roles = new PolicyRole[count + 1];
        Array.Copy(_document.Roles, roles, count);
        roles[count] = _role;
        _document.Roles = roles;
        _role = null;
    }

    private void ExpectEnd()
    {
        if (_tokens.Kind != TokenKind.End) _tokens.Error("`" + _tokens.Word + "` is too much on this line", "remove it");
    }
}
