using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads the function codes of a line: numbers, <c>8/1</c>, groups.</summary>
internal static class FunctionReader
{
    private const int LargestCode = 127;

    /// <summary>The functions at the current token, sorted; those that can be read, after an error.</summary>
    internal static int[] Read(PolicyTokens tokens)
    {
        var items = new FunctionList();
        do
        {
            if (IsGroupCutShort(tokens))
            {
                tokens.Error("`" + tokens.Word + "` is no function code", "did you mean `" + tokens.Word + "s`?");
                items.Add(FunctionGroups.Of(tokens.Word + "s")!);
                tokens.Next();
                continue;
            }
            if (tokens.Kind != TokenKind.Word || Clauses.At(tokens) != Clause.None)
            {
                tokens.Error("a function code is missing", "write codes or groups, such as `1,2,3,4` or `reads`");
                return items.ToArray();
            }
            int[]? group = FunctionGroups.Of(tokens.Word);
            if (group != null) items.Add(group);
            else ReadOne(tokens, items);
            tokens.Next();
        }
        while (tokens.SkipComma());
        return items.ToArray();
    }

    // `read` and `write` are clauses of 23 too: there a range follows.
    private static bool IsGroupCutShort(PolicyTokens tokens)
    {
        Clause clause = Clauses.At(tokens);
        if (clause != Clause.Read && clause != Clause.Write) return false;
        string next = tokens.WordAt(tokens.At + 1);
        return next.Length == 0 || NumberText.Digit(next[0]) < 0 || next[0] > '9';
    }

    private static void ReadOne(PolicyTokens tokens, FunctionList items)
    {
        string word = tokens.Word;
        int slash = word.IndexOf('/');
        long code = NumberText.Read(slash < 0 ? word : word.Substring(0, slash));
        if (code == NumberText.None)
        {
            tokens.Error("`" + word + "` is no function code",
                Spelling.Suggest(word, FunctionGroups.Words, "write a number, or one of reads, writes, identification, programming"));
            return;
        }
        if (code < 1 || code > LargestCode)
        {
            tokens.Error("function code " + code.ToString() + " cannot stand in a request", "codes run from 1 to 127");
            return;
        }
        int sub = slash < 0 ? FunctionItem.AnySub : ReadSub(tokens, (int)code, word.Substring(slash + 1));
        if (slash < 0 || sub >= 0) items.Add(FunctionItem.Pack((int)code, sub));
    }

    private static int ReadSub(PolicyTokens tokens, int code, string text)
    {
        if (!FunctionTable.HasSubFunction(code))
        {
            tokens.Error(
                "function " + FunctionText.Title(code) + " has no sub-functions that can be told apart", "write " + code.ToString());
            return -1;
        }
        long sub = NumberText.Read(text);
        long max = FunctionTable.MostSubFunction(code);
        if (sub != NumberText.None && sub <= max) return (int)sub;
        tokens.Error("`" + text + "` is no sub-function of " + code.ToString(), "sub-functions run from 0 to " + max.ToString());
        return -1;
    }
}
