using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Ports;
using EdgeGuard.Host.Net;

namespace EdgeGuard.Host.Tls;

/// <summary>Accepts connections and watches them until their whole first message is here. One thread, whatever comes.</summary>
internal sealed class Reception
{
    // How often the waiting are looked at when nothing happens on the network: the grain of the deadlines.
    private const int TickMs = 50;

    // Newcomers taken in before those who wait are looked at again.
    private const int AcceptsAtOnce = 64;

    private readonly Socket _socket;
    private readonly Lobby _lobby;
    private readonly HandshakeReports _reports;
    private readonly IClock _clock;
    private readonly int _silentMs;
    private readonly FileHandles? _handles;

    /// <param name="socket">Listens.</param>
    /// <param name="lobby">Where they wait.</param>
    /// <param name="reports">Told of each that is refused.</param>
    /// <param name="clock">For deadlines.</param>
    /// <param name="silentMs">How long a connection may take for its first message.</param>
    /// <param name="handles">Keeps some free for the PLC; null where it needs none.</param>
    internal Reception(Socket socket, Lobby lobby, HandshakeReports reports, IClock clock, int silentMs, FileHandles? handles)
    {
        _socket = socket;
        _lobby = lobby;
        _reports = reports;
        _clock = clock;
        _silentMs = silentMs;
        _handles = handles;
    }

    /// <summary>Works until the lobby closes. Of one thread.</summary>
    internal void Run()
    {
        while (!_lobby.IsClosed)
        {
            WaitForNetwork();
            ReadSilent();
            int accepted = 0;
            while (accepted < AcceptsAtOnce && TakeIn())
                accepted++;
            DropLate();
        }

        _lobby.CloseWaiting();
    }

    private void WaitForNetwork()
    {
        var sockets = new List<Socket> { _socket };
        foreach (Arrival arrival in _lobby.Silent())
            sockets.Add(arrival.Socket!.Socket);
        try
        {
            Socket.Select(sockets, null, null, TickMs * 1000);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile, or no memory for the call: the tick goes on without the network's word.
            Thread.Sleep(TickMs);
        }
    }

    private void ReadSilent()
    {
        foreach (Arrival arrival in _lobby.Silent())
            Look(arrival);
    }

    // Only this thread reads from the silent, and only this thread ends them.
    private void Look(Arrival arrival)
    {
        bool hasRecordOrEnd = arrival.Records!.Pump();
        FirstRecordState state = arrival.Records.LookAtFirst();
        if (state == FirstRecordState.Hello)
            _lobby.Greet(arrival, _clock.Now);
        else if (state == FirstRecordState.NotTls)
            Drop(arrival, HandshakeFault.NotTls);
        else if (hasRecordOrEnd)
            Drop(arrival, !arrival.Records.HasReceived ? HandshakeFault.Silent : HandshakeFault.Protocol);
    }

    private bool TakeIn()
    {
        Socket? socket = Accept(out bool hasFailed);
        if (hasFailed)
            MakeRoom();
        if (socket == null)
            return false;
        var newcomer = new Arrival(socket, _clock);
        Arrival? displaced = _lobby.Enter(newcomer);
        if (displaced != null)
            RefuseDisplaced(displaced);
        Look(newcomer);
        return true;
    }

    private Socket? Accept(out bool hasFailed)
    {
        if (_handles != null)
            return _handles.Accept(_socket, out hasFailed);
        Socket? socket = TcpBind.TryAccept(_socket, out SocketError error);
        hasFailed = socket == null && error != SocketError.WouldBlock;
        return socket;
    }

    // Without a handle for the next one it is as if all places were taken. The listener stays readable: where nobody can go, the
    // next try must not spin.
    private void MakeRoom()
    {
        Arrival? displaced = _lobby.MakeRoom();
        if (displaced != null)
            RefuseDisplaced(displaced);
        else
            Thread.Sleep(TickMs);
    }

    private void RefuseDisplaced(Arrival displaced)
    {
        Refuse(displaced, displaced.Stage == ArrivalStage.Silent ? HandshakeFault.Silent : HandshakeFault.Busy);
    }

    private void DropLate()
    {
        long now = _clock.Now;
        for (Arrival? late = _lobby.SilentSince(now - _silentMs); late != null; late = _lobby.SilentSince(now - _silentMs))
            Drop(late, HandshakeFault.Silent);
        _lobby.BreakOffSlow(now);
    }

    private void Drop(Arrival arrival, HandshakeFault fault)
    {
        _lobby.Leave(arrival);
        Refuse(arrival, fault);
    }

    private void Refuse(Arrival arrival, HandshakeFault fault)
    {
        arrival.Close();
        _reports.Refused(arrival.Address, fault, null);
    }
}
