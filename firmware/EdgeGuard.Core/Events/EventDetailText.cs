using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>What A and B of an event mean, in words. Their meaning stands beside each code.</summary>
public static class EventDetailText
{
    /// <summary>Stands for the number of a line where a client's serial port is meant; the event's peer says which.</summary>
    public const int ClientPort = -1;

    /// <summary>Empty where the code has no details.</summary>
    public static string Text(EventRecord record)
    {
        switch (EventTable.DetailOf(record.Code))
        {
            case EventDetail.Malformed:
                if (record.Reason != Refusal.Malformed) return "";
                return RequestFaultText.Of((RequestFault)Number(record.A), record.OffendingValue, record.B);
            case EventDetail.Generation:
                return "generation " + record.A;
            case EventDetail.Trial:
                return "generation " + record.A + ", " + record.B + " seconds to confirm it";
            case EventDetail.Rollback:
                return "generation " + record.A + " again, " + RollbackReasonText.Of((RollbackReason)Number(record.B));
            case EventDetail.Damage:
                return RecordName.Of(record.A) + (record.B == 2 ? ", its other copy is used" : ", nothing is left of it");
            case EventDetail.Record:
                return RecordName.Of(record.A);
            case EventDetail.ClockSource:
                return "by " + ClockSourceText.Of((ClockSource)Number(record.A)) + ", " + record.B + " s";
            case EventDetail.Secrets:
                return record.A == 1 ? "with secrets" : "without secrets";
            case EventDetail.ClockStep:
                return record.B == (int)ClockTrust.Unset ? "for the first time" : "by " + (record.A < 0 ? "" : "+") + record.A + " s";
            case EventDetail.Checks:
                return record.A + " of " + record.B + " checks failed";
            case EventDetail.Expiry:
                return ExpiryText.Line((CredentialKind)Number(record.A), record.B);
            case EventDetail.Isolation:
                return IsolationReasonText.Of((IsolationReason)Number(record.A));
            case EventDetail.Account:
                return Account(record.A);
            case EventDetail.Accounts:
                return record.A + (record.A == 1 ? " account" : " accounts");
            case EventDetail.AccountLevel:
                return Account(record.A) + ", " + AccountLevelText.Of((AccountLevel)Number(record.B));
            case EventDetail.AccountChange:
                return Account(record.A) + ", " + AccountChangeText.Of((AccountChange)Number(record.B));
            case EventDetail.Login:
                return (record.A > 0 ? Account(record.A) + ", " : "") + LoginFaultText.Of((LoginFault)Number(record.B));
            case EventDetail.Logout:
                return Account(record.A) + ", " + LogoutReasonText.Of((LogoutReason)Number(record.B));
            case EventDetail.Rejection:
                return record.B == 0
                    ? record.A + " problems"
                    : record.A + " sessions would end, all of them: " + HandshakeFaultText.Of((HandshakeFault)Number(record.B));
            case EventDetail.Overdue:
                return record.A + " hours overdue";
            case EventDetail.Early:
                return "the list begins in " + record.A + " min: this clock or the CA's is wrong";
            case EventDetail.Grace:
                return record.A + " hours past its end";
            case EventDetail.SessionsEnded:
                return record.A + " sessions ended";
            case EventDetail.Mode:
                return "now " + GuardModeText.Of((GuardMode)Number(record.A));
            case EventDetail.Handshake:
                return HandshakeFaultText.Of((HandshakeFault)Number(record.A)) + OffDates(record);
            case EventDetail.Revocation:
                return HandshakeFaultText.Of((HandshakeFault)Number(record.A));
            case EventDetail.Worker:
                return WorkerText.Of((Worker)Number(record.A), record.B);
            case EventDetail.Restart:
                return Restart(record);
            case EventDetail.Handles:
                return record.A > 0 ? "limit " + record.A : "";
            case EventDetail.BypassEnd:
                return BypassEndText.Of((BypassEnd)Number(record.A));
            case EventDetail.BypassRefusal:
                return record.A == 1 ? "the key was not seen off before" : "the configuration allows none";
            case EventDetail.Role:
                return RoleFaultText.Of((RoleFault)Number(record.A));
            case EventDetail.Session:
                return "session " + record.A;
            case EventDetail.SessionEnd:
                return SessionEndText.Of((SessionEnd)Number(record.B)) + ", " + record.A + " requests";
            case EventDetail.Asked:
                return OperatorReadFaultText.Of((OperatorReadFault)Number(record.A)) + ", " + record.B + " ms";
            case EventDetail.Trace:
                return TraceDialText.Of((TraceDial)Number(record.A)) + (record.B == 1 ? ", with values" : "");
            case EventDetail.Response:
                return ResponseText.Of(record);
            case EventDetail.CutShort:
                return ResponseText.Cut(record);
            case EventDetail.Frame:
                return Frame(record);
            case EventDetail.Timeout:
                return record.A + " ms waited" + (record.B > 0 ? ", answers to other requests came: " + record.B : "");
            case EventDetail.Connection:
                return Join(Connection(record.A), record.B > 0 ? "after " + record.B + " s" : "");
            case EventDetail.PlcState:
                return Join(Connection(record.A), record.B == 0 ? "" : PlcStateText.Of((PlcState)Number(record.B)));
            case EventDetail.Unasked:
                return record.A + (record.A == 1 ? " byte" : " bytes") + " that nobody asked for, first " + HexByte(record.B)
                    + ": a heartbeat of the serial server?";
            case EventDetail.Fruitless:
                return record.A + " in a row: perhaps it needs time after connecting (plc.connect-delay), or is no Modbus/TCP";
            case EventDetail.DeviceObjects:
                return DeviceObject.Labels(record.A);
            case EventDetail.Seconds:
                return "for " + record.A + " s";
            case EventDetail.TakenBack:
                return record.A == 1 ? "by a person" : "the time is over";
            case EventDetail.Line:
                return Line(record.A);
            case EventDetail.LineFault:
                return Line(record.A) + ": " + SerialFaultText.Of((SerialFault)Number(record.B));
            case EventDetail.UnitBackoff:
                return Line(record.A) + ", left alone for " + record.B + " ms";
            case EventDetail.Glued:
                return Glued(record);
            case EventDetail.Stray:
                return "transaction " + record.A + (record.Function > 0 ? ", behind this request" : "");
            case EventDetail.TooLarge:
                return record.A + " events";
            case EventDetail.Broker:
                return "connection " + record.A;
            case EventDetail.Lost:
                return Lost(record);
            default:
                return "";
        }
    }

    /// <summary>What a start is called that does not know of a loss, and does not know of none.</summary>
    internal const string Beginning = "record of events begins";

    /// <summary>Whether this is the loss record of such a start.</summary>
    internal static bool IsBeginning(EventRecord record)
    {
        return record.Code == EventCode.EventsLost && record.A == -1 && record.B == 0;
    }

    // With one connection, as most modules have it, its number tells nothing.
    private static string Connection(int number)
    {
        return number <= 0 ? "" : "connection " + (1L + number);
    }

    private static string Join(string one, string other)
    {
        return one.Length > 0 && other.Length > 0 ? one + ", " + other : one + other;
    }

    private static string Account(int number)
    {
        return "account " + number;
    }

    // By whose time: where a clock is wrong, everybody would be refused for dates that are right.
    private static string OffDates(EventRecord record)
    {
        if (record.B <= 0) return "";
        bool isEarly = record.A == (int)HandshakeFault.NotYetValid;
        string span = record.B < 120 ? record.B + " min" : record.B < 2 * 24 * 60 ? record.B / 60 + " hours"
            : record.B / (24 * 60) + " days";
        return ": by this module's time " + EventText.Moment(record) + (isEarly ? " it begins in " + span : " it ended " + span + " ago");
    }

    private static string Restart(EventRecord record)
    {
        var worker = (Worker)((record.B >> 24) & 0xFF);
        return new RestartCause((RestartReason)Number(record.A), worker, record.B & 0xFFFFFF, "").Words;
    }

    private static string Line(int number)
    {
        return number == ClientPort ? "the client's port" : "line " + number;
    }

    private static string Glued(EventRecord record)
    {
        if (record.A == 0) return "zeros behind a request, or data of it: its end is unclear, and it was dropped";
        long count = record.A;
        if (count < 0) count = -count;
        string first = EventText.Hex(new[] { (byte)(record.B & 0xFF) });
        return (count == 1 ? "a byte " + first : count + " bytes, the first " + first + ",") + (record.A < 0 ? " behind" : " before")
            + " the frame: no bias on the line, or a driver that switches late?";
    }

    private static string Frame(EventRecord record)
    {
        switch ((FrameFault)Number(record.A))
        {
            case FrameFault.ProtocolId: return "protocol id " + record.B + " instead of 0";
            case FrameFault.TooShort: return "length " + record.B + " is too short";
            case FrameFault.TooLong: return "length " + record.B + " is too long; setting frame.max bounds it";
            case FrameFault.Crc: return "CRC " + record.B + " does not fit";
            case FrameFault.HalfFrame: return record.B + " bytes and then silence";
            case FrameFault.NoSilence: return record.B + " bytes without silence";
            case FrameFault.EndUnclear: return record.B + " bytes whose end is unclear: zeros behind the frame, or data of it";
            case FrameFault.Text:
                return "it begins with text ('" + FirstText(record)
                    + "'): a registration packet of a serial server? switch it off, or set plc.connect-delay";
            case FrameFault.RtuOverTcp:
                return "this looks like RTU over TCP: unit " + ((record.B >> 8) & 0xFF) + ", function " + (record.B & 0x7F)
                    + ", right CRC; set the serial server to Modbus/TCP";
            default: return "fault " + record.A + ", " + record.B;
        }
    }

    // As EventSource.RaiseText has put it there; it ends before what cannot be shown.
    private static string FirstText(EventRecord record)
    {
        byte[] bytes = new byte[12];
        BigEndian.Put32(bytes, 0, record.B);
        BigEndian.Put32(bytes, 4, record.OffendingValue);
        BigEndian.Put16(bytes, 8, record.Address);
        BigEndian.Put16(bytes, 10, record.Quantity);
        char[] text = new char[bytes.Length];
        int count = 0;
        while (count < bytes.Length && bytes[count] >= ' ' && bytes[count] <= '~') text[count] = (char)bytes[count++];
        return new string(text, 0, count);
    }

    private static string HexByte(int value)
    {
        const string digits = "0123456789ABCDEF";
        return "" + digits[(value >> 4) & 15] + digits[value & 15];
    }

    // A record may come from anywhere: what fits none of the byte-sized enumerations is a number that none of them knows.
    internal static byte Number(int value)
    {
        return value >= 0 && value < byte.MaxValue ? (byte)value : byte.MaxValue;
    }

    private static string Lost(EventRecord record)
    {
        if (IsBeginning(record)) return "events of an earlier run that were neither sent nor stored are not in it";
        if (record.A == -1)
        {
            return "with a power cut: the last stored batch is torn, " + record.B + " bytes; what was not stored before is unknown";
        }
        uint count = unchecked((uint)record.A);
        return count + " without a record, up to number " + record.Sequence;
    }
}
