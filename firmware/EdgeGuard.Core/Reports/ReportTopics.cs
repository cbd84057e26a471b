namespace EdgeGuard.Core;

/// <summary>The module's MQTT topics, <c>edgeguard/v1/{site}/{module}/…</c>. Immutable.</summary>
public sealed class ReportTopics
{
    /// <summary>Where every module's topics begin.</summary>
    public const string Root = "edgeguard/v1";

    /// <summary>Longest site or module name, characters.</summary>
    public const int MaxName = 64;

    /// <param name="site">A name that <see cref="IsName"/> accepts.</param>
    /// <param name="module">Likewise.</param>
    public ReportTopics(string site, string module)
    {
        if (!IsName(site)) throw new System.ArgumentException("not a topic level", nameof(site));
        if (!IsName(module)) throw new System.ArgumentException("not a topic level", nameof(module));
        string prefix = Root + "/" + site + "/" + module + "/";
        State = prefix + "state";
        Events = prefix + "events";
        Metrics = prefix + "metrics";
        Inventory = prefix + "inventory";
        Traffic = prefix + "traffic";
        PolicyText = prefix + "policy-text";
    }

    /// <summary>Retained, and the Will: online, boot, connection, configuration.</summary>
    public string State { get; }

    /// <summary>Batches of events, QoS 1.</summary>
    public string Events { get; }

    /// <summary>Counters, from time to time.</summary>
    public string Metrics { get; }

    /// <summary>Retained: versions, PLC, listeners, units.</summary>
    public string Inventory { get; }

    /// <summary>Who asks what of whom, from time to time: sealed like events.</summary>
    public string Traffic { get; }

    /// <summary>Retained: the parts of the text of the policy in force, each on the topic of its number below this.</summary>
    public string PolicyText { get; }

    /// <summary>Whether a name can be one topic level: 1…64 of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, so that it needs
    /// no escaping in topics, file names and addresses.</summary>
    public static bool IsName(string name)
    {
        if (name.Length == 0 || name.Length > MaxName) return false;
        for (int i = 0; i < name.Length; i++)
        {
            if (!IsNameCharacter(name[i])) return false;
        }

        return true;
    }

    private static bool IsNameCharacter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }
}
