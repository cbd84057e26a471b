using System.Collections.Generic;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Store;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A platform that does as a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedPlatform : IConsolePlatform
{
    internal List<string> Asked { get; } = [];

    internal PlcReadResult Reply { get; set; } = new([3, 2, 0x03, 0xE8], 4);

    public string Software => "0.1.0";

    public string Platform => "a test";

    public bool HasPlcNetwork { get; set; }

    public long MemoryBytes => 1_048_576;

    /// <summary>What is wrong with the memory.</summary>
    internal string Memory { get; set; } = "";

    internal ListenerStatus[] Ways { get; set; } = [];

    internal string Broker { get; set; } = "off";

    public string MemoryProblem() => Memory;

    public ListenerStatus[] Listeners() => Ways;

    /// <summary>Where sessions are, when a test has any.</summary>
    internal Gateway? Gateway { get; set; }

    public SessionInfo[] Sessions() => Gateway?.Sessions() ?? [];

    public bool EndSession(int id, Person by)
    {
        Asked.Add($"end {id} by {by.Name}");
        return id == 7;
    }

    public string BrokerState() => Broker;

    internal PlcStatus[] PlcStates { get; set; } = [];

    /// <summary>Whether there is a PLC that can be let go of.</summary>
    internal bool HasPlc { get; set; } = true;

    public PlcStatus[] Plcs() => PlcStates;

    public bool ReleasePlc(int milliseconds, Person by)
    {
        Asked.Add($"release {milliseconds} by {by.Name}");
        return HasPlc;
    }

    public bool TakePlc(Person by)
    {
        Asked.Add($"take by {by.Name}");
        return HasPlc;
    }

    public PlcReadResult AskUnit(byte unit, byte[] pdu, Person by)
    {
        Asked.Add($"{by.Name} {unit} {System.Convert.ToHexString(pdu)}");
        return Reply;
    }

    public PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu)
    {
        Asked.Add($"{address} {unit} {System.Convert.ToHexString(pdu)}");
        return Reply;
    }

    public string[] Credentials() => [];

    public string ClaimCodePlace => "on the label of a test";

    /// <summary>Why accounts cannot be removed here; empty when they can.</summary>
    internal string WayBack { get; set; } = "the key is not turned";

    public string WayBackProblem(out string remedy)
    {
        remedy = "turn the key";
        return WayBack;
    }

    public string[] SerialPorts() => ["/dev/ttyS7"];

    public ExpiryDates Expiries { get; set; } = new();

    public string ClockSource => "a test's";

    /// <summary>Sets the clock; null: a person cannot.</summary>
    internal System.Action<long>? ClockSetter { get; set; }

    public string SetClock(long utc, out string remedy)
    {
        remedy = ClockSetter == null ? "set it elsewhere" : "";
        ClockSetter?.Invoke(utc);
        return ClockSetter == null ? "the clock is not set here" : "";
    }

    public void Restart() => Asked.Add("restart");
}
