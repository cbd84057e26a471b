using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Store;

/// <summary>Settings and policy as they are being changed. Guarded by the lock of <see cref="Configurations"/>.</summary>
internal sealed class Candidate
{
    internal string Settings { get; private set; } = "";

    internal string Policy { get; private set; } = "";

    internal void Take(StoredConfiguration from)
    {
        Settings = from.Settings;
        Policy = from.Policy;
    }

    internal bool Differs(StoredConfiguration from)
    {
        return Settings != from.Settings || Policy != from.Policy;
    }

    internal bool SetSettings(string text)
    {
        string clean = Clean(text);
        if (clean.Length > GuardLimits.MaxSettingsText) return false;
        Settings = clean;
        return true;
    }

    internal bool SetPolicy(string text)
    {
        string clean = Clean(text);
        if (clean.Length > GuardLimits.MaxPolicyText) return false;
        Policy = clean;
        return true;
    }

    internal bool Set(string key, string value, ProblemList problems)
    {
        string? text = SettingsEdit.Set(Settings, key, value, problems);
        return text != null && SetSettings(text);
    }

    internal bool Unset(string key, string value)
    {
        string? text = SettingsEdit.Unset(Settings, key, value);
        return text != null && SetSettings(text);
    }

    // As a backup can carry it: lines end with LF, the last one too, and no mark stands before the first.
    private static string Clean(string text)
    {
        char[] from = text.ToCharArray();
        var clean = new char[from.Length + 1];
        int count = 0;
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] != '\r' && from[i] != '\uFEFF') clean[count++] = from[i];
        }
        if (count > 0 && clean[count - 1] != '\n') clean[count++] = '\n';
        return new string(clean, 0, count);
    }
}
