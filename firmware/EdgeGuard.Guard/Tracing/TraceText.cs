using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Records of a trace in words, one line each.</summary>
public static class TraceText
{
    private const string Digits = "0123456789ABCDEF";

    // More of them fill the screen and tell nobody anything.
    private const int MostValues = 32;

    /// <summary>Time of day, session, and what happened.</summary>
    public static string Line(TraceRecord record, IClock clock)
    {
        string who = record.Session == 0 ? "-" : "#" + record.Session;
        while (who.Length < 4) who += " ";
        return Time(record, clock) + " " + who + " " + Text(record);
    }

    /// <summary>What happened, without time and session.</summary>
    public static string Text(TraceRecord record)
    {
        switch (record.Kind)
        {
            case TraceKind.Request: return Request(record);
            case TraceKind.FromClient: return "client > " + Hex(record);
            case TraceKind.ToClient: return "client < " + Hex(record);
            case TraceKind.ToPlc: return "   plc < " + Hex(record);
            case TraceKind.FromPlc: return "   plc > " + Hex(record);
            default: return Link(record) + (record.Peer == null ? "" : "  " + PeerText.Text(record.Peer));
        }
    }

    private static string Time(TraceRecord record, IClock clock)
    {
        long ms = clock.Trust == ClockTrust.Unset ? record.At / 1000 : clock.Utc - (clock.Microseconds - record.At) / 1000;
        long seconds = ms / 1000;
        return EventText.Digits(seconds / 3600 % 24, 2) + ":" + EventText.Digits(seconds / 60 % 60, 2)
            + ":" + EventText.Digits(seconds % 60, 2) + "." + EventText.Digits(ms % 1000, 3);
    }

    private static string Link(TraceRecord record)
    {
        switch (record.Kind)
        {
            case TraceKind.SessionOpened: return "opened, " + PeerTransportText.Of((PeerTransport)record.A);
            case TraceKind.SessionClosed: return "closed, " + SessionEndText.Of((SessionEnd)record.A) + ", " + record.B + " requests";
            case TraceKind.SessionRefused: return "rejected, " + RefusalText.Of((Refusal)record.A);
            case TraceKind.HandshakeRefused: return "rejected, " + HandshakeFaultText.Of((HandshakeFault)record.A);
            case TraceKind.PlcConnected: return "plc connection " + record.A + " stands";
            case TraceKind.PlcUnreachable: return "plc connection " + record.A + " cannot be made";
            case TraceKind.PlcClosed: return "plc connection " + record.A + " given up, " + Loss(record.B);
            case TraceKind.PlcLetGo: return "plc connection " + record.A + " let go, nobody needs it";
            case TraceKind.BusLetGo: return "serial line " + record.A + " let go, nobody needs it";
            case TraceKind.BusOpened: return "serial line " + record.A + " open";
            case TraceKind.BusClosed: return "serial line " + record.A + " lost, " + SerialFaultText.Of((SerialFault)record.B);
            default: return "record " + (int)record.Kind;
        }
    }

    private static string Loss(int last)
    {
        switch ((ExchangeResult)last)
        {
            case ExchangeResult.NothingCame: return "no answer";
            case ExchangeResult.CutShort: return "an answer that was cut short";
            case ExchangeResult.NotModbus: return "not Modbus";
            default: return "it ended";
        }
    }

    private static string Request(TraceRecord record)
    {
        var head = new EventRecord
        {
            Function = record.Function,
            SubFunction = record.SubFunction,
            Unit = record.Unit,
            Address = record.Address,
            Quantity = record.Quantity,
            Reason = record.Reason == Refusal.Malformed ? Refusal.Malformed : Refusal.None,
        };
        string peer = record.Peer == null ? "" : "  " + PeerText.Text(record.Peer);
        return RequestText.Text(head) + Written(record) + peer + "  " + Judged(record) + Became(record);
    }

    private static string Judged(TraceRecord record)
    {
        string line = record.Rule > 0 ? ", line " + record.Rule : "";
        if (record.Fate == RequestFate.RateLimited) return "rate-limited (" + RefusalText.Of(record.Reason) + ")";
        if (record.Verdict != Verdict.Refuse) return "allowed" + line;
        string fault = record.Reason == Refusal.Malformed ? ", " + RequestFaultText.Subject((RequestFault)record.A) : "";
        bool isRefused = record.Fate == RequestFate.Refused || record.Fate == RequestFate.None;
        return (isRefused ? "refused" : "observed") + " (" + RefusalText.Of(record.Reason) + fault + line + ")";
    }

    private static string Became(TraceRecord record)
    {
        switch (record.Fate)
        {
            case RequestFate.None: return ", the session ends";
            case RequestFate.NoPath: return ", no path" + Response(record);
            case RequestFate.BackedOff: return ", unit backed off" + Response(record);
            case RequestFate.Unanswered: return ", not answered" + Response(record);
            case RequestFate.AnsweredOtherwise: return ", answered otherwise" + Response(record);
            case RequestFate.CutShort: return ", answer cut short" + Response(record);
            case RequestFate.NotModbus: return ", answer not Modbus" + Response(record);
            case RequestFate.ConnectionLost: return ", connection lost" + Response(record);
            case RequestFate.Broadcast: return ", sent to all units" + Took(record);
            default: return Response(record);
        }
    }

    private static string Response(TraceRecord record)
    {
        if (record.ResponseLength == 0) return ", no answer" + Took(record);
        bool isException = record.ResponseKept == 2 && (record.Bytes[record.Kept] & FunctionCode.ExceptionFlag) != 0;
        if (isException) return ", exception " + record.Bytes[record.Kept + 1] + Took(record);
        int from = record.Kept + record.ResponseValueStart;
        bool hasValues = FunctionTable.ReturnsValues(record.Function);
        return ", answered" + (hasValues ? Values(record, from, record.Kept + record.ResponseKept) : "") + Took(record);
    }

    private static string Took(TraceRecord record)
    {
        if (record.TookUs < 0) return "";
        return ", " + record.TookUs / 1000 + "." + record.TookUs / 100 % 10 + " ms";
    }

    private static string Written(TraceRecord record)
    {
        bool isWritten = FunctionTable.IsWrite(record.Function) && FunctionTable.HasAddress(record.Function);
        if (!isWritten || record.Kept <= record.ValueStart) return "";
        // 5 says on with a whole byte, not with a bit.
        if (record.Function == FunctionCode.WriteSingleCoil) return record.Bytes[record.ValueStart] == 0 ? " = off" : " = on";
        return Values(record, record.ValueStart, record.Kept);
    }

    // What is in the registers or coils that stand from one byte to another; empty where values are not taken down.
    private static string Values(TraceRecord record, int from, int to)
    {
        if (from >= to) return "";
        bool isBits = AddressTables.IsBits(FunctionTable.Table(record.Function));
        int count = isBits ? 8 * (to - from) : (to - from) / 2;
        if (isBits && count > record.Quantity) count = record.Quantity;
        StringBuilder text = TextBuilder.New().Append(" =");
        for (int i = 0; i < count && i < MostValues; i++)
        {
            text.Append(' ');
            if (isBits) text.Append((record.Bytes[from + i / 8] >> (i % 8) & 1) == 1 ? "on" : "off");
            else text.Append(record.Bytes[from + 2 * i] << 8 | record.Bytes[from + 2 * i + 1]);
        }
        if (count > MostValues) text.Append(" ...");
        return text.ToString();
    }

    private static string Hex(TraceRecord record)
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < record.Kept; i++)
        {
            if (i > 0) text.Append(' ');
            text.Append(Digits[record.Bytes[i] >> 4]).Append(Digits[record.Bytes[i] & 15]);
        }
        int masked = record.Length - record.Kept;
        if (masked > 0) text.Append(" +").Append(masked).Append(masked == 1 ? " byte" : " bytes");
        return text.ToString();
    }
}
