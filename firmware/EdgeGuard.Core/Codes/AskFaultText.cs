namespace EdgeGuard.Core.Codes;

/// <summary>What is wrong and what would be right, for every <see cref="AskFault"/>.</summary>
public static class AskFaultText
{
    /// <summary>Short, without a full stop.</summary>
    public static string Message(AskFault fault)
    {
        switch (fault)
        {
            case AskFault.None: return "it answers";
            case AskFault.NotReading: return "only a request that reads can be asked";
            case AskFault.NoUnit: return "there is no such unit behind the module";
            case AskFault.Broadcast: return "unit 0 is all units of a bus, and none answers";
            case AskFault.LeftAlone: return "it did not answer lately and is left alone for a while";
            case AskFault.LineBusy: return "the clients had the line all the time";
            case AskFault.NoPath: return "no connection";
            case AskFault.Unanswered: return "it does not answer";
            case AskFault.Stopping: return "the guard stops";
            case AskFault.InternalFault: return "a fault of the module itself";
            case AskFault.AnsweredOtherwise: return "it answers, but not what was asked";
            case AskFault.CutShort: return "it begins an answer and does not finish it";
            case AskFault.NotModbus: return "what it answers is damaged, or not Modbus";
            case AskFault.ConnectionLost: return "the connection ended instead of an answer";
            case AskFault.Released: return "the module has let go of the PLC";
            default: return "fault " + (int)fault;
        }
    }

    /// <summary>Empty where there is nothing to do.</summary>
    public static string Remedy(AskFault fault)
    {
        switch (fault)
        {
            case AskFault.NotReading: return "functions 1 to 4";
            case AskFault.NoUnit: return "'show unit' and 'show plc.address' say which units there are";
            case AskFault.Broadcast: return "ask one unit";
            case AskFault.LeftAlone: return "is it on, is its address right? try again in a few seconds";
            case AskFault.LineBusy: return "try again; 'sessions' shows who asks";
            case AskFault.NoPath: return "is it on, is the cable in, does it take one more connection?";
            case AskFault.Unanswered: return "is it on, has it this unit id, does it speak Modbus?";
            case AskFault.AnsweredOtherwise:
            case AskFault.CutShort:
                return "'trace frame' shows what came";
            case AskFault.NotModbus: return "does it speak Modbus, is the line's format right? 'trace frame' shows what came";
            case AskFault.ConnectionLost: return "does it know this function, does it take one more connection?";
            case AskFault.Released: return "'plc release off' takes it back";
            default: return "";
        }
    }
}
