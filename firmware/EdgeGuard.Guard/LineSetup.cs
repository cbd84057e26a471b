using System;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Guard;

/// <summary>One line that a gateway is to have behind it: connections to one PLC, or a serial bus. Immutable.</summary>
public sealed class LineSetup
{
    /// <summary>Most connections to one PLC at once: one for each session that there are at most by default.</summary>
    public const int MaxConnections = 64;

    private readonly string _name;
    private readonly IDialer? _dialer;
    private readonly int _connections;
    private readonly ISerialPort? _port;
    private readonly BusOptions? _options;

    private LineSetup(string name, IDialer? dialer, int connections, ISerialPort? port, BusOptions? options)
    {
        _name = name;
        _dialer = dialer;
        _connections = connections;
        _port = port;
        _options = options;
    }

    /// <summary>A PLC behind a dialer.</summary>
    /// <param name="dialer">The way to it.</param>
    /// <param name="connections">Connections to it at once, 1…<see cref="MaxConnections"/>.</param>
    /// <param name="name">The line, for people.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="connections"/> is outside its range.</exception>
    public static LineSetup Plc(IDialer dialer, int connections, string name = "PLC")
    {
        if (connections < 1 || connections > MaxConnections) throw new ArgumentOutOfRangeException(nameof(connections));
        return new LineSetup(name, dialer, connections, null, null);
    }

    /// <summary>The units of a serial bus.</summary>
    public static LineSetup Bus(ISerialPort port, BusOptions options, string name = "bus")
    {
        return new LineSetup(name, null, 1, port, options);
    }

    /// <summary>The line, with its number.</summary>
    internal PlcLine Create(int number, IClock clock)
    {
        var values = new LineValues();
        var health = new LineHealth(clock);
        var lanes = new Lane[_connections];
        if (_port != null && _options != null)
        {
            var silences = new UnitSilences();
            lanes[0] = new BusLane(number, _port, _options, clock, values, health, silences);
            return new PlcLine(_name, lanes, values, health, silences, clock);
        }
        for (int i = 0; i < lanes.Length; i++) lanes[i] = new TcpLane(i, _dialer!, clock, values, health);
        return new PlcLine(_name, lanes, values, health, null, clock);
    }
}
