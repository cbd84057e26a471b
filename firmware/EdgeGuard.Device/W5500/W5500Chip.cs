using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A W5500: the TCP/IP stack in silicon that carries the PLC's
/// side. Any thread, where nothing else is said; never throws.</summary>
/// <remarks>
/// A chip that does what its datasheet does not know, or has forgotten its addresses, is reset before the next connection: its
/// links find their sockets closed then and end by themselves. It is never reset while its answers make sense, because the
/// links of the other connections would die with it. Holds no lock while it waits.
/// </remarks>
public sealed class W5500Chip
{
    /// <summary>Most links at once. Of the chip's eight sockets the others finish closing meanwhile, each side's FIN answered.</summary>
    public const int MaxLinks = 4;

    /// <summary>Milliseconds after which a waiting link looks at the chip unasked.</summary>
    internal const int PollMs = 10;

    private const byte AllSockets = 0xFF;

    // 200 ms, and 4 times more, each wait twice the one before: a segment that nobody acknowledges ends its link after 6.2 s.
    private const int RetryTime = 2000;
    private const byte RetryCount = 4;

    // The datasheet asks for 500 µs of reset (section 5.5.1) and 1 ms after it; a millisecond of the clock may have begun already.
    private const int ResetMs = 2;

    // How long the chip may take until it answers. A healthy one is there at the first look.
    private const int WakeMs = 100;

    // Ports that no server listens on (RFC 6335, section 6), each connection another one: the PLC may still keep the last one.
    private const int FirstPort = 49152;
    private const int PortMask = 0x3FFF;

    // Interrupts that come while interrupts are handled are handled too, but not for ever: then the poll finds them.
    private const int MaxInterruptRounds = 8;

    private readonly W5500Bus _bus;
    private readonly IOutputPin _reset;
    private readonly bool _hasInterruptPin;
    private readonly IClock _clock;
    private readonly ISignal _pause;
    private readonly W5500Socket[] _sockets = new W5500Socket[W5500Bus.Sockets];
    private readonly ISignal[] _signals = new ISignal[W5500Bus.Sockets];
    private readonly byte[] _interrupt = new byte[1];

    // Guards what follows.
    private readonly object _gate = new object();
    private W5500Addresses _addresses;
    private readonly bool[] _isTaken = new bool[W5500Bus.Sockets];
    private int _taken;
    private int _nextSocket;
    private int _nextPort;
    private bool _hasStarted;
    private bool _isRestarting;
    private int _restarts;

    /// <param name="spi">The chip's bus: SPI mode 0 or 3, most significant bit first, at most 33 MHz.</param>
    /// <param name="reset">Its RSTn pin: low is reset.</param>
    /// <param name="addresses">Who the module is on the PLC's network.</param>
    /// <param name="portSeed">A number that differs from one start to the next, so that the ports of new connections do too.</param>
    /// <param name="hasInterruptPin">Whether <see cref="HandleInterrupt"/> will be called when INTn falls.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public W5500Chip(ISpiBus spi, IOutputPin reset, W5500Addresses addresses, int portSeed, bool hasInterruptPin, IClock clock)
    {
        _bus = new W5500Bus(spi);
        _reset = reset;
        _addresses = addresses;
        _nextPort = portSeed & PortMask;
        _hasInterruptPin = hasInterruptPin;
        _clock = clock;
        _pause = clock.CreateSignal();
        for (int i = 0; i < W5500Bus.Sockets; i++)
        {
            _sockets[i] = new W5500Socket(_bus, i);
            _signals[i] = clock.CreateSignal();
        }
    }

    /// <summary>How often the chip was reset, the first start included.</summary>
    public int Restarts
    {
        get
        {
            lock (_gate)
            {
                return _restarts;
            }
        }
    }

    /// <summary>Gives the module other addresses on the PLC's network: the chip is
    /// reset for them before the next connection, and links that stand end.</summary>
    public void Readdress(W5500Addresses addresses)
    {
        lock (_gate) _addresses = addresses;
    }

    /// <summary>Sees to it that the chip answers and knows its addresses;
    /// resets it where it does not. False: it cannot be used now.</summary>
    public bool Prepare(long deadline)
    {
        bool hasStarted;
        int restarts;
        lock (_gate)
        {
            if (_isRestarting) return false;
            hasStarted = _hasStarted;
            restarts = _restarts;
        }
        if (hasStarted && !_bus.IsSuspect && IsConfigured()) return true;
        lock (_gate)
        {
            // Another connection saw the same and was first: what it reset must not be reset again under its new link.
            if (_isRestarting || _restarts != restarts) return _hasStarted && !_isRestarting;
            _isRestarting = true;
        }
        bool isUp = Restart(deadline);
        lock (_gate)
        {
            _isRestarting = false;
            _hasStarted = isUp;
            _restarts++;
        }
        return isUp;
    }

    /// <summary>The state of the cable on the PLC's side.</summary>
    public PhyState ReadPhy()
    {
        var phy = new byte[1];
        if (!_bus.Read(W5500Bus.CommonBlock, CommonRegister.Phy, phy, 0, 1)) return PhyState.Unknown;
        if ((phy[0] & CommonRegister.PhyFixed) != CommonRegister.PhyRunning) return PhyState.Unknown;
        if ((phy[0] & CommonRegister.PhyLink) == 0) return PhyState.Down;
        bool isFull = (phy[0] & CommonRegister.PhyFullDuplex) != 0;
        if ((phy[0] & CommonRegister.Phy100) != 0) return isFull ? PhyState.Up100Full : PhyState.Up100Half;
        return isFull ? PhyState.Up10Full : PhyState.Up10Half;
    }

    /// <summary>INTn has fallen: wakes the links that it is for, and sees to it that it rises again. One caller at a time.</summary>
    public void HandleInterrupt()
    {
        bool isDone = false;
        for (int rounds = 0; rounds < MaxInterruptRounds && !isDone; rounds++)
        {
            if (!_bus.Read(W5500Bus.CommonBlock, CommonRegister.SocketInterrupts, _interrupt, 0, 1)) return;
            byte pending = _interrupt[0];
            isDone = true;
            for (int i = 0; i < W5500Bus.Sockets; i++)
            {
                if ((pending & 1 << i) == 0 || _bus.CollectInterrupts(i) <= 0) continue;
                _signals[i].Set();
                isDone = false;
            }
        }
    }

    /// <summary>When a link that waits until <paramref name="until"/> looks at the chip again.</summary>
    internal static long NextLook(long now, long until)
    {
        return until - now < PollMs ? until : now + PollMs;
    }

    /// <summary>A new link, or null when there is none by the deadline, or <see cref="MaxLinks"/> stand.</summary>
    internal ILink? Connect(byte[] address, int port, long deadline)
    {
        if (!Prepare(deadline) || ReadPhy() <= PhyState.Down) return null;
        W5500Socket? socket = Take(out int sourcePort);
        if (socket == null) return null;
        if (Connect(socket, sourcePort, address, port, deadline)) return new W5500Link(this, socket, _signals[socket.Number], _clock);
        socket.Command(SocketCommand.Close);
        GiveBack(socket);
        return null;
    }

    /// <summary>Ends a link's connection and takes its socket back. The FIN is the chip's business from here on.</summary>
    internal void Release(W5500Socket socket)
    {
        bool isSound = socket.Refresh();
        bool isOpen = socket.State == SocketState.Established || socket.State == SocketState.CloseWait;
        if (isSound && isOpen) socket.Command(SocketCommand.Disconnect);
        GiveBack(socket);
    }

    private bool Connect(W5500Socket socket, int sourcePort, byte[] address, int port, long deadline)
    {
        if (!socket.Refresh()) return false;
        // The connection before it is still waiting for the other end to close: it has had the time of several others.
        if (socket.State != SocketState.Closed && !socket.Command(SocketCommand.Close)) return false;
        if (!socket.Connect(sourcePort, address, port)) return false;
        while (socket.Refresh())
        {
            if (socket.State == SocketState.Established) return true;
            long now = _clock.Now;
            if (socket.State == SocketState.Closed || socket.State == SocketState.CloseWait || now >= deadline) return false;
            _signals[socket.Number].Wait(NextLook(now, deadline));
        }
        return false;
    }

    // The socket that was free the longest.
    private W5500Socket? Take(out int sourcePort)
    {
        lock (_gate)
        {
            sourcePort = FirstPort + _nextPort;
            if (_taken == MaxLinks) return null;
            _nextPort = (_nextPort + 1) & PortMask;
            while (_isTaken[_nextSocket]) _nextSocket = (_nextSocket + 1) % W5500Bus.Sockets;
            W5500Socket socket = _sockets[_nextSocket];
            _isTaken[_nextSocket] = true;
            _nextSocket = (_nextSocket + 1) % W5500Bus.Sockets;
            _taken++;
            return socket;
        }
    }

    private void GiveBack(W5500Socket socket)
    {
        lock (_gate)
        {
            _isTaken[socket.Number] = false;
            _taken--;
        }
    }

    // A chip that lost its supply for a moment answers again, and knows nothing.
    private bool IsConfigured()
    {
        byte[] block = Addresses().Block;
        var found = new byte[W5500Addresses.Length];
        if (!_bus.Read(W5500Bus.CommonBlock, CommonRegister.Addresses, found, 0, found.Length)) return false;
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] != block[i]) return false;
        }
        return true;
    }

    private W5500Addresses Addresses()
    {
        lock (_gate) return _addresses;
    }

    private bool Restart(long deadline)
    {
        _bus.Trust();
        _reset.Write(false);
        _pause.Wait(_clock.Now + ResetMs);
        _reset.Write(true);
        long until = _clock.Now + WakeMs;
        if (until > deadline) until = deadline;
        do
        {
            _pause.Wait(_clock.Now + ResetMs);
            if (Answers()) return Configure() && IsConfigured();
        }
        while (_clock.Now < until);
        return false;
    }

    private bool Answers()
    {
        var version = new byte[1];
        bool isRead = _bus.Read(W5500Bus.CommonBlock, CommonRegister.ChipVersion, version, 0, 1);
        return isRead && version[0] == CommonRegister.Version;
    }

    private bool Configure()
    {
        byte[] retry = { RetryTime >> 8, RetryTime & 0xFF, RetryCount };
        byte[] mask = { _hasInterruptPin ? AllSockets : (byte)0 };
        return _bus.Write(W5500Bus.CommonBlock, CommonRegister.Addresses, Addresses().Block, 0, W5500Addresses.Length)
            && _bus.Write(W5500Bus.CommonBlock, CommonRegister.RetryTime, retry, 0, retry.Length)
            && _bus.Write(W5500Bus.CommonBlock, CommonRegister.SocketInterruptMask, mask, 0, 1);
    }
}
