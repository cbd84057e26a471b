using System;
using EdgeGuard.Core.Codes;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>A person's question to a unit: over the line that the clients use, in turn with them.</summary>
/// <remarks>One question, one thread. No policy judges it, so it is held to functions 1 to 4, which change nothing.</remarks>
internal sealed class UnitQuestion
{
    // As low as a role's can be: who asks here looks, and does not run the plant.
    private const int Priority = 2;

    private readonly GuardContext _context;
    private readonly EventSource _events;
    private readonly Peer _by;
    private readonly LineTicket _ticket;
    private readonly Request _request = new Request();
    private readonly byte[] _adu;
    private readonly byte _unit;

    /// <param name="context">The gateway's.</param>
    /// <param name="unit">The unit id, as clients use it.</param>
    /// <param name="pdu">The request; copied.</param>
    /// <param name="by">Who asks.</param>
    internal UnitQuestion(GuardContext context, byte unit, byte[] pdu, Peer by)
    {
        _context = context;
        _events = context.CreateEventSource(0, by);
        _by = by;
        _ticket = new LineTicket(context.Clock);
        _unit = unit;
        _adu = new byte[ModbusLimits.MbapHeader + pdu.Length];
        Array.Copy(pdu, 0, _adu, ModbusLimits.MbapHeader, pdu.Length);
    }

    /// <summary>Asks, once the line is free; the deadline is for that alone.</summary>
    internal UnitAnswer Ask(long deadline)
    {
        GuardConfiguration configuration = _context.Slot.Current;
        AskFault fault = Read(configuration);
        if (fault != AskFault.None) return UnitAnswer.Without(fault);
        PlcLine? line = _context.Lines.For(configuration, _request.Unit);
        if (line == null) return UnitAnswer.Without(AskFault.NoUnit);
        if (line.IsLeftAlone(configuration.Routes.UnitOnLine(_request.Unit))) return UnitAnswer.Without(AskFault.LeftAlone);
        if (!line.Take(_ticket, Priority, false, deadline))
        {
            return UnitAnswer.Without(_context.Clock.Now >= deadline ? AskFault.LineBusy : AskFault.Stopping);
        }
        return WithLine(line, _ticket.Lane!);
    }

    private UnitAnswer WithLine(PlcLine line, Lane lane)
    {
        bool isSound = false;
        try
        {
            UnitAnswer answer = WithLane(line, lane);
            isSound = true;
            return answer;
        }
        finally
        {
            // As for a client's request: a fault of ours may have left the connection amid an exchange.
            if (!isSound) lane.Drop(_events);
            line.Release(_ticket);
        }
    }

    private UnitAnswer WithLane(PlcLine line, Lane lane)
    {
        // A commit may have changed the unit's alias, or put it behind another line, while this one was waited for.
        GuardConfiguration configuration = _context.Slot.Current;
        AskFault fault = Read(configuration);
        if (fault == AskFault.None && _context.Lines.For(configuration, _request.Unit) != line) fault = AskFault.NoUnit;
        if (fault != AskFault.None) return UnitAnswer.Without(fault);
        if (line.IsReleased) return UnitAnswer.Without(AskFault.Released);
        LaneState state = line.Prepare(lane, configuration, _request.Unit, _events);
        if (state != LaneState.Ready) return UnitAnswer.Without(state == LaneState.UnitSilent ? AskFault.LeftAlone : AskFault.NoPath);
        return Exchange(lane, configuration);
    }

    private UnitAnswer Exchange(Lane lane, GuardConfiguration configuration)
    {
        _events.Count(Counter.UnitsAsked);
        _events.Trace.Unit = _unit;
        Exchanged exchanged = lane.Exchange(configuration, _adu, 0, _request, _by, _events);
        int milliseconds = (int)(_context.Clock.Now - lane.SentAt);
        AskFault fault = Fault(exchanged);
        _events.RaiseAbout(EventCode.UnitAsked, _by, _request, configuration.Generation, (int)fault, milliseconds);
        if (fault != AskFault.None) return UnitAnswer.Without(fault);
        var pdu = new byte[lane.AnswerLength];
        Array.Copy(lane.AnswerBuffer, lane.AnswerOffset, pdu, 0, pdu.Length);
        return new UnitAnswer(AskFault.None, pdu, milliseconds);
    }

    private static AskFault Fault(Exchanged exchanged)
    {
        switch (exchanged)
        {
            case Exchanged.Answered: return AskFault.None;
            case Exchanged.AnsweredOtherwise: return AskFault.AnsweredOtherwise;
            case Exchanged.CutShort: return AskFault.CutShort;
            case Exchanged.NotModbus: return AskFault.NotModbus;
            case Exchanged.ConnectionLost: return AskFault.ConnectionLost;
            default: return AskFault.Unanswered;
        }
    }

    private AskFault Read(GuardConfiguration configuration)
    {
        byte unit = configuration.Units.Map(_unit);
        bool isSound = _request.Decode(unit, _adu, ModbusLimits.MbapHeader, _adu.Length - ModbusLimits.MbapHeader);
        if (!isSound || !IsReading(_request.Function)) return AskFault.NotReading;
        return configuration.Routes.IsBroadcast && unit == ModbusLimits.BroadcastUnit ? AskFault.Broadcast : AskFault.None;
    }

    private static bool IsReading(byte function)
    {
        switch (function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
                return true;
            default:
                return false;
        }
    }
}
