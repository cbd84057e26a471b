using System;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Store;
using EdgeGuard.Testing.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A console of a module on a torn store with a fake clock, typed at by a test.</summary>
internal sealed class ConsoleBed
{
    internal const string Policy = "edgeguard-policy 1\npolicy pump version 1\nrole Operator\n  allow reads  unit 1\n";

    internal ConsoleBed(AccountBed module, bool isBatch = false)
    {
        Module = module;
        Recent = new RecentEvents(module.Events, module.Clock);
        var store = new StoreServices(module.Context(new SeededRandom(2), events: Recent), Guard, Credentials, Isolation);
        Accounts = store.Accounts;
        Configurations = store.Configurations;
        Configurations.Start();
        store.Isolation.Start();
        Services = new ConsoleServices(store, Recent, new Counters(), Trace, Platform)
        {
            Traffic = new StoredTraffic(module.Records, new TrafficTable(TrafficTable.DeviceRows, module.Clock.Now), module.Clock, Recent),
        };
        Session = Begin(isBatch);
        Greeting = Taken();
    }

    internal AccountBed Module { get; }

    internal RecentEvents Recent { get; }

    internal Accounts Accounts { get; }

    internal GatewayApplier Guard { get; } = new();

    internal IsolationApplier Isolation { get; } = new();

    internal Configurations Configurations { get; }

    internal ScriptedCredentials Credentials { get; } = new();

    internal ScriptedPlatform Platform { get; } = new();

    internal Trace Trace { get; } = new();

    internal ConsoleServices Services { get; }

    internal ConsoleSession Session { get; }

    internal string Greeting { get; }

    /// <summary>A module as it comes from the factory.</summary>
    internal static ConsoleBed New(bool isBatch = false) => new(AccountBed.New(), isBatch);

    /// <summary>A claimed module, anna logged in.</summary>
    internal static ConsoleBed LoggedIn(bool isBatch = false)
    {
        var bed = new ConsoleBed(AccountBed.Claimed(out _), isBatch);
        bed.Type($"login anna\r{AccountBed.Password}\r");
        return bed;
    }

    /// <summary>One more console of the same module.</summary>
    internal ConsoleSession Begin(bool isBatch = false)
    {
        var session = new ConsoleSession(Services, "console", isBatch);
        session.Begin(Module.Clock.Now);
        return session;
    }

    /// <summary>Types, and gives all that came back.</summary>
    internal string Type(string keys) => Type(Session, Encoding.UTF8.GetBytes(keys));

    internal string Type(ConsoleSession session, byte[] bytes)
    {
        session.Input(bytes, 0, bytes.Length, Module.Clock.Now);
        return Taken(session);
    }

    /// <summary>Types key by key, as a person does.</summary>
    internal string TypeSlowly(string keys)
    {
        var all = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(keys)) all.Append(Type(Session, [b]));
        return all.ToString();
    }

    /// <summary>Lets time pass.</summary>
    internal string Wait(long ms)
    {
        Module.Clock.Advance(ms);
        Configurations.Step(Module.Clock.Now);
        Session.Step(Module.Clock.Now);
        return Taken();
    }

    /// <summary>What the current line looks like on the screen, cursor as '|'.</summary>
    internal static string LineOnScreen(string output)
    {
        var line = new StringBuilder();
        int at = 0;
        foreach (char c in output[(output.LastIndexOf('\n') + 1)..])
        {
            if (c == '\r')
            {
                at = 0;
            }
            else if (c == '\b')
            {
                at = Math.Max(0, at - 1);
            }
            else if (c == '\a')
            {
                continue;
            }
            else
            {
                if (at == line.Length) line.Append(c);
                else line[at] = c;
                at++;
            }
        }
        return line.Insert(at, '|').ToString().TrimEnd();
    }

    /// <summary>Settings and policy that can be committed.</summary>
    internal void Edit(string site = "north")
    {
        string[] settings = ["site " + site, "module m1", "listen.tls off", "unsafe-plain.listen 127.0.0.1:0", "plc.address 127.0.0.1:502"];
        foreach (string line in settings) Type("set " + line + "\r");
        Type("policy edit\r" + Policy.Replace("\n", "\r", StringComparison.Ordinal) + "end\r");
    }

    private string Taken() => Taken(Session);

    private static string Taken(ConsoleSession session)
    {
        var all = new System.IO.MemoryStream();
        var buffer = new byte[256];
        while (session.Output.Count > 0) all.Write(buffer, 0, session.Output.Take(buffer));
        return Encoding.UTF8.GetString(all.ToArray());
    }
}
