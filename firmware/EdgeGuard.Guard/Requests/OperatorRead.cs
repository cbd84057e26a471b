using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>A person's question to a unit: over the line that the clients use, in turn with them.</summary>
/// <remarks>One question, one thread. No policy judges it, so it is held to functions 1 to 4, which change nothing.</remarks>
internal sealed class OperatorRead
{
    // As low as a role's can be: who asks here looks, and does not run the plant.
    private const int Priority = 2;

    private readonly GuardContext _context;
    private readonly EventSource _events;
    private readonly Peer _by;
    private readonly PlcPortTicket _ticket;
    private readonly Request _request = new Request();
    private readonly byte[] _adu;
    private readonly byte _unit;

    /// <param name="context">The gateway's.</param>
    /// <param name="unit">The unit id, as clients use it.</param>
    /// <param name="pdu">The request; copied.</param>
    /// <param name="by">Who asks.</param>
    internal OperatorRead(GuardContext context, byte unit, byte[] pdu, Peer by)
    {
        _context = context;
        _events = context.CreateEventSource(0, by);
        _by = by;
        _ticket = new PlcPortTicket(context.Clock);
        _unit = unit;
        _adu = new byte[ModbusLimits.MbapHeader + pdu.Length];
        Array.Copy(pdu, 0, _adu, ModbusLimits.MbapHeader, pdu.Length);
    }

    /// <summary>Asks, once the line is free; the deadline is for that alone.</summary>
    internal OperatorReadResult Ask(long deadline)
    {
        GuardConfiguration configuration = _context.Slot.Current;
        OperatorReadFault fault = Read(configuration);
        if (fault != OperatorReadFault.None) return OperatorReadResult.Without(fault);
        PlcPort? line = _context.Lines.For(configuration, _request.Unit);
        if (line == null) return OperatorReadResult.Without(OperatorReadFault.NoUnit);
        if (line.IsBackedOff(configuration.Routes.UnitOnLine(_request.Unit)))
        {
            return OperatorReadResult.Without(OperatorReadFault.BackedOff);
        }
        if (!line.Take(_ticket, Priority, false, deadline))
        {
            return OperatorReadResult.Without(_context.Clock.Now >= deadline ? OperatorReadFault.LineBusy : OperatorReadFault.Stopping);
        }
        return WithLine(line, _ticket.PlcConnection!);
    }

    private OperatorReadResult WithLine(PlcPort line, PlcConnection connection)
    {
        bool isSound = false;
        try
        {
            OperatorReadResult answer = WithConnection(line, connection);
            isSound = true;
            return answer;
        }
        finally
        {
            // As for a client's request: a fault of ours may have left the connection amid an exchange.
            if (!isSound) connection.Drop(_events);
            line.Release(_ticket);
        }
    }

    private OperatorReadResult WithConnection(PlcPort line, PlcConnection connection)
    {
        // A commit may have changed the unit's alias, or put it behind another line, while this one was waited for.
        GuardConfiguration configuration = _context.Slot.Current;
        OperatorReadFault fault = Read(configuration);
        if (fault == OperatorReadFault.None && _context.Lines.For(configuration, _request.Unit) != line) fault = OperatorReadFault.NoUnit;
        if (fault != OperatorReadFault.None) return OperatorReadResult.Without(fault);
        if (line.IsReleased) return OperatorReadResult.Without(OperatorReadFault.Released);
        PlcConnectionState state = line.Prepare(connection, configuration, _request, _events, true);
        if (state != PlcConnectionState.Ready)
        {
            return OperatorReadResult.Without(
                state == PlcConnectionState.UnitSilent ? OperatorReadFault.BackedOff : OperatorReadFault.NoPath);
        }
        return Exchange(connection, configuration);
    }

    private OperatorReadResult Exchange(PlcConnection connection, GuardConfiguration configuration)
    {
        _events.Count(Counter.UnitsAsked);
        _events.Trace.Unit = _unit;
        connection.Begin(configuration, _adu, 0, _request, _by, _events);
        connection.Go(true);
        int milliseconds = (int)(_context.Clock.Now - connection.SentAt);
        OperatorReadFault fault = Fault(connection.Result);
        _events.RaiseAbout(EventCode.UnitAsked, _by, _request, configuration.Generation, (int)fault, milliseconds);
        if (fault != OperatorReadFault.None) return OperatorReadResult.Without(fault);
        var pdu = new byte[connection.ResponseLength];
        Array.Copy(connection.ResponseBuffer, connection.ResponseOffset, pdu, 0, pdu.Length);
        return new OperatorReadResult(OperatorReadFault.None, pdu, milliseconds);
    }

    private static OperatorReadFault Fault(ExchangeResult exchanged)
    {
        switch (exchanged)
        {
            case ExchangeResult.Answered: return OperatorReadFault.None;
            case ExchangeResult.AnsweredOtherwise: return OperatorReadFault.AnsweredOtherwise;
            case ExchangeResult.CutShort: return OperatorReadFault.CutShort;
            case ExchangeResult.NotModbus: return OperatorReadFault.NotModbus;
            case ExchangeResult.ConnectionLost: return OperatorReadFault.ConnectionLost;
            default: return OperatorReadFault.Unanswered;
        }
    }

    private OperatorReadFault Read(GuardConfiguration configuration)
    {
        byte unit = configuration.Units.Map(_unit);
        bool isSound = _request.Decode(unit, _adu, ModbusLimits.MbapHeader, _adu.Length - ModbusLimits.MbapHeader);
        if (!isSound || !FunctionTable.IsRead(_request.Function)) return OperatorReadFault.NotReading;
        return configuration.Routes.IsBroadcast && unit == ModbusLimits.BroadcastUnit
            ? OperatorReadFault.Broadcast
            : OperatorReadFault.None;
    }
}
