using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Module.Tests;

/// <summary>A module on a platform in memory, in the time of a fake clock. Disposing ends it as being stopped does.</summary>
internal sealed class ModuleBed : IDisposable
{
    internal const string Policy = "edgeguard-policy 1\npolicy pump version 1\nrole Operator\n  allow reads  unit 1  address 0-99\n";

    private const string Password = "correct horse battery";
    private const int PatienceMs = 30_000;
    private const int MostMs = 60_000;

    private readonly TornStore _medium;
    private bool _hasStopped;

    private ModuleBed(TornStore medium, bool renewsCredentials)
    {
        _medium = medium;
        Parts = new FakeParts(Clock, medium) { RenewsCredentials = renewsCredentials };
        Module = new GuardModule(Parts);
        Clock.Follow(() => Module.Guard?.Gateway);
    }

    internal FakeClock Clock { get; } = new();

    internal FakeParts Parts { get; }

    internal GuardModule Module { get; }

    internal Person Anna { get; private set; } = null!;

    /// <summary>What the start came to.</summary>
    internal CommitResult? Started { get; private set; }

    internal string Notes => string.Join('\n', Parts.Notes);

    /// <summary>A module as it comes from the factory, claimed by anna; nothing is in force.</summary>
    internal static ModuleBed New(bool renewsCredentials = true)
    {
        var medium = new TornStore();
        new RecordStore(medium).Write(RecordName.Label, Encoding.UTF8.GetBytes(AccountBed.Label));
        var bed = new ModuleBed(medium, renewsCredentials);
        bed.Do(() => bed.Started = bed.Module.Start());
        Assert.AreEqual(
            AccountFault.None, bed.Module.Store.Accounts.Claim(AccountBed.Label, "anna", Password, "test", out Person? anna));
        bed.Anna = anna!;
        return bed;
    }

    /// <summary>The same with a plain listener in force, and clients of the role Operator.</summary>
    internal static ModuleBed Guarding(bool renewsCredentials = true)
    {
        ModuleBed bed = New(renewsCredentials);
        Assert.AreEqual(CommitFault.None, bed.Commit("0.0.0.0:502").Fault);
        return bed;
    }

    /// <summary>The same with a TLS listener in force.</summary>
    internal static ModuleBed GuardingOverTls(bool renewsCredentials)
    {
        ModuleBed bed = New(renewsCredentials);
        bed.Install(RecordName.TlsIdentity, new KeyedCertificate("a key", "a chain").ToBytes());
        bed.Install(RecordName.TlsCa, "a CA"u8.ToArray());
        CommitResult result = bed.Commit("off", more: "listen.tls 0.0.0.0:802\n");
        Assert.AreEqual(CommitFault.None, result.Fault);
        return bed;
    }

    /// <summary>Another module on what this one has stored, once this one has stopped; it is started.</summary>
    internal ModuleBed Restart(Action<FakeParts>? before = null)
    {
        Dispose();
        var bed = new ModuleBed(_medium.Restart(), Parts.RenewsCredentials);
        before?.Invoke(bed.Parts);
        bed.Do(() => bed.Started = bed.Module.Start());
        bed.Anna = bed.Module.Store.Accounts.Login("anna", Password, "", "test").Person!;
        return bed;
    }

    /// <summary>Makes a configuration the candidate and commits it.</summary>
    /// <param name="plain">Where the plain listener is.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="more">More settings.</param>
    /// <param name="plc">Where the PLC is.</param>
    internal CommitResult Commit(string plain, string policy = Policy, string more = "", string plc = "192.0.2.1:502")
    {
        Configurations configurations = Module.Store.Configurations;
        string tls = more.Contains("listen.tls", StringComparison.Ordinal) ? "" : "listen.tls off\n";
        string roles = plain == "off" ? "" : "unsafe-plain.role 192.0.2.9 Operator\n";
        configurations.SetSettings(Anna, $"site s\nmodule m\nplc.address {plc}\nunsafe-plain.listen {plain}\n{tls}{roles}{more}");
        configurations.SetPolicy(Anna, policy);
        CommitResult? result = null;
        Do(() => result = configurations.Commit(Anna));
        return result!;
    }

    internal void Install(string name, byte[] content)
    {
        CredentialFault fault = default;
        var problems = new Policy.ProblemList();
        Do(() => fault = Module.Store.Credentials.Install(Anna, name, content, true, problems));
        Assert.AreEqual(CredentialFault.None, fault);
    }

    /// <summary>A client of the newest plain listener.</summary>
    internal MemoryClient Connect() => Parts.Plain[^1].Connect(Peers.Plain("Operator"));

    /// <summary>The function code of the answer to a read; null: the link ended.</summary>
    internal byte? Read(MemoryClient client, int address = 40)
    {
        client.Send(Adu.Read(1, 1, 3, address, 1));
        long until = Clock.Now + 5_000;
        while (client.Waiting == 0 && !client.IsEnded && Clock.Now < until) Clock.Advance(1);
        return client.ReceiveFrame()?[7];
    }

    /// <summary>Acts on a thread of its own while time passes, and waits for the threads that the module has then.</summary>
    internal void Do(Action act)
    {
        bool hasDone = false;
        Clock.Run(() =>
        {
            act();
            Volatile.Write(ref hasDone, true);
        });
        for (int i = 0; i < MostMs / 10 && !Volatile.Read(ref hasDone); i++) Clock.Advance(10);
        Assert.IsTrue(hasDone, "It does not come to an end.");
        AwaitThreads();
    }

    public void Dispose()
    {
        if (_hasStopped) return;
        _hasStopped = true;
        Do(Module.Stop);
        Assert.AreEqual("", string.Join('\n', Parts.Notes.Where(note => note.Contains("fault", StringComparison.Ordinal))));
    }

    // One that has been started and has not got the processor yet is unknown to the clock. The reporter is one; the gateway counts its own.
    private void AwaitThreads()
    {
        var patience = Stopwatch.StartNew();
        while (Module.Guard != null && Clock.Threads < Clock.Started + 1)
        {
            Assert.IsLessThan(PatienceMs, patience.ElapsedMilliseconds, "The module's threads do not begin.");
            Clock.Advance(1);
            Thread.Sleep(1);
        }
    }
}
