using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The simulated PLC: a plain Modbus/TCP server with a thread a connection, one request at a time over all of them; or units on
/// a serial line.</summary>
/// <remarks>Members may be called from any thread. It can be started once.</remarks>
public sealed class PlcServer : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly PlcOptions _options;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Socket? _listener;
    private readonly PlcSerialLine? _line;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _acceptor;

    // Guards all below. The process, too, is one: a PLC works in cycles.
    private readonly Lock _gate = new();
    private readonly Dictionary<byte, PlcProcess> _processes;
    private readonly Queue<PlcExchange> _received = new();
    private readonly List<PlcConnection> _connections = [];
    private int _connectionCount;
    private int _refusedConnections;

    public PlcServer(PlcOptions options, TimeProvider? time = null)
    {
        _options = options;
        EndPoint = options.Listen;
        _time = time ?? TimeProvider.System;
        _startedAt = _time.GetTimestamp();
        _processes = options.Units.Distinct().ToDictionary(unit => unit, _ => new PlcProcess());
        if (options.Serial != null) _line = new PlcSerialLine(this, options.Serial, new SystemClock(), _stopping.Token);
        else _listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _acceptor = new Thread(Accept) { IsBackground = true, Name = "plc listener" };
    }

    /// <summary>Raised after each request, on the connection's thread.</summary>
    public event Action<PlcExchange>? Exchanged;

    /// <summary>Where it listens, once started; it stays known after the end, so that another can take its place.</summary>
    public IPEndPoint EndPoint { get; private set; }

    /// <summary>The port of <see cref="EndPoint"/>.</summary>
    public int Port
    {
        get { return EndPoint.Port; }
    }

    /// <summary>The requests that arrived, oldest first; the last ten thousand.</summary>
    public IReadOnlyList<PlcExchange> Received
    {
        get
        {
            lock (_gate) return [.. _received];
        }
    }

    /// <summary>Connections closed at once because there was one already.</summary>
    public int RefusedConnections
    {
        get
        {
            lock (_gate) return _refusedConnections;
        }
    }

    /// <summary>Binds and listens, or opens its serial port. Anything but None: the port cannot be used.</summary>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public SerialFault Start()
    {
        if (_listener == null) return _line!.Start();
        _listener.Bind(_options.Listen);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _listener.Listen();
        _acceptor.Start();
        return SerialFault.None;
    }

    /// <summary>Closes the listener and every connection, and waits for their threads. Any number of times.</summary>
    public void Stop()
    {
        if (_stopping.IsCancellationRequested) return;
        _stopping.Cancel();
        _listener?.Dispose();
        _line?.Stop();
        if (_acceptor.IsAlive) _acceptor.Join();

        PlcConnection[] connections;
        lock (_gate) connections = [.. _connections];
        foreach (PlcConnection connection in connections) connection.Stop();
    }

    /// <summary>Looks at, or changes, the memory of a unit, as somebody standing at the PLC would.</summary>
    public T Look<T>(byte unit, Func<PlcMemory, T> look)
    {
        lock (_gate) return look(Now(_processes[unit]).Memory);
    }

    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
    }

    /// <summary>What a request on the serial line is answered with; null
    /// for silence: to other units' requests, and to everybody's.</summary>
    internal PlcExchange? ServeSerial(Request request, out PlcMisbehaviour? misbehaviour)
    {
        misbehaviour = null;
        bool isForAll = request.Unit == ModbusLimits.BroadcastUnit;
        if (!isForAll && !_processes.ContainsKey(request.Unit)) return null;
        PlcExchange exchange = Serve(0, request, out misbehaviour);
        return isForAll ? null : exchange;
    }

    internal PlcExchange Serve(int connection, Request request, out PlcMisbehaviour? misbehaviour)
    {
        PlcExchange exchange;
        lock (_gate)
        {
            misbehaviour = _options.Misbehaviours.FirstOrDefault(candidate => candidate.Takes(request));
            byte[] pdu = request.Buffer.AsSpan(request.Offset, request.Length).ToArray();
            byte[] answer = Answer(request, misbehaviour);
            exchange = new PlcExchange(connection, request.Unit, pdu, answer, misbehaviour?.Fault ?? PlcFault.None);
            _received.Enqueue(exchange);
            if (_received.Count > MostRemembered) _received.Dequeue();
        }

        Exchanged?.Invoke(exchange);
        return exchange;
    }

    internal void Ended(PlcConnection connection)
    {
        lock (_gate) _connections.Remove(connection);
    }

    private byte[] Answer(Request request, PlcMisbehaviour? misbehaviour)
    {
        if (misbehaviour?.Fault == PlcFault.Exception)
        {
            return PlcResponses.Exception(request, (byte)misbehaviour.Number);
        }

        if (_line != null && request.Unit == ModbusLimits.BroadcastUnit)
        {
            return ToAll(request);
        }

        if (!_processes.TryGetValue(request.Unit, out PlcProcess? process))
        {
            return PlcResponses.Exception(request, ExceptionCode.GatewayTargetFailedToRespond);
        }

        byte[] answer = PlcResponses.To(request, Now(process).Memory);
        Now(process);
        return answer;
    }

    // Nobody answers a broadcast, and nobody minds a read.
    private byte[] ToAll(Request request)
    {
        foreach (PlcProcess process in _processes.Values)
        {
            if (request.IsWrite) PlcResponses.To(request, Now(process).Memory);
        }

        return [];
    }

    private PlcProcess Now(PlcProcess process)
    {
        process.RunUntil(_time.GetElapsedTime(_startedAt).TotalSeconds);
        return process;
    }

    private void Accept()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Take(_listener!.Accept());
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                // The peer was gone before it was taken.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(Socket socket)
    {
        lock (_gate)
        {
            if (_options.OneConnection && _connections.Count > 0)
            {
                _refusedConnections++;
                socket.Dispose();
                return;
            }

            var connection = new PlcConnection(this, socket, ++_connectionCount, _stopping.Token);
            _connections.Add(connection);
            connection.Start();
        }
    }
}
