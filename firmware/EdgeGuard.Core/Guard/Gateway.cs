using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;

namespace EdgeGuard.Core.Guard;

/// <summary>The guard at work: takes clients from the listeners, judges their requests, forwards what is allowed to the PLC.</summary>
/// <remarks>Owns its threads: one for each listener, one for each session, one supervisor. Any thread may call it.</remarks>
public sealed class Gateway
{
    private readonly GuardConfiguration _configuration;

    /// <param name="configuration">What is in force from the start.</param>
    /// <param name="listeners">Where clients come from; each gets an accept thread. Closed by <see cref="Stop"/>.</param>
    /// <param name="dialer">The way to the PLC.</param>
    /// <param name="lanes">Connections to the PLC at once, 1…16.</param>
    /// <param name="clock">Drives every wait.</param>
    /// <param name="events">Takes what is to be reported.</param>
    /// <param name="counters">Counts it.</param>
    public Gateway(
        GuardConfiguration configuration, IListener[] listeners, IDialer dialer, int lanes, IClock clock, IEventSink events, Counters counters)
    {
        _configuration = configuration;
    }

    /// <summary>The configuration in force.</summary>
    public GuardConfiguration Configuration
    {
        get { return _configuration; }
    }

    /// <summary>Starts the threads. Once.</summary>
    public void Start()
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Closes the listeners, ends every session and the links to the PLC, and waits for the threads.</summary>
    /// <returns>False when some thread was still busy at <paramref name="deadline"/> (monotonic milliseconds).</returns>
    public bool Stop(long deadline)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Puts a configuration in force for every request that is not yet on the wire to the PLC. No session is dropped;
    /// rate buckets live on; values observed before are forgotten.</summary>
    public void Commit(GuardConfiguration configuration)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>The sessions there are now.</summary>
    public SessionInfo[] Sessions()
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Ends every session whose peer <paramref name="check"/> finds fault with.</summary>
    /// <returns>How many sessions were ended.</returns>
    public int EndSessions(IPeerCheck check)
    {
        throw new System.NotImplementedException();
    }
}
