using System;
using System.Threading;

namespace EdgeGuard.Core;

/// <summary>Brings state, events and counters to the console, on a thread
/// of its own; a slow or absent broker costs the guard nothing.</summary>
/// <remarks>
/// One batch of events is in flight. It is freed on the broker's acknowledgement and until then sent again unchanged. Without an
/// uplink events go to the observer only, and are freed once it has them.
/// </remarks>
public sealed class Reporter
{
    // How long one message may take; then it is tried again.
    private const int PublishMs = 10_000;

    // How long one round may take: state, inventory, counters and a batch have one deadline together; the observer is a file.
    private const int RoundMs = PublishMs + 30_000;

    // How often to look whether a connection stands or the status has changed: nothing wakes the reporter for these.
    private const int PollMs = 500;

    // Without a broker there is nothing to look at: events wake it, and this is only so that it says that it is alive.
    private const int QuietMs = 10_000;

    // So often in a row a connection ends under a part of the policy's text; then it is told no more until there is another policy.
    private const int MostPolicyLosses = 4;

    // How long the thread may take to end once its uplink is closed.
    private const int EndMs = 1000;

    private readonly IClock _clock;
    private readonly EventJournal _journal;
    private readonly IUplink? _uplink;
    private readonly string _topic;
    private readonly string _trafficTopic;
    private readonly BatchSender _trafficSender = new BatchSender();
    private readonly IEventObserver? _observer;
    private readonly EventForwarder _forwarder;
    private readonly StatusPublisher _publisher;
    private readonly ConnectionWatch _watch;
    private readonly Backoff _backoff = new Backoff();
    private readonly Backoff _unheard = new Backoff();
    private readonly Backoff _policyPause = new Backoff();
    private readonly ISignal _ended;
    private int _policyLosses;
    private Thread? _thread;

    private readonly object _lock = new object();

    // Under the lock:
    private bool _stopping;
    private bool _keepsUnheard;
    private long _stopBy;

    /// <param name="clock">Time, and the only way to wait for it.</param>
    /// <param name="journal">Where events are taken from.</param>
    /// <param name="counters">Published, and where connections to the broker are counted.</param>
    /// <param name="status">Published whenever it changes.</param>
    /// <param name="topics">Where to publish.</param>
    /// <param name="uplink">The broker; null for none. The reporter closes it when it stops.</param>
    /// <param name="observer">Sees every event; null for nobody.</param>
    /// <param name="metricsMs">How often counters are published, milliseconds.</param>
    /// <param name="forwarder">What outlasts this reporter: the batch in flight, the store of events. Null: one that keeps nothing.</param>
    public Reporter(IClock clock, EventJournal journal, Counters counters, ModuleStatus status, ReportTopics topics, IUplink? uplink,
        IEventObserver? observer, int metricsMs, EventForwarder? forwarder = null)
    {
        _clock = clock;
        _journal = journal;
        _uplink = uplink;
        _topic = topics.Events;
        _trafficTopic = topics.Traffic;
        _observer = observer;
        _forwarder = forwarder == null ? new EventForwarder(journal, status.Stream, status.Boot) : forwarder;
        _publisher = new StatusPublisher(clock, counters, status, topics, metricsMs);
        _watch = new ConnectionWatch(journal, counters);
        _ended = clock.CreateSignal();
    }

    /// <summary>Where the thread says that it is alive; set before <see cref="Start"/>.</summary>
    public Heartbeats Heartbeats { get; set; } = new Heartbeats(0);

    /// <summary>What goes to topic <c>traffic</c>; null: nothing. Set before <see cref="Start"/>.</summary>
    public IReportSource? Traffic { get; set; }

    /// <summary>The text of the policy in force; null: it is not told. Set before <see cref="Start"/>.</summary>
    public IRetainedSource? PolicyText { get; set; }

    /// <summary>Whether events wait that the broker has nobody to give to. Else they count as delivered. Any thread, at any time.</summary>
    public bool KeepsUnheard
    {
        get
        {
            lock (_lock) return _keepsUnheard;
        }

        set
        {
            lock (_lock) _keepsUnheard = value;
        }
    }

    /// <summary>Takes the exception, an internal fault, that ends the thread; set
    /// before <see cref="Start"/>. Without it the exception goes on.</summary>
    public FaultReport? Faulted { get; set; }

    /// <summary>Starts the thread. Once.</summary>
    public void Start()
    {
        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <summary>Sends what can still be sent by <paramref name="deadline"/>, says goodbye, closes the uplink and ends the thread.
    /// Returns when that is done; past the deadline a blocked publish is cut off. Any thread, once.</summary>
    public void Stop(long deadline)
    {
        lock (_lock)
        {
            _stopBy = deadline;
            _stopping = true;
        }

        if (_thread == null)
        {
            if (_uplink != null) _uplink.Close();
            return;
        }

        _journal.Wake();
        if (_ended.Wait(deadline)) return;
        if (_uplink != null) _uplink.Close();
        _thread.Join(EndMs);
    }

    private void Run()
    {
        try
        {
            Serve();
        }
        catch (Exception fault) when (Faulted != null)
        {
            Faulted(fault);
        }
        _ended.Set();
    }

    private void Serve()
    {
        Heartbeat beat = Heartbeats.Begin(Worker.Reporter, 0, _clock.Now);
        while (!IsStopping())
        {
            beat.Beat(_clock.Now + RoundMs);
            long next = Pass();
            long poll = _clock.Now + (_uplink == null ? QuietMs : PollMs);
            _journal.Wait(next < poll ? next : poll);
        }

        Finish();
        beat.End();
    }

    // Does what is due; returns when to come back.
    private long Pass()
    {
        long now = _clock.Now;
        long next = _journal.Step(now);
        if (_uplink == null)
        {
            _forwarder.Observe(_observer);
            _forwarder.Drop();
            return next;
        }

        if (_watch.IsNew(_uplink)) Connected();
        _forwarder.Observe(_observer);
        bool isAway = !_uplink.IsConnected || now < _backoff.Until;
        bool isUnheard = now < _unheard.Until;
        long keep = _forwarder.Keep(now, isAway || isUnheard);
        if (keep < next) next = keep;
        if (isAway) return next;

        long deadline = now + PublishMs;
        Publication sent = Publication.Failed;
        if (_publisher.Publish(_uplink, _watch.Number, deadline) && SendTraffic(_uplink, now, deadline))
        {
            if (isUnheard) return next;
            sent = _forwarder.Send(_uplink, _topic, KeepsUnheard, now, deadline);
        }

        if (sent != Publication.Failed) SendPolicy(_uplink, deadline);
        return sent == Publication.Acknowledged ? GoOn(next) : Wait(sent, next);
    }

    private void Connected()
    {
        ResetPauses();
        _policyPause.Reset();
        if (Traffic != null) Traffic.Connected();
        if (PolicyText != null && _policyLosses < MostPolicyLosses) PolicyText.Connected();
    }

    // One message a round: events do not wait for a large table. False: it is tried again after a pause.
    private bool SendTraffic(IUplink uplink, long now, long deadline)
    {
        int length = Traffic == null ? 0 : Traffic.Next(now);
        if (length == 0) return true;
        if (_trafficSender.Send(uplink, _trafficTopic, Traffic!.Buffer, length, deadline) == Publication.Failed) return false;
        Traffic.Sent();
        return true;
    }

    // Behind the events, and with a pause of its own: a broker that has no such topic must not keep them from it.
    private void SendPolicy(IUplink uplink, long deadline)
    {
        if (PolicyText == null || _clock.Now < _policyPause.Until) return;
        int length;
        while (_clock.Now < deadline && (length = PolicyText.Next(uplink.MostBytes(PolicyText.Topic))) > 0)
        {
            Publication sent = uplink.Publish(PolicyText.Topic, PolicyText.Buffer, 0, length, true, deadline);
            if (sent == Publication.Failed)
            {
                FailPolicy(PolicyText, uplink);
                return;
            }
            if (sent == Publication.TooLarge) PolicyText.GiveUp();
            else PolicyText.Sent();
            _policyLosses = 0;
        }
    }

    // A broker that ends the connection under each part, without a word, is one that takes none: events are worth more than a text.
    private void FailPolicy(IRetainedSource text, IUplink uplink)
    {
        _policyPause.Failed(_clock.Now);
        if (uplink.IsConnected || ++_policyLosses < MostPolicyLosses) return;
        text.GiveUp();
    }

    private long GoOn(long next)
    {
        ResetPauses();
        return _forwarder.HasWork ? _clock.Now : next;
    }

    private long Wait(Publication sent, long next)
    {
        Backoff pause = sent == Publication.Unheard ? _unheard : _backoff;
        pause.Failed(_clock.Now);
        return next;
    }

    private void ResetPauses()
    {
        _backoff.Reset();
        _unheard.Reset();
    }

    private void Finish()
    {
        _journal.Flush();
        _forwarder.Observe(_observer);
        if (_uplink == null)
        {
            _forwarder.Drop();
            return;
        }

        bool reachable = _uplink.IsConnected;
        Publication sent = Publication.Acknowledged;
        while (reachable && sent == Publication.Acknowledged && _forwarder.HasWork && _clock.Now < _stopBy)
        {
            sent = _forwarder.Send(_uplink, _topic, KeepsUnheard, _clock.Now, _stopBy);
            reachable = sent != Publication.Failed;
        }
        _forwarder.KeepAll(_clock.Now);
        if (reachable) _publisher.Goodbye(_uplink, _watch.Number, _stopBy);
        _uplink.Close();
    }

    private bool IsStopping()
    {
        lock (_lock) return _stopping;
    }
}
