using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Tells of clients that are in only because a setting gives way. Any thread.</summary>
internal sealed class LeniencyAlarms
{
    private const long HourMs = 3_600_000;

    private readonly IEventSink _events;
    private readonly IClock _clock;
    private int _isFloorTold;

    internal LeniencyAlarms(IEventSink events, IClock clock)
    {
        _events = events;
        _clock = clock;
    }

    /// <summary>Looks at a link that was found good just now: past its end (once a link), or by a floor clock (once a start).</summary>
    internal void Check(TlsLink link)
    {
        if (_clock.Trust != ClockTrust.Trusted && Interlocked.Exchange(ref _isFloorTold, 1) == 0)
        {
            _events.Add(new Event { Code = EventCode.ClockNotTrusted, Peer = link.Peer });
        }
        long pastMs = _clock.Utc - link.Peer.ValidUntil;
        if (pastMs >= 0 && link.TellExpiry())
        {
            _events.Add(new Event { Code = EventCode.ExpiredAccepted, Peer = link.Peer, A = (int)(pastMs / HourMs) });
        }
    }
}
