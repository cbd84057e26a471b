namespace EdgeGuard.Core;

/// <summary>When all that is in use runs out. Filled by one thread, and not changed once it was handed over.</summary>
public sealed class ExpiryDates
{
    /// <summary>Most that are kept: those that run out first.</summary>
    public const int Max = 32;

    internal const long DayMs = 86_400_000;

    private static readonly byte[] AlarmDays = { 30, 7, 1 };

    private readonly CredentialKind[] _kinds = new CredentialKind[Max];
    private readonly long[] _from = new long[Max];
    private readonly long[] _until = new long[Max];

    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="kind">What.</param>
    /// <param name="from">UTC milliseconds from which on it is good.</param>
    /// <param name="until">UTC milliseconds at which it runs out.</param>
    public void Add(CredentialKind kind, long from, long until)
    {
        int at = Count < Max ? Count++ : Latest();
        if (_kinds[at] != 0 && _until[at] <= until) return;
        _kinds[at] = kind;
        _from[at] = from;
        _until[at] = until;
    }

    public CredentialKind KindAt(int index)
    {
        return _kinds[index];
    }

    /// <summary>UTC milliseconds.</summary>
    public long UntilAt(int index)
    {
        return _until[index];
    }

    /// <summary>Whole days left; less than 0: it has run out.</summary>
    public int DaysAt(int index, long utc)
    {
        long left = _until[index] - utc;
        return left <= 0 ? -1 : (int)(left / DayMs);
    }

    /// <summary>How many alarms have become due: 30, 7 and 1 days before the end, and the end. What lives so short that an alarm would
    /// sound in the first half of its life, such as a weekly list, does not have that one.</summary>
    public int AlarmsAt(int index, long utc)
    {
        long left = _until[index] - utc;
        if (left <= 0) return AlarmDays.Length + 1;
        int due = 0;
        for (int i = 0; i < AlarmDays.Length; i++)
        {
            long before = AlarmDays[i] * DayMs;
            if (left <= before && _until[index] - _from[index] > 2 * before) due = i + 1;
        }
        return due;
    }

    /// <summary>How many days before its end the first alarm comes; 0 where none does.</summary>
    public int FirstAlarmAt(int index)
    {
        for (int i = 0; i < AlarmDays.Length; i++)
        {
            if (_until[index] - _from[index] > 2 * AlarmDays[i] * DayMs) return AlarmDays[i];
        }
        return 0;
    }

    private int Latest()
    {
        int latest = 0;
        for (int i = 1; i < Count; i++)
        {
            if (_until[i] > _until[latest]) latest = i;
        }
        return latest;
    }
}
