using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Storage;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>A whole device in the time of a fake clock, and somebody at its console. Disposing ends it as a restart does, and fails the
/// test where a part did what its hardware forbids.</summary>
internal sealed class ModuleBed : IDisposable
{
    internal const string Password = "correct horse battery";

    internal const string Settings =
        "site north\nmodule m1\nlisten.tls off\nunsafe-plain.listen 0.0.0.0:502\nunsafe-plain.role 192.0.2.9 Operator\n"
        + "plc.address 192.168.1.10:502\nplc.own-address 192.168.1.250/24\n";

    internal const string Policy = "edgeguard-policy 1\npolicy pump version 1\nrole Operator\n  allow reads  unit 1  address 0-99\n";

    // Itself, its supervisor, its panel and its console.
    private const int Threads = 4;

    private const int PatienceMs = 30_000;
    private const int QuietMs = 300;
    private const int MostMs = 120_000;

    private bool _hasEnded;
    private int _shown;

    private ModuleBed(CutFiles files)
    {
        Files = files;
        Parts = new TestParts(Clock, files);
        Clock.Run(() =>
        {
            Module = new DeviceModule(Parts);
            Module.Run();
            _hasEnded = true;
        });
        AwaitThreads();
        Clock.Follow(() => Module?.Guard?.Gateway);
        Greeting = Listen();
    }

    internal FakeClock Clock { get; } = new();

    /// <summary>Its flash.</summary>
    internal CutFiles Files { get; }

    internal TestParts Parts { get; }

    internal DeviceModule? Module { get; private set; }

    /// <summary>What the console showed at the start.</summary>
    internal string Greeting { get; }

    internal bool HasEnded => _hasEnded;

    /// <summary>A device with nothing in its flash.</summary>
    internal static ModuleBed New() => new(new CutFiles());

    /// <summary>A device with this flash.</summary>
    internal static ModuleBed On(CutFiles files) => new(files);

    /// <summary>A device that anna has claimed and set up.</summary>
    internal static ModuleBed Configured()
    {
        ModuleBed bed = New();
        bed.Claim();
        bed.Edit(Settings, Policy);
        StringAssert.Contains(bed.Type("commit\r"), "and stored");
        return bed;
    }

    /// <summary>What comes back when the power is cut now and returns: another device on the same flash.</summary>
    internal ModuleBed CutPower()
    {
        CutFiles left = Files.Restart();
        Dispose();
        return new ModuleBed(left);
    }

    /// <summary>Makes the first account with the claim code that the console showed.</summary>
    internal void Claim()
    {
        string code = Greeting.Split("for its label:")[1].Trim()[..14];
        StringAssert.Contains(Type($"claim anna\r{code}\r{Password}\r{Password}\r"), "anna>");
    }

    internal void LogIn() => StringAssert.Contains(Type($"login anna\r{Password}\r"), "anna>");

    /// <summary>Types settings and pastes a policy; nothing is committed.</summary>
    internal void Edit(string settings, string policy)
    {
        foreach (string line in settings.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Type($"set {line}\r");
        Type("policy edit\r" + policy.Replace('\n', '\r') + "end\r");
    }

    /// <summary>Types at the console, and gives what it showed until it fell silent.</summary>
    internal string Type(string keys)
    {
        Parts.Uart.Type(Encoding.UTF8.GetBytes(keys));
        return Listen();
    }

    /// <summary>What the console shows by itself while so much time passes.</summary>
    internal string Wait(long milliseconds)
    {
        Clock.Advance(milliseconds);
        return Shown();
    }

    /// <summary>A client connects at the listener that is open.</summary>
    internal MemoryClient Connect(Peer peer) => Parts.Listeners[^1].Connect(peer);

    /// <summary>A client asks, with time to pass; null when its link ended.</summary>
    internal byte[]? Ask(MemoryClient client, byte[] frame)
    {
        client.Send(frame);
        long until = Clock.Now + 5_000;
        while (client.Waiting == 0 && !client.IsEnded && Clock.Now < until) Clock.Advance(1);
        return client.ReceiveFrame();
    }

    public void Dispose()
    {
        for (int i = 0; i < 100 && Module == null; i++) Clock.Advance(10);
        Module?.End();
        for (int i = 0; i < 2_000 && !_hasEnded; i++) Clock.Advance(10);
        Assert.IsTrue(_hasEnded, "The module did not end.");
        Assert.AreEqual("", string.Join('\n', Parts.Uart.Complaints));
        Assert.AreEqual("", string.Join('\n', Parts.Simulator.Complaints));
        Assert.AreEqual("", string.Join('\n', Parts.Notes.Where(note => note.Contains("fault", StringComparison.Ordinal))));
    }

    // One that has been started and has not got the processor yet is unknown to the clock.
    private void AwaitThreads()
    {
        var patience = Stopwatch.StartNew();
        while (Clock.Threads < Threads)
        {
            Assert.IsLessThan(PatienceMs, patience.ElapsedMilliseconds, "The module's threads do not begin.");
            Clock.Advance(1);
            Thread.Sleep(1);
        }
    }

    private string Listen()
    {
        var all = new StringBuilder();
        int quiet = 0;
        for (int i = 0; i < MostMs / 10 && quiet < QuietMs / 10; i++)
        {
            Clock.Advance(10);
            string shown = Shown();
            all.Append(shown);
            quiet = shown.Length > 0 || Parts.Uart.IsTyped ? 0 : quiet + 1;
        }
        // As it reads: what was folded at the 79th column is one line again.
        return all.Replace("\r\n    ", " ").ToString();
    }

    private string Shown()
    {
        byte[] bytes = [.. Parts.Uart.Written.ToArray().Skip(_shown).SelectMany(w => w.Bytes)];
        _shown = Parts.Uart.Written.Count;
        return Encoding.UTF8.GetString(bytes);
    }
}
