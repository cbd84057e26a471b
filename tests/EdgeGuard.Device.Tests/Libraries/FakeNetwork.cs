using System.Collections.Generic;
using System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>The sockets of the interpreter's network: few, each with a number that the next one gets as soon as it is free.</summary>
/// <remarks>It complains where the interpreter would stand still, or would mix two connections up.</remarks>
internal sealed class FakeNetwork
{
    /// <summary>As many as the stock image of the ESP32 has.</summary>
    internal const int Most = 16;

    private readonly Socket?[] _sockets = new Socket?[Most];
    private readonly List<string> _complaints = [];
    private int _handshaking;

    /// <summary>The device's list of CAs, PEM.</summary>
    internal string CaBundle { get; set; } = "";

    /// <summary>Handshakes that were begun.</summary>
    internal int Handshakes { get; private set; }

    internal IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_sockets) return _complaints.ToArray();
        }
    }

    /// <summary>Sockets that are open.</summary>
    internal int Open
    {
        get
        {
            lock (_sockets)
            {
                int open = 0;
                foreach (Socket? socket in _sockets)
                {
                    if (socket != null) open++;
                }
                return open;
            }
        }
    }

    internal void BeginHandshake()
    {
        lock (_sockets)
        {
            Handshakes++;
            if (++_handshaking > 1) _complaints.Add("two handshakes at once");
        }
    }

    internal void EndHandshake()
    {
        lock (_sockets) _handshaking--;
    }

    internal void Complain(string about)
    {
        lock (_sockets) _complaints.Add(about);
    }

    /// <summary>The lowest number that is free, for a new socket; -1: there is none.</summary>
    internal int Take(Socket socket)
    {
        lock (_sockets)
        {
            for (int i = 0; i < Most; i++)
            {
                if (_sockets[i] != null) continue;
                _sockets[i] = socket;
                return i;
            }
            return -1;
        }
    }

    /// <summary>Closes whoever has the number now.</summary>
    internal void Close(int number, Socket by)
    {
        Socket? victim;
        lock (_sockets)
        {
            victim = _sockets[number];
            _sockets[number] = null;
            if (victim != null && victim != by)
            {
                _complaints.Add($"number {number} was closed a second time, and is another connection's by now");
            }
        }
        victim?.Lose();
    }
}
