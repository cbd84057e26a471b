namespace EdgeGuard.Core.Events;

/// <summary>What A and B of an event mean, in words. Their meaning stands beside each code.</summary>
public static class EventDetailText
{
    /// <summary>Empty where the code has no details.</summary>
    public static string Text(EventRecord record)
    {
        switch (record.Code)
        {
            case EventCode.ConfigurationActive:
                return "generation " + record.A;
            case EventCode.ConfigurationRejected:
                return record.A + " problems";
            case EventCode.CrlStale:
                return record.A + " hours overdue";
            case EventCode.TrustChanged:
                return record.A + " sessions ended";
            case EventCode.SessionClosed:
                return record.A + " requests";
            case EventCode.FrameBroken:
            case EventCode.PlcFrameBroken:
                return Frame(record);
            case EventCode.PlcTimeout:
                return record.A + " ms waited";
            case EventCode.PlcConnected:
            case EventCode.PlcLost:
                return "lane " + record.A;
            case EventCode.PlcAnswerStray:
                return "transaction " + record.A;
            case EventCode.BrokerConnected:
            case EventCode.BrokerLost:
                return "connection " + record.A;
            case EventCode.EventsLost:
                return Lost(record);
            default:
                return "";
        }
    }

    private static string Frame(EventRecord record)
    {
        return "fault " + record.A + ", " + record.B;
    }

    private static string Lost(EventRecord record)
    {
        if (record.A == -1) return "a start: what was not sent before is unknown";
        uint count = unchecked((uint)record.A);
        return count + " without a record, up to number " + record.Sequence;
    }
}
