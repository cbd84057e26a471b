namespace EdgeGuard.Settings;

/// <summary>When values take effect, in words.</summary>
public static class EffectText
{
    /// <summary>For lists and help.</summary>
    public static string Of(Effect effect)
    {
        switch (effect)
        {
            case Effect.Live: return "at once";
            case Effect.Guard: return "anew: sessions end";
            case Effect.Process: return "at the next start";
            default: return "effect " + (int)effect;
        }
    }

    /// <summary>What is said behind a commit of values that wait.</summary>
    public static string Waiting(string[] keys)
    {
        string text = "takes effect at the next start: ";
        for (int i = 0; i < keys.Length; i++) text += (i > 0 ? ", " : "") + keys[i];
        return text;
    }
}
