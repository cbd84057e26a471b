using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>The reports of traffic of one run: every so often the rows that changed, each with all it has counted, in as many messages
/// as it takes. Outlasts reporters.</summary>
/// <remarks>Since a row says all it has counted, a message that is lost costs nothing but time: the row comes again when it has changed,
/// and every row after a new connection, after a start, and once an hour for whoever began to listen since.</remarks>
public sealed class TrafficReports : IReportSource
{
    private const long AllEveryMs = 3_600_000;

    private readonly TrafficTable _table;
    private readonly IClock _clock;
    private readonly TrafficReportWriter _writer;
    private readonly TrafficCursor _cursor = new TrafficCursor();
    private readonly TrafficRow _row = new TrafficRow();
    private readonly TrafficStatus _status = new TrafficStatus();
    private byte[] _stream = new byte[EventBatchFormat.StreamSize];
    private BatchSeal? _seal;
    private int _boot;
    private long _number;
    private long _due;
    private long _allDue;
    private int _length;
    private bool _isAtWork;
    private bool _hasRow;

    private readonly object _lock = new object();

    // Under the lock:
    private long _intervalMs;

    /// <param name="table">What is reported of.</param>
    /// <param name="clock">The module's, by which requests are noted.</param>
    /// <param name="bytes">Most bytes of a message.</param>
    public TrafficReports(TrafficTable table, IClock clock, int bytes)
    {
        _table = table;
        _clock = clock;
        _writer = new TrafficReportWriter(bytes);
    }

    /// <inheritdoc/>
    public byte[] Buffer
    {
        get { return _writer.Buffer; }
    }

    /// <summary>How often, milliseconds; 0: nothing is reported. From now on. Any thread.</summary>
    public long IntervalMs
    {
        get
        {
            lock (_lock) return _intervalMs;
        }
        set
        {
            lock (_lock) _intervalMs = value;
        }
    }

    /// <summary>Whose reports they are. While no reporter is at work.</summary>
    /// <param name="stream">16 bytes: the name of the module's stream of events.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="seal">A chain of MACs of their own; null for none. Not taken while the name stays the same.</param>
    public void Name(byte[] stream, int boot, BatchSeal? seal)
    {
        _due = _clock.Now + IntervalMs;
        if (_boot == boot && IsSame(stream)) return;
        _stream = stream;
        _boot = boot;
        _seal = seal;
        _number = 0;
        _length = 0;
        End();
        Renew();
    }

    /// <inheritdoc/>
    public int Next(long now)
    {
        if (_length > 0) return _length;
        long interval = IntervalMs;
        if (interval == 0 || (!_isAtWork && now < _due)) return 0;
        Fill();
        if (_length == 0) _due = now + interval;
        return _length;
    }

    /// <inheritdoc/>
    public void Sent()
    {
        if (_length > 0 && _seal != null) _seal.Advance();
        _length = 0;
    }

    /// <inheritdoc/>
    public void Connected()
    {
        Renew();
    }

    /// <summary>UTC milliseconds at which a clock's own time was 0; -1: it is not set.</summary>
    public static long UtcOfZero(IClock clock)
    {
        return clock.Trust == ClockTrust.Unset ? -1 : clock.Utc - clock.Now;
    }

    private void Fill()
    {
        long utcOfZero = UtcOfZero(_clock);
        if (!_isAtWork) Begin();
        _table.Read(_status, utcOfZero);
        _writer.Begin(_stream, _boot, _number + 1, utcOfZero < 0 ? 0 : _clock.Utc, _status);
        // A row that had no room in the message before is the first of this one.
        while (_hasRow || _table.ReadNext(_cursor, true, _row, utcOfZero))
        {
            _hasRow = !_writer.TryAdd(_row);
            if (_hasRow) break;
        }
        if (!_hasRow) _isAtWork = false;
        if (_writer.Count == 0) return;
        _number++;
        _length = _writer.Finish(_seal);
    }

    private void Begin()
    {
        _isAtWork = true;
        _cursor.Restart();
        if (_clock.Now >= _allDue) Renew();
    }

    private void Renew()
    {
        _table.Renew();
        _allDue = _clock.Now + AllEveryMs;
    }

    private void End()
    {
        _isAtWork = false;
        _hasRow = false;
    }

    private bool IsSame(byte[] stream)
    {
        for (int i = 0; i < stream.Length; i++)
        {
            if (_stream[i] != stream[i]) return false;
        }
        return true;
    }
}
