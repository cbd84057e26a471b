using System;
using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>One line that a gateway is to have behind it: connections to one PLC, or a serial bus. Immutable.</summary>
public sealed class PlcPortSetup
{
    /// <summary>Most connections to one PLC at once: one for each session that there are at most by default.</summary>
    public const int MaxConnections = 64;

    private readonly string _name;
    private readonly IDialer? _dialer;
    private readonly int _connections;
    private readonly ISerialPort? _port;
    private readonly BusOptions? _options;

    private PlcPortSetup(string name, IDialer? dialer, int connections, ISerialPort? port, BusOptions? options)
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
    public static PlcPortSetup Plc(IDialer dialer, int connections, string name = "PLC")
    {
        if (connections < 1 || connections > MaxConnections) throw new ArgumentOutOfRangeException(nameof(connections));
        return new PlcPortSetup(name, dialer, connections, null, null);
    }

    /// <summary>The units of a serial bus.</summary>
    public static PlcPortSetup Bus(ISerialPort port, BusOptions options, string name = "bus")
    {
        return new PlcPortSetup(name, null, 1, port, options);
    }

    /// <summary>The line, with its number.</summary>
    internal PlcPort Create(int number, IClock clock)
    {
        var values = new PlcPortValues();
        var health = new PlcPortHealth(clock);
        var connections = new PlcConnection[_connections];
        if (_port != null && _options != null)
        {
            var silences = new UnitSilences();
            connections[0] = new BusPlcConnection(number, _port, _options, clock, values, health, silences);
            return new PlcPort(_name, connections, values, health, silences, clock);
        }
        for (int i = 0; i < connections.Length; i++) connections[i] = new TcpPlcConnection(i, _dialer!, clock, values, health);
        return new PlcPort(_name, connections, values, health, null, clock);
    }
}
