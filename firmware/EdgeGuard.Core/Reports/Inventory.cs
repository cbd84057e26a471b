namespace EdgeGuard.Core;

/// <summary>What the module consists of: fixed for a run. Immutable.</summary>
public sealed class Inventory
{
    public Inventory(string software, string platform, string plc, ListenerStatus[] listeners, string startedBecause = "")
    {
        Software = software;
        Platform = platform;
        Plc = plc;
        Listeners = listeners;
        StartedBecause = startedBecause;
    }

    /// <summary>Version of EdgeGuard.</summary>
    public string Software { get; }

    /// <summary>What it runs on, as text.</summary>
    public string Platform { get; }

    /// <summary>Where the PLC is, as set: host and port, or the serial port.</summary>
    public string Plc { get; }

    public ListenerStatus[] Listeners { get; }

    /// <summary>Why this run began, as the last one left it; empty where nobody knows.</summary>
    public string StartedBecause { get; }
}
