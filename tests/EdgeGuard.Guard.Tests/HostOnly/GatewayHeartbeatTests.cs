using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>The gateway's threads say that they are alive, and by when they will say so again.</summary>
[TestClass]
public sealed class GatewayHeartbeatTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    [TestMethod]
    public void Every_thread_of_the_gateway_is_watched_while_it_lives()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        Assert.AreEqual(2, bed.Heartbeats.Count);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.AreEqual(3, bed.Heartbeats.Count);
        client.Close();
        bed.Clock.Settle();
        Assert.AreEqual(2, bed.Heartbeats.Count);
        Assert.IsTrue(bed.Stop());
        Assert.AreEqual(0, bed.Heartbeats.Count);
    }

    [TestMethod]
    public void A_session_without_requests_is_fresh_until_it_is_closed_for_that()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int passed = 0; passed < GuardLimits.DefaultClientIdleMs - 1_000; passed += 1_000)
        {
            bed.Clock.Advance(1_000);
            Assert.IsNull(bed.Heartbeats.Late(bed.Clock.Now, 0));
        }
        Assert.IsFalse(client.IsEnded);
    }

    [TestMethod]
    public void Threads_that_work_are_fresh_while_a_PLC_keeps_them_waiting()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Plc.Always = Mischief.Silent;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 100; i++)
        {
            client.Send(Ask);
            bed.Clock.Advance(1_500);
            Assert.IsNull(bed.Heartbeats.Late(bed.Clock.Now, 0));
        }
    }

    [TestMethod]
    public void A_session_that_hangs_in_a_call_without_end_is_late_by_its_number()
    {
        var dialer = new NeverDialer();
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant), clock => dialer.Under(clock));
        bed.Connect(Peers.Tls("Operator")).Send(Ask);
        bed.Clock.Advance(GuardLimits.RequestMs + GuardLimits.DefaultLifetimeMs);
        Assert.IsNull(bed.Heartbeats.Late(bed.Clock.Now, Supervisor.GraceMs));
        bed.Clock.Advance(2 * Supervisor.GraceMs);
        Heartbeat? late = bed.Heartbeats.Late(bed.Clock.Now, Supervisor.GraceMs);
        Assert.IsNotNull(late);
        Assert.AreEqual("session 1", WorkerText.Of(late.Worker, late.Number));
        dialer.Release();
        bed.Clock.Settle();
    }

    [TestMethod]
    public void A_gateway_is_quiet_while_no_lane_is_taken()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsTrue(bed.Gateway.IsQuiet);
        bed.Plc.Always = Mischief.Silent;
        client.Send(Ask);
        bed.Clock.Settle();
        Assert.IsFalse(bed.Gateway.IsQuiet);
        bed.Clock.Advance(GuardLimits.DefaultPlcTimeoutMs);
        Assert.IsTrue(bed.Gateway.IsQuiet);
    }

    // Breaks its promise to come back.
    private sealed class NeverDialer : IDialer
    {
        private ISignal? _released;

        public ILink? Dial(long deadline)
        {
            _released!.Wait(long.MaxValue);
            return null;
        }

        internal NeverDialer Under(FakeClock clock)
        {
            _released = clock.CreateSignal();
            return this;
        }

        internal void Release()
        {
            _released!.Set();
        }
    }
}
