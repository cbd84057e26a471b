using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads <c>limit client 50/s burst 20 pending 10 lifetime 10s sessions 4</c> and <c>limit module sessions 64</c>.</summary>
internal static class LimitReader
{
    private const int MaxNumber = 100_000;

    private static readonly string[] ClientWords = { "burst", "pending", "lifetime", "sessions" };

    internal static void Read(PolicyTokens tokens, PolicyDocument document)
    {
        tokens.Next();
        bool isModule = tokens.Is("module");
        if (!isModule && !tokens.Is("client"))
        {
            tokens.Error("a limit is for a client or for the module", "write `limit client …` or `limit module sessions N`");
            return;
        }
        tokens.Next();
        if (tokens.Kind == TokenKind.End)
        {
            tokens.Error("the limit lacks its number",
                isModule ? "write `limit module sessions 64`" : "write for example `limit client 50/s burst 20`");
        }
        while (tokens.Kind != TokenKind.End)
        {
            if (!(isModule ? ReadModule(tokens, document) : ReadClient(tokens, document))) return;
        }
        if (document.Burst != PolicyDocument.Unset && document.RatePerSecond == PolicyDocument.Unset)
        {
            tokens.Error("`burst` without a rate limits nothing", "write the rate before it, such as `limit client 50/s burst 20`");
        }
    }

    private static bool ReadModule(PolicyTokens tokens, PolicyDocument document)
    {
        if (!tokens.Is("sessions"))
        {
            return Fail(tokens, "`" + tokens.Word + "` is no limit of the module", "write `limit module sessions N`");
        }
        tokens.Next();
        document.Sessions = Once(tokens, document.Sessions, Number(tokens));
        return true;
    }

    private static bool ReadClient(PolicyTokens tokens, PolicyDocument document)
    {
        string word = tokens.Word;
        if (word.Length > 2 && word.Substring(word.Length - 2) == "/s")
        {
            document.RatePerSecond = Once(tokens, document.RatePerSecond, InRange(tokens, word.Substring(0, word.Length - 2)));
            return true;
        }
        int known = Known(word);
        if (known < 0)
        {
            return Fail(tokens, "`" + word + "` is no limit of a client",
                Spelling.Suggest(word, ClientWords, "write N/s, burst N, pending N, lifetime Ns or sessions N"));
        }
        tokens.Next();
        switch (known)
        {
            case 0: document.Burst = Once(tokens, document.Burst, Number(tokens)); break;
            case 1: document.Pending = Once(tokens, document.Pending, Number(tokens)); break;
            case 2: document.LifetimeMs = Once(tokens, document.LifetimeMs, Lifetime(tokens)); break;
            default: document.SessionsPerClient = Once(tokens, document.SessionsPerClient, Number(tokens)); break;
        }
        return true;
    }

    private static int Known(string word)
    {
        for (int i = 0; i < ClientWords.Length; i++)
        {
            if (ClientWords[i] == word) return i;
        }
        return -1;
    }

    private static int Number(PolicyTokens tokens)
    {
        return InRange(tokens, tokens.Word);
    }

    private static int InRange(PolicyTokens tokens, string text)
    {
        long number = NumberText.ReadDecimal(text);
        if (number >= 1 && number <= MaxNumber) return (int)number;
        tokens.Error("`" + tokens.Word + "` is no limit", "write a whole number from 1 to " + MaxNumber.ToString());
        return PolicyDocument.Unset;
    }

    private static int Lifetime(PolicyTokens tokens)
    {
        int milliseconds = DurationText.Read(tokens.Word);
        if (milliseconds < 0) tokens.Error("`" + tokens.Word + "` is no duration", "write for example 500ms or 10s, at most 3600s");
        return milliseconds;
    }

    // A limit set twice would depend on the order of lines.
    private static int Once(PolicyTokens tokens, int before, int now)
    {
        if (before != PolicyDocument.Unset) tokens.Error("this limit is set already", "keep one of the two");
        tokens.Next();
        return now;
    }

    private static bool Fail(PolicyTokens tokens, string message, string remedy)
    {
        tokens.Error(message, remedy);
        return false;
    }
}
