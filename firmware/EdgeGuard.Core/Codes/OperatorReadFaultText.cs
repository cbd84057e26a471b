namespace EdgeGuard.Core;

/// <summary>What is wrong and what would be right, for every <see cref="OperatorReadFault"/>.</summary>
public static class OperatorReadFaultText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Of(OperatorReadFault fault)
    {
        switch (fault)
        {
            case OperatorReadFault.None: return "it answers";
            case OperatorReadFault.NotReading: return "only a request that reads can be asked";
            case OperatorReadFault.NoUnit: return "there is no such unit behind the module";
            case OperatorReadFault.Broadcast: return "unit 0 is all units of a bus, and none answers";
            case OperatorReadFault.BackedOff: return "it did not answer lately and is left alone for a while";
            case OperatorReadFault.LineBusy: return "the clients had the line all the time";
            case OperatorReadFault.NoPath: return "no connection";
            case OperatorReadFault.Unanswered: return "it does not answer";
            case OperatorReadFault.Stopping: return "the guard stops";
            case OperatorReadFault.InternalFault: return "a fault of the module itself";
            case OperatorReadFault.AnsweredOtherwise: return "it answers, but not what was asked";
            case OperatorReadFault.CutShort: return "it begins an answer and does not finish it";
            case OperatorReadFault.NotModbus: return "what it answers is damaged, or not Modbus";
            case OperatorReadFault.ConnectionLost: return "the connection ended instead of an answer";
            case OperatorReadFault.Released: return "the module has let go of the PLC";
            default: return "fault " + (int)fault;
        }
    }

    /// <summary>Empty where there is nothing to do.</summary>
    public static string Remedy(OperatorReadFault fault)
    {
        switch (fault)
        {
            case OperatorReadFault.NotReading: return "functions 1 to 4";
            case OperatorReadFault.NoUnit: return "'show unit' and 'show plc.address' say which units there are";
            case OperatorReadFault.Broadcast: return "ask one unit";
            case OperatorReadFault.BackedOff: return "is it on, is its address right? try again in a few seconds";
            case OperatorReadFault.LineBusy: return "try again; 'sessions' shows who asks";
            case OperatorReadFault.NoPath: return "is it on, is the cable in, does it take one more connection?";
            case OperatorReadFault.Unanswered: return "is it on, has it this unit id, does it speak Modbus?";
            case OperatorReadFault.AnsweredOtherwise:
            case OperatorReadFault.CutShort:
                return "'trace frame' shows what came";
            case OperatorReadFault.NotModbus: return "does it speak Modbus, is the line's format right? 'trace frame' shows what came";
            case OperatorReadFault.ConnectionLost: return "does it know this function, does it take one more connection?";
            case OperatorReadFault.Released: return "'plc release off' takes it back";
            default: return "";
        }
    }
}
