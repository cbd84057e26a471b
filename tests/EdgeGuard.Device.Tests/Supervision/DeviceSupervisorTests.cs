using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device.Tests.Supervision;

/// <summary>The watchdog is fed while every worker is heard of; otherwise the run ends and says why.</summary>
[TestClass]
public sealed class DeviceSupervisorTests
{
    private const int Boot = 7;

    private readonly FakeClock _clock = new();
    private readonly TornStore _store = new();
    private readonly Pulses _pulses = new();
    private readonly Heartbeats _heartbeats = new(8);
    private readonly RecordingEventSink _events = new();

    [TestMethod]
    public void The_watchdog_gets_an_edge_twice_a_second_while_all_are_fresh()
    {
        Heartbeat beat = _heartbeats.Begin(Worker.Reporter, 0, _clock.Now);
        Start();
        for (int i = 0; i < 20; i++)
        {
            beat.Beat(_clock.Now + 1_000);
            _clock.Advance(1_000);
        }
        Assert.IsTrue(_pulses.Edges >= 40, $"{_pulses.Edges} edges");
        Assert.AreEqual(0, FakeHardware.Current.Reboots);
    }

    [TestMethod]
    public void A_late_worker_is_no_longer_fed_for_is_named_in_the_last_words_and_ends_the_run_once()
    {
        Heartbeat beat = _heartbeats.Begin(Worker.Session, 12, _clock.Now);
        beat.Beat(_clock.Now + 5_000);
        Start();
        _clock.Advance(15_000);
        Assert.AreEqual(0, FakeHardware.Current.Reboots);
        _clock.Advance(1_000);
        int edges = _pulses.Edges;
        _clock.Advance(60_000);
        Assert.AreEqual(edges, _pulses.Edges);
        Assert.AreEqual(1, FakeHardware.Current.Reboots);
        Assert.AreEqual("session 12 was unresponsive", RestartCause.Before(_store, Boot + 1).Words);
    }

    [TestMethod]
    public void An_exception_at_the_top_of_a_thread_is_named_with_its_place_and_ends_the_run()
    {
        FakeHardware.Renew();
        using var ended = new System.Threading.ManualResetEvent(false);
        var restarter = new Restarter(_store, Boot, () => ended.Set());
        GuardedThread.Start(Worker.Panel, 0, restarter, Fail);
        Assert.IsTrue(ended.WaitOne(10_000));
        RestartCause words = RestartCause.Before(_store, Boot + 1);
        Assert.AreEqual(RestartReason.Fault, words.Reason);
        StringAssert.StartsWith(words.Words, "fault of the module itself in panel: System.InvalidOperationException at ");
        StringAssert.Contains(words.Words, nameof(Fail));
        Assert.IsFalse(words.Words.Contains("secret", StringComparison.Ordinal), words.Words);
    }

    [TestMethod]
    public void The_first_words_stand()
    {
        FakeHardware.Renew();
        var restarter = new Restarter(_store, Boot, Power.RebootDevice);
        restarter.Restart(new RestartCause(RestartReason.Person, Worker.None, 0, "anna"));
        restarter.Restart(new RestartCause(RestartReason.WorkerLate, Worker.Reporter, 0, ""));
        Assert.AreEqual("a person, anna", RestartCause.Before(_store, Boot + 1).Words);
        Assert.AreEqual(1, FakeHardware.Current.Reboots);
    }

    [TestMethod]
    public void A_store_that_throws_does_not_keep_the_device_from_restarting()
    {
        int reboots = 0;
        new Restarter(new Broken(), Boot, () => reboots++).Restart(new RestartCause(RestartReason.WorkerLate, Worker.Uplink, 0, ""));
        Assert.AreEqual(1, reboots);
    }

    private static void Fail()
    {
        throw new InvalidOperationException("with a secret in its text");
    }

    private void Start()
    {
        FakeHardware.Renew();
        var restarter = new Restarter(_store, Boot, Power.RebootDevice);
        new DeviceSupervisor(_clock, new Supervisor(_heartbeats, _events), new PulseWatchdog(_pulses), restarter).Start();
        _clock.SettleWith(1);
    }

    private sealed class Pulses : IOutputPin
    {
        private readonly List<bool> _levels = [];

        internal int Edges
        {
            get { return _levels.Count; }
        }

        public void Write(bool isHigh)
        {
            if (_levels.Count > 0) Assert.AreNotEqual(_levels[^1], isHigh);
            _levels.Add(isHigh);
        }
    }

    private sealed class Broken : IStore
    {
        public byte[]? Read(string name)
        {
            throw new InvalidOperationException();
        }

        public bool Write(string name, byte[] content)
        {
            throw new InvalidOperationException();
        }

        public bool Append(string name, byte[] content)
        {
            throw new InvalidOperationException();
        }

        public bool Delete(string name)
        {
            throw new InvalidOperationException();
        }
    }
}
