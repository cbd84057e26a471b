using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>Who asks what of whom, and how often: one row a poll, in as much memory as it is made with. Any thread may call.</summary>
/// <remarks>
/// A poll is a client with its role, a unit, a function with its sub-function, and the addresses asked for. Noting a request is one
/// look-up under one short lock; it allocates nothing and throws nothing. When rows run out, rows of one client, unit and function become
/// one (<c>TrafficTable.Merging.cs</c>); requests for which even that makes no room are counted (<see cref="TrafficStatus.Unlisted"/>).
/// Outlasts gateways.
/// </remarks>
public sealed partial class TrafficTable
{
    /// <summary>Rows unless set otherwise: of the hosted module, and of a device.</summary>
    public const int HostRows = 1024;
    public const int DeviceRows = 64;

    /// <summary>Rows at most.</summary>
    public const int MostRows = 16_384;

    /// <summary>Rows at most of a table that is kept: as many as one record of the store has room for.</summary>
    public const int MostKeptRows = 4_096;

    // Clients that the smallest table knows.
    private const int FewestClients = 16;

    // A gap of 35 days; the square of a longer one is more than a number holds.
    private const long LongestSquare = 3_037_000_499;

    // Bits of _kept: the time of the first or the last request is of a run before this one.
    private const byte FirstIsKept = 1;
    private const byte LastIsKept = 2;

    private readonly object _lock = new object();

    // The lock guards all of these, and the numbers of the sources.
    private readonly TrafficClients _clients;
    private readonly TrafficRows _rows;
    private readonly TrafficKey _key = new TrafficKey();
    private readonly TrafficKey _wider = new TrafficKey();
    private readonly long[] _numbers;
    private readonly ushort[] _distinct;
    private readonly byte[] _distinctCounts; // One more than there is room for: there were more.
    private readonly byte[] _kept;
    private readonly bool[] _isNews; // Since somebody last read it as news.
    private readonly short[] _rowsOfClient;
    private bool _recordsValues;
    private bool _hasChanged;
    private int _era;
    private long _merges;
    private long _unlisted;
    private long _began;
    private bool _beganIsKept;

    /// <summary>An empty table.</summary>
    /// <param name="rows">1 … <see cref="MostRows"/>.</param>
    /// <param name="now">Since when it records, in the time that requests are noted with.</param>
    public TrafficTable(int rows, long now)
    {
        _clients = new TrafficClients(ClientsOf(rows));
        _rows = new TrafficRows(rows);
        _numbers = new long[rows * TrafficColumn.Count];
        _distinct = new ushort[rows * TrafficRow.MaxDistinctValues];
        _distinctCounts = new byte[rows];
        _kept = new byte[rows];
        _isNews = new bool[rows];
        _rowsOfClient = new short[1 + ClientsOf(rows)];
        _identities = new UnitIdentities(IdentitiesOf(rows));
        RowLimit = rows;
        Empty(now);
        _hasChanged = false;
    }

    /// <summary>Rows that there is room for.</summary>
    public int RowLimit { get; }

    /// <summary>Whether what writes write is recorded from now on. False at first.</summary>
    public bool RecordsValues
    {
        get
        {
            lock (_lock) return _recordsValues;
        }
        set
        {
            lock (_lock) _recordsValues = value;
        }
    }

    /// <summary>How many clients a table of so many rows tells apart: a quarter as many, and at least 16.</summary>
    public static int ClientsOf(int rows)
    {
        return rows / 4 < FewestClients ? FewestClients : rows / 4;
    }

    /// <summary>Rows of the largest table whose arrays have so many bytes at most.</summary>
    public static int MostRowsOfOneArray(int bytes)
    {
        return bytes / (TrafficColumn.Count * 8);
    }

    /// <summary>Forgets all it has, and begins anew.</summary>
    public void Reset(long now)
    {
        lock (_lock) Empty(now);
    }

    internal void Note(TrafficSource source, Request request, RequestFate fate, bool isObserved, int exceptionCode, long sent, long now)
    {
        lock (_lock)
        {
            NoteUnit(request.Unit, fate, exceptionCode);
            if (source.Era != _era) Enter(source);
            _key.Set(source.Number, request);
            int place = _rows.Find(_key);
            if (place < 0) place = Room(now);
            if (place < 0)
            {
                _unlisted++;
                return;
            }
            CountRequest(place, fate, isObserved, now);
            if (fate == RequestFate.Answered) CountAnswer(place * TrafficColumn.Count, exceptionCode, now - sent);
            if (_recordsValues && request.IsWrite && WasSent(fate)) NoteValues(place, request);
        }
    }

    private static bool WasSent(RequestFate fate)
    {
        switch (fate)
        {
            case RequestFate.None:
            case RequestFate.Refused:
            case RequestFate.RateLimited:
            case RequestFate.NoPath:
            case RequestFate.BackedOff:
                return false;
            default:
                return true;
        }
    }

    // What is 0 when an answer took no time that a clock of milliseconds sees, or another thread was faster.
    private static long NotNegative(long milliseconds)
    {
        return milliseconds > 0 ? milliseconds : 0;
    }

    private static long AddSquare(long sum, long gap)
    {
        return gap > LongestSquare ? long.MaxValue : TrafficColumn.Sum(sum, gap * gap);
    }

    private void Empty(long now)
    {
        _rows.Clear();
        _clients.Clear();
        ForgetUnits();
        for (int i = 0; i < _rowsOfClient.Length; i++) _rowsOfClient[i] = 0;
        // Sources begin with 0: they have no number yet.
        _era++;
        _merges = 0;
        _unlisted = 0;
        _began = now;
        _beganIsKept = false;
        _hasChanged = true;
    }

    private void Enter(TrafficSource source)
    {
        source.Number = _clients.Find(source.Client);
        source.Era = _era;
    }

    private int NewRow(long now)
    {
        int place = _rows.Add(_key);
        _rowsOfClient[TrafficKey.ClientOf(_key.Group)]++;
        TrafficColumn.Clear(_numbers, place * TrafficColumn.Count);
        _numbers[place * TrafficColumn.Count + TrafficColumn.First] = now;
        _distinctCounts[place] = 0;
        _kept[place] = 0;
        return place;
    }

    private void CountRequest(int place, RequestFate fate, bool isObserved, long now)
    {
        long[] numbers = _numbers;
        int at = place * TrafficColumn.Count;
        bool isFirst = numbers[at + TrafficColumn.Requests] == 0;
        numbers[at + TrafficColumn.Requests]++;
        if (isObserved) numbers[at + TrafficColumn.Observed]++;
        switch (fate)
        {
            case RequestFate.Answered:
                numbers[at + TrafficColumn.Answered]++;
                break;
            case RequestFate.Refused:
                numbers[at + TrafficColumn.Refused]++;
                break;
            case RequestFate.RateLimited:
                numbers[at + TrafficColumn.Limited]++;
                break;
            case RequestFate.Broadcast:
                numbers[at + TrafficColumn.Broadcasts]++;
                break;
        }
        int quantity = TrafficKey.QuantityOf(_key.Range);
        if (numbers[at + TrafficColumn.LargestQuantity] < quantity) numbers[at + TrafficColumn.LargestQuantity] = quantity;
        bool isKept = (_kept[place] & LastIsKept) != 0;
        // How long the module was off is no gap between requests.
        if (!isFirst && !isKept) CountGap(at, NotNegative(now - numbers[at + TrafficColumn.Last]));
        if (isKept) _kept[place] = FirstIsKept;
        numbers[at + TrafficColumn.Last] = now;
        _isNews[place] = true;
        _hasChanged = true;
    }

    private void CountGap(int at, long gap)
    {
        long[] numbers = _numbers;
        numbers[at + TrafficColumn.Gaps]++;
        if (numbers[at + TrafficColumn.ShortestGap] > gap) numbers[at + TrafficColumn.ShortestGap] = gap;
        if (numbers[at + TrafficColumn.LongestGap] < gap) numbers[at + TrafficColumn.LongestGap] = gap;
        numbers[at + TrafficColumn.GapSum] += gap;
        numbers[at + TrafficColumn.GapSquares] = AddSquare(numbers[at + TrafficColumn.GapSquares], gap);
    }

    private void CountAnswer(int at, int exceptionCode, long took)
    {
        long[] numbers = _numbers;
        took = NotNegative(took);
        numbers[at + TrafficColumn.Responses]++;
        if (numbers[at + TrafficColumn.ShortestResponse] > took) numbers[at + TrafficColumn.ShortestResponse] = took;
        if (numbers[at + TrafficColumn.LongestResponse] < took) numbers[at + TrafficColumn.LongestResponse] = took;
        numbers[at + TrafficColumn.ResponseSum] += took;
        if (exceptionCode == 0) return;
        int column = exceptionCode < TrafficColumn.ExceptionCodes ? exceptionCode : 0;
        numbers[at + TrafficColumn.Exceptions + column]++;
    }

    private void NoteValues(int place, Request request)
    {
        if (request.WriteTable == AddressTable.Files) return;
        bool isMasked = request.Function == FunctionCode.MaskWriteRegister;
        bool isCoils = request.WriteTable == AddressTable.Coils;
        for (int i = 0; i < request.WriteQuantity; i++)
        {
            if (isCoils)
            {
                NoteValue(place, request.CoilValue(i) ? 1 : 0);
            }
            else
            {
                NoteValue(place, isMasked ? ~request.AndMask & 0xFFFF : request.RegisterValue(i));
            }
        }
    }

    private void NoteValue(int place, int value)
    {
        long[] numbers = _numbers;
        int at = place * TrafficColumn.Count;
        numbers[at + TrafficColumn.Values]++;
        if (numbers[at + TrafficColumn.SmallestValue] > value) numbers[at + TrafficColumn.SmallestValue] = value;
        if (numbers[at + TrafficColumn.LargestValue] < value) numbers[at + TrafficColumn.LargestValue] = value;
        numbers[at + TrafficColumn.LastValue] = value;
        NoteDistinct(place, value);
    }

    private void NoteDistinct(int place, int value)
    {
        int count = _distinctCounts[place];
        if (count > TrafficRow.MaxDistinctValues) return;
        int from = place * TrafficRow.MaxDistinctValues;
        for (int i = 0; i < count; i++)
        {
            if (_distinct[from + i] == value) return;
        }
        if (count < TrafficRow.MaxDistinctValues) _distinct[from + count] = (ushort)value;
        _distinctCounts[place]++;
    }
}
