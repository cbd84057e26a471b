using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Accepts connections and watches them until their whole first message is here. One thread, whatever comes.</summary>
internal sealed class ConnectionAcceptor
{
    // How often the waiting are looked at when nothing happens on the network: the grain of the deadlines.
    private const int TickMs = 50;

    // Newcomers taken in before those who wait are looked at again.
    private const int AcceptsAtOnce = 64;

    private readonly Socket _socket;
    private readonly SharedHandshakeQueue _handshakes;
    private readonly HandshakeLog _reports;
    private readonly IClock _clock;
    private readonly int _silentMs;
    private readonly FileHandles? _handles;

    /// <param name="socket">Listens.</param>
    /// <param name="handshakes">Where they wait.</param>
    /// <param name="reports">Told of each that is refused.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="silentMs">How long a connection may take for its first message.</param>
    /// <param name="handles">Keeps some free for the PLC; null where it needs none.</param>
    internal ConnectionAcceptor(
        Socket socket, SharedHandshakeQueue handshakes, HandshakeLog reports, IClock clock, int silentMs, FileHandles? handles)
    {
        _socket = socket;
        _handshakes = handshakes;
        _reports = reports;
        _clock = clock;
        _silentMs = silentMs;
        _handles = handles;
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
        }

        _handshakes.CloseWaiting();
    }

    // Whether somebody may have connected.
    private bool WaitForNetwork()
    {
        var sockets = new List<Socket> { _socket };
        foreach (PendingConnection pending in _handshakes.Silent()) sockets.Add(pending.Socket!.Socket);
        try
        {
            Socket.Select(sockets, null, null, TickMs * 1000);
            return sockets.Contains(_socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile, or no memory for the call: the tick goes on without the network's word.
            Thread.Sleep(TickMs);
            return true;
        }
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
        if (state == FirstRecordState.Hello) _handshakes.HelloReceived(pending, _clock.Now);
        else if (state == FirstRecordState.NotTls) Drop(pending, HandshakeFault.NotTls);
        else if (hasRecordOrEnd) Drop(pending, !pending.Records.HasReceived ? HandshakeFault.Silent : HandshakeFault.Protocol);
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
