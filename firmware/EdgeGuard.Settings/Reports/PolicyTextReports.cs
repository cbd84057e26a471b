using System;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Settings;

/// <summary>Publishes the text of the policy in force, in parts that are sealed in a chain: all of them on each connection, and when
/// another configuration came into force. The text is not copied: a part takes its piece of it.</summary>
public sealed class PolicyTextReports : IRetainedSource
{
    // A part with less room than this is not tried: a letter may need four bytes.
    private const int LeastRoom = 16;

    private readonly string _topic;
    private readonly byte[] _stream;
    private readonly int _boot;
    private readonly BatchSeal? _seal;

    // The reporter's thread.
    private string _text = "";
    private byte[] _hash = new byte[PolicyPartFormat.HashSize];
    private int _generation;
    private int _characters;
    private int _at;
    private int _taken;
    private int _number;
    private int _length;
    private bool _isDone = true;

    private readonly object _lock = new object();

    // Under the lock:
    private string _newText = "";
    private byte[] _newHash = new byte[PolicyPartFormat.HashSize];
    private int _newGeneration;
    private bool _isNew;

    /// <param name="topic">Below it is the topic of each part, its number.</param>
    /// <param name="stream">16 bytes: the name of the module's stream of events.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="seal">A chain of MACs of their own; null for none.</param>
    public PolicyTextReports(string topic, byte[] stream, int boot, BatchSeal? seal)
    {
        _topic = topic;
        _stream = stream;
        _boot = boot;
        _seal = seal;
    }

    /// <inheritdoc/>
    public string Topic
    {
        get { return _topic + "/" + _number.ToString(); }
    }

    /// <inheritdoc/>
    public byte[] Buffer { get; } = new byte[PolicyPartFormat.MostBytes];

    /// <summary>Tells which policy is in force. Any thread.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="hash">32 bytes: the hash of its canonical form.</param>
    /// <param name="generation">Number of the configuration.</param>
    public void Use(string text, byte[] hash, int generation)
    {
        lock (_lock)
        {
            _newText = text;
            _newHash = hash;
            _newGeneration = generation;
            _isNew = true;
        }
    }

    /// <inheritdoc/>
    public int Next(int most)
    {
        TakeNew();
        if (_length == 0 && !_isDone) Fill(most);
        return _length;
    }

    /// <inheritdoc/>
    public void Sent()
    {
        if (_length == 0) return;
        if (_seal != null) _seal.Advance();
        _at += _taken;
        _number++;
        _length = 0;
        if (_at == _characters) _isDone = true;
    }

    /// <inheritdoc/>
    public void GiveUp()
    {
        _length = 0;
        _isDone = true;
    }

    /// <inheritdoc/>
    public void Connected()
    {
        _at = 0;
        _number = 0;
        _length = 0;
        _isDone = _characters == 0;
        if (_seal != null) _seal.Restart();
    }

    private void TakeNew()
    {
        lock (_lock)
        {
            if (!_isNew) return;
            _isNew = false;
            _text = _newText;
            _hash = _newHash;
            _generation = _newGeneration;
        }
        _characters = _text.Length;
        Connected();
    }

    private void Fill(int most)
    {
        int size = most < Buffer.Length ? most : Buffer.Length;
        int sealSize = _seal == null ? 0 : EventBatchFormat.SealSize;
        int room = size - PolicyPartFormat.HeaderSize - 1 - sealSize;
        int count = _characters - _at < room ? _characters - _at : room;
        bool isEnd = _at + count == _characters;
        char[] piece = room < LeastRoom ? new char[0] : _text.Substring(_at, count).ToCharArray();
        _taken = Fitting(piece, room, isEnd);
        if (_taken == 0)
        {
            GiveUp();
            return;
        }

        PutHeader(isEnd && _taken == count);
        byte[] bytes = Encoding.UTF8.GetBytes(new string(piece, 0, _taken));
        BigEndian.Put16(Buffer, PolicyPartFormat.CountOffset, bytes.Length);
        Array.Copy(bytes, 0, Buffer, PolicyPartFormat.HeaderSize, bytes.Length);
        int end = PolicyPartFormat.HeaderSize + bytes.Length;
        Buffer[end++] = (byte)sealSize;
        if (_seal != null) _seal.Put(Buffer, end);
        _length = end + sealSize;
    }

    private void PutHeader(bool isLast)
    {
        for (int i = 0; i < 4; i++) Buffer[i] = PolicyPartFormat.Magic(i);
        Buffer[4] = PolicyPartFormat.Version;
        Buffer[PolicyPartFormat.FlagsOffset] = isLast ? PolicyPartFormat.IsLast : (byte)0;
        BigEndian.Put16(Buffer, PolicyPartFormat.NumberOffset, _number);
        Array.Copy(_stream, 0, Buffer, PolicyPartFormat.StreamOffset, EventBatchFormat.StreamSize);
        BigEndian.Put32(Buffer, PolicyPartFormat.BootOffset, _boot);
        BigEndian.Put32(Buffer, PolicyPartFormat.GenerationOffset, _generation);
        Array.Copy(_hash, 0, Buffer, PolicyPartFormat.HashOffset, PolicyPartFormat.HashSize);
    }

    // How many characters fit, so that no letter is cut: not behind the first half of one, and not behind the last character of a piece
    // unless that is plainly whole, since the interpreter says no half of a letter that is cut.
    private static int Fitting(char[] piece, int room, bool isEnd)
    {
        int bytes = 0;
        int fitting = 0;
        for (int i = 0; i < piece.Length; i++)
        {
            bytes += SizeOf(piece[i]);
            if (bytes > room) break;
            bool isWhole = i + 1 < piece.Length ? piece[i + 1] < 0xDC00 || piece[i + 1] >= 0xE000 : isEnd || piece[i] < 0x80;
            if (isWhole) fitting = i + 1;
        }
        return fitting;
    }

    // As UTF-8; each half of a letter beyond U+FFFF stands for half of its four bytes.
    private static int SizeOf(char c)
    {
        if (c < 0x80) return 1;
        return c < 0x800 || (c >= 0xD800 && c < 0xE000) ? 2 : 3;
    }
}
