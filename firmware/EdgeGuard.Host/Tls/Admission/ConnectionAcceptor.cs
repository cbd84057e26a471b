using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Accepts connections and watches them until their whole first message is here. One thread, whatever comes.</summary>
internal sealed class ConnectionAcceptor
{
    // How often it is looked whether somebody who waits for a slot has waited for long enough, and whether there are handles again.
    private const int TickMs = 50;

    // Select takes microseconds in an int.
    private const int LongestWaitMs = 1_000_000;

    // Newcomers taken in before those who wait are looked at again.
    private const int AcceptsAtOnce = 64;

    private readonly Socket _socket;
    private readonly SharedHandshakeQueue _handshakes;
    private readonly HandshakeThreads _threads;
    private readonly Chore _recheck;
    private readonly HandshakeLog _reports;
    private readonly IClock _clock;
    private readonly int _silentMs;
    private readonly FileHandles? _handles;
    private Heartbeat? _beat;

    /// <param name="socket">Listens.</param>
    /// <param name="handshakes">Where they wait.</param>
    /// <param name="threads">Begin when somebody has spoken.</param>
    /// <param name="recheck">Done when it is due.</param>
    /// <param name="reports">Told of each that is refused.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="silentMs">How long a connection may take for its first message.</param>
    /// <param name="handles">Keeps some free for the PLC; null where it needs none.</param>
    internal ConnectionAcceptor(
        Socket socket, SharedHandshakeQueue handshakes, HandshakeThreads threads, Chore recheck, HandshakeLog reports, IClock clock,
        int silentMs, FileHandles? handles)
    {
        _socket = socket;
        _handshakes = handshakes;
        _threads = threads;
        _recheck = recheck;
        _reports = reports;
        _clock = clock;
        _silentMs = silentMs;
        _handles = handles;
    }

    /// <summary>Where the thread says that it is alive, from its next round on. Any thread.</summary>
    internal Heartbeat? Beat
    {
        set { Volatile.Write(ref _beat, value); }
    }

    /// <summary>Works until the queue closes. Of one thread.</summary>
    internal void Run()
    {
        while (!_handshakes.IsClosed)
        {
            bool mayTakeIn = WaitForNetwork();
            ReadSilent();
            for (int taken = 0; mayTakeIn && taken < AcceptsAtOnce; taken++) mayTakeIn = TakeIn();
            DropLate();
            _recheck.Step();
        }

        _handshakes.CloseWaiting();
        Volatile.Read(ref _beat)?.End();
    }

    // Whether somebody may have connected.
    private bool WaitForNetwork()
    {
        var sockets = new List<Socket> { _socket };
        foreach (PendingConnection pending in _handshakes.Silent()) sockets.Add(pending.Socket!.Socket);
        try
        {
            Socket.Select(sockets, null, null, WaitMs() * 1000);
            return sockets.Contains(_socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile, or no memory for the call: it goes on without the network's word.
            Thread.Sleep(TickMs);
            return true;
        }
    }

    private int WaitMs()
    {
        long now = _clock.Now;
        long due = Math.Min(_recheck.Due, _handshakes.Due(_silentMs, now + TickMs));
        Volatile.Read(ref _beat)?.Beat(due);
        return (int)Math.Clamp(due - now, 0, LongestWaitMs);
    }

    private void ReadSilent()
    {
        foreach (PendingConnection pending in _handshakes.Silent()) Look(pending);
    }

    // Only this thread reads from the silent, and only this thread ends them.
    private void Look(PendingConnection pending)
    {
        bool hasRecordOrEnd = pending.Records!.Pump();
        FirstRecordState state = pending.Records.LookAtFirst();
        if (state == FirstRecordState.Hello) Begin(pending);
        else if (state == FirstRecordState.NotTls) Drop(pending, HandshakeFault.NotTls);
        else if (hasRecordOrEnd) Drop(pending, !pending.Records.HasReceived ? HandshakeFault.Silent : HandshakeFault.Protocol);
    }

    private void Begin(PendingConnection pending)
    {
        _handshakes.HelloReceived(pending, _clock.Now);
        _threads.Begin();
    }

    private bool TakeIn()
    {
        Socket? socket = Accept(out bool hasFailed);
        if (hasFailed) MakeRoom();
        if (socket == null) return false;
        var newcomer = new PendingConnection(socket, _clock);
        PendingConnection? displaced = _handshakes.Enter(newcomer);
        if (displaced != null) RefuseDisplaced(displaced);
        Look(newcomer);
        return true;
    }

    private Socket? Accept(out bool hasFailed)
    {
        if (_handles != null) return _handles.Accept(_socket, out hasFailed);
        Socket? socket = TcpBind.TryAccept(_socket, out SocketError error);
        hasFailed = socket == null && error != SocketError.WouldBlock;
        return socket;
    }

    // Without a handle for the next one it is as if all places were taken. The listener stays readable: where nobody can go, the
    // next try must not spin.
    private void MakeRoom()
    {
        PendingConnection? displaced = _handshakes.MakeRoom();
        if (displaced != null) RefuseDisplaced(displaced);
        else Thread.Sleep(TickMs);
    }

    private void RefuseDisplaced(PendingConnection displaced)
    {
        Refuse(displaced, displaced.Stage == PendingStage.Silent ? HandshakeFault.Silent : HandshakeFault.Busy);
    }

    private void DropLate()
    {
        long now = _clock.Now;
        while (_handshakes.SilentSince(now - _silentMs) is { } late) Drop(late, HandshakeFault.Silent);
        _handshakes.BreakOffSlow(now);
    }

    private void Drop(PendingConnection pending, HandshakeFault fault)
    {
        _handshakes.Leave(pending);
        Refuse(pending, fault);
    }

    private void Refuse(PendingConnection pending, HandshakeFault fault)
    {
        pending.Close();
        _reports.Refused(pending.Address, fault, null);
    }
}
