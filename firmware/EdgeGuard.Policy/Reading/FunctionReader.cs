using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads the function codes of a line: numbers, <c>8/1</c>, groups.</summary>
internal static class FunctionReader
{
    private const int LargestCode = 127;

    /// <summary>The functions at the current token, sorted; those that can be read, after an error.</summary>
    internal static int[] Read(PolicyTokens tokens)
    {
        int[] items = new int[0];
        do
        {
            if (IsGroupCutShort(tokens))
            {
                tokens.Error("`" + tokens.Word + "` is no function code", "did you mean `" + tokens.Word + "s`?");
                items = Merge(items, FunctionGroups.Of(tokens.Word + "s")!);
                tokens.Next();
                continue;
            }
            if (tokens.Kind != TokenKind.Word || Clauses.At(tokens) != Clause.None)
            {
                tokens.Error("a function code is missing", "write codes or groups, such as `1,2,3,4` or `reads`");
                return items;
            }
            int[]? group = FunctionGroups.Of(tokens.Word);
            if (group != null) items = Merge(items, group);
            else items = ReadOne(tokens, items);
            tokens.Next();
        }
        while (tokens.SkipComma());
        return items;
    }

    // `read` and `write` are clauses of 23 too: there a range follows.
    private static bool IsGroupCutShort(PolicyTokens tokens)
    {
        Clause clause = Clauses.At(tokens);
        if (clause != Clause.Read && clause != Clause.Write) return false;
        string next = tokens.WordAt(tokens.At + 1);
        return next.Length == 0 || NumberText.Digit(next[0]) < 0 || next[0] > '9';
    }

    private static int[] ReadOne(PolicyTokens tokens, int[] items)
    {
        string word = tokens.Word;
        int slash = word.IndexOf('/');
        long code = NumberText.Read(slash < 0 ? word : word.Substring(0, slash));
        if (code == NumberText.None)
        {
            tokens.Error("`" + word + "` is no function code",
                Spelling.Suggest(word, FunctionGroups.Words, "write a number, or one of reads, writes, identification, programming"));
            return items;
        }
        if (code < 1 || code > LargestCode)
        {
            tokens.Error("function code " + code.ToString() + " cannot stand in a request", "codes run from 1 to 127");
            return items;
        }
        int sub = slash < 0 ? FunctionItem.AnySub : ReadSub(tokens, (int)code, word.Substring(slash + 1));
        if (slash >= 0 && sub < 0) return items;
        return Merge(items, new[] { FunctionItem.Pack((int)code, sub) });
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

    // Sorted, none twice; an item without sub-function takes the place of those with one.
    private static int[] Merge(int[] items, int[] added)
    {
        for (int i = 0; i < added.Length; i++) items = Insert(items, added[i]);
        return items;
    }

    private static int[] Insert(int[] items, int item)
    {
        int code = FunctionItem.Code(item);
        bool isAny = FunctionItem.Sub(item) == FunctionItem.AnySub;
        var result = new int[items.Length + 1];
        int count = 0;
        bool placed = false;
        for (int i = 0; i < items.Length; i++)
        {
            bool sameCode = FunctionItem.Code(items[i]) == code;
            if (items[i] == item || (sameCode && FunctionItem.Sub(items[i]) == FunctionItem.AnySub)) return items;
            if (sameCode && isAny) continue;
            if (!placed && items[i] > item)
            {
                result[count++] = item;
                placed = true;
            }
            result[count++] = items[i];
        }
        if (!placed) result[count++] = item;
        return Shorten(result, count);
    }

    private static int[] Shorten(int[] items, int count)
    {
        if (count == items.Length) return items;
        var result = new int[count];
        for (int i = 0; i < count; i++) result[i] = items[i];
        return result;
    }
}
