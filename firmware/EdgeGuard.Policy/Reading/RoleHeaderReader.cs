using System;

namespace EdgeGuard.Policy;

/// <summary>Reads a header: <c>role Engineer includes Operator priority high</c>.</summary>
internal static class RoleHeaderReader
{
    private static readonly string[] Words = { "includes", "priority", "by" };
    private static readonly string[] Priorities = { "high", "normal", "low" };

    internal static PolicyRole Read(PolicyTokens tokens)
    {
        tokens.Next();
        var role = new PolicyRole { Line = tokens.Line, Column = tokens.Column, Name = tokens.Word };
        bool isWord = tokens.Kind == TokenKind.Word;
        role.IsAnybody = isWord && role.Name == "*";
        role.IsNone = isWord && role.Name == "none";
        if (!isWord && tokens.Kind != TokenKind.Quoted)
        {
            tokens.Error("the role has no name", "write `role NAME`; a name with spaces in quotes");
        }
        else if (isWord && role.Name[role.Name.Length - 1] == ':')
        {
            FailColon(tokens, role);
        }
        else if (role.Name.Length == 0)
        {
            tokens.Error("a role's name cannot be empty", "write the name that the certificates carry");
        }
        tokens.Next();
        while (tokens.Kind != TokenKind.End) ReadNext(tokens, role);
        return role;
    }

    private static void FailColon(PolicyTokens tokens, PolicyRole role)
    {
        role.Name = role.Name.Substring(0, role.Name.Length - 1);
        tokens.Error("the role would be called `" + tokens.Word + "`, with the colon",
            role.Name.Length > 0
                ? "write `role " + role.Name + "`; put the name in quotes if certificates say it with a colon"
                : "write `role NAME`");
    }

    private static void ReadNext(PolicyTokens tokens, PolicyRole role)
    {
        if (tokens.Is("includes"))
        {
            tokens.Next();
            ReadIncludes(tokens, role);
        }
        else if (tokens.Is("priority"))
        {
            tokens.Next();
            role.Priority = ReadPriority(tokens);
        }
        else if (tokens.Is("by"))
        {
            tokens.Error(
                "`by grant` is not available yet in this version",
                "give these lines to a role that certificates carry, or remove the role");
            tokens.At = tokens.Count;
        }
        else
        {
            tokens.Error("`" + tokens.Word + "` cannot stand behind a role's name",
                Spelling.Suggest(tokens.Word, Words, "put a name with spaces in quotes: role \"Shift Leader\""));
            tokens.At = tokens.Count;
        }
    }

    private static void ReadIncludes(PolicyTokens tokens, PolicyRole role)
    {
        do
        {
            if (tokens.Kind != TokenKind.Word && tokens.Kind != TokenKind.Quoted)
            {
                tokens.Error("`includes` lacks a role", "write `includes A, B`");
                return;
            }
            if (tokens.Kind == TokenKind.Word && (tokens.Word == "*" || tokens.Word == "none"))
            {
                tokens.Error("`" + tokens.Word + "` cannot be included", tokens.Word == "*"
                    ? "`role *` applies to every role already" : "put the lines that both need into a role of their own");
            }
            else if (role.Includes.Length == GuardLimits.MaxRoles)
            {
                tokens.Error("a role cannot include more than " + GuardLimits.MaxRoles.ToString() + " others", "name each role once");
            }
            else
            {
                Append(role, tokens.Word, tokens.Column);
            }
            tokens.Next();
        }
        while (tokens.SkipComma());
    }

    private static int ReadPriority(PolicyTokens tokens)
    {
        string word = tokens.Word;
        for (int i = 0; i < Priorities.Length; i++)
        {
            if (!tokens.Is(Priorities[i])) continue;
            tokens.Next();
            return i;
        }
        tokens.Error("`" + word + "` is no priority", "write high, normal or low");
        tokens.Next();
        return 1;
    }

    private static void Append(PolicyRole role, string name, int column)
    {
        int count = role.Includes.Length;
        var names = new string[count + 1];
        var columns = new int[count + 1];
        Array.Copy(role.Includes, names, count);
        Array.Copy(role.IncludeColumns, columns, count);
        names[count] = name;
        columns[count] = column;
        role.Includes = names;
        role.IncludeColumns = columns;
    }
}
