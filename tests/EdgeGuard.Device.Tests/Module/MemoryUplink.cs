using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>A broker in memory, which may be away.</summary>
internal sealed class MemoryUplink : IUplink
{
    private readonly object _lock = new();
    private readonly List<string> _topics = [];
    private bool _isThere = true;
    private int _number = 1;

    public bool IsConnected
    {
        get
        {
            lock (_lock) return _isThere;
        }
    }

    public int ConnectionNumber
    {
        get
        {
            lock (_lock) return _number;
        }
    }

    /// <summary>The topics of all that was published, in order.</summary>
    internal IReadOnlyList<string> Topics
    {
        get
        {
            lock (_lock) return _topics.ToArray();
        }
    }

    public int MostBytes(string topic) => int.MaxValue;

    public Publication Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline)
    {
        lock (_lock)
        {
            if (_isThere) _topics.Add(topic);
            return _isThere ? Publication.Acknowledged : Publication.Failed;
        }
    }

    public void Close()
    {
        lock (_lock) _isThere = false;
    }

    /// <summary>The broker goes, or comes back.</summary>
    internal void SetThere(bool isThere)
    {
        lock (_lock)
        {
            if (isThere && !_isThere) _number++;
            _isThere = isThere;
        }
    }
}
