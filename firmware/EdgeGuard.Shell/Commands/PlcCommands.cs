using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Asking units themselves, past the policy: only what reads, and only by somebody who is logged in.</summary>
/// <remarks>What is in force is asked over the guard's own line. An address that is not yet in force has no line, and gets a connection of
/// its own.</remarks>
internal static class PlcCommands
{
    private const int LastUnit = 255;

    internal static void Ping(ConsoleSession session, CommandWords words)
    {
        CheckedConfiguration? inForce = session.Services.Configurations.InForce;
        int unit = inForce == null ? 1 : FirstUnit(inForce);
        if (words.Count > 2 && !CommandWords.TryNumber(words[2], LastUnit, out unit))
        {
            session.Fail("'" + words.Rest(2) + "' is no unit id", "0 to 255, as the clients use it");
            return;
        }
        Ping(session, (byte)unit, inForce == null ? Candidate(session) : "");
    }

    /// <summary>Asks the PLC of the candidate for one register, and says how
    /// that went. True when it answered, with an exception perhaps.</summary>
    internal static bool PingCandidate(ConsoleSession session)
    {
        string address = Candidate(session);
        CheckedConfiguration? inForce = session.Services.Configurations.InForce;
        // The guard has a connection there already, and the PLC may take one alone.
        bool isInForce = inForce != null && inForce.Settings.Text(SettingKeys.PlcAddress) == address;
        return Ping(session, 1, isInForce ? "" : address);
    }

    internal static void Read(ConsoleSession session, CommandWords words)
    {
        AddressTable table = Table(words[3]);
        bool isUnit = CommandWords.TryNumber(words[2], LastUnit, out int unit);
        int address = AddressText.Read(words[4], table, out string noAddress, out string remedy);
        int quantity = 1;
        bool isQuantity = words.Count < 6 || CommandWords.TryNumber(words[5], 125, out quantity);
        if (isUnit && table != AddressTable.None && words.Count > 4 && address < 0)
        {
            session.Fail(noAddress, remedy);
            return;
        }
        if (!isUnit || table == AddressTable.None || address < 0 || !isQuantity || quantity == 0)
        {
            session.Fail("'" + words.Rest(2) + "' is nothing that can be read", "such as 'plc read 1 holding 40 2'; up to 125 at once");
            return;
        }
        string candidate = session.Services.Configurations.InForce == null ? Candidate(session) : "";
        byte function = FunctionTable.ReadFunction(table);
        var pdu = new byte[] { function, (byte)(address >> 8), (byte)(address & 0xFF), 0, (byte)quantity };
        PlcReadResult? reply = Ask(session, candidate, (byte)unit, pdu);
        if (reply == null) return;
        string meant = AddressText.ProbablyMeant(words[4]);
        if ((reply.Pdu[0] & FunctionCode.ExceptionFlag) == 0)
        {
            Show(session, reply.Pdu, AddressTables.IsBits(table), address, quantity);
        }
        else
        {
            session.Fail("unit " + unit + " answers with exception " + reply.Pdu[1] + Meaning(reply.Pdu[1]),
                meant.Length > 0 ? meant : "perhaps another table or address");
        }
    }

    private static AddressTable Table(string word)
    {
        switch (word)
        {
            case "coil": return AddressTable.Coils;
            case "discrete": return AddressTable.DiscreteInputs;
            case "holding": return AddressTable.HoldingRegisters;
            case "input": return AddressTable.InputRegisters;
            default: return AddressTable.None;
        }
    }

    private static bool Ping(ConsoleSession session, byte unit, string candidate)
    {
        PlcReadResult? reply = Ask(session, candidate, unit, new byte[] { FunctionCode.ReadHoldingRegisters, 0, 0, 0, 1 });
        if (reply == null) return false;
        bool isException = (reply.Pdu[0] & FunctionCode.ExceptionFlag) != 0;
        string what = isException
            ? "exception " + reply.Pdu[1] + Meaning(reply.Pdu[1])
            : "register 0 is " + (reply.Pdu[2] * 256 + reply.Pdu[3]);
        session.Output.Line("Unit " + unit + " answers in " + reply.Milliseconds + " ms: " + what);
        return true;
    }

    // Application Protocol V1.1b3, section 7.
    private static string Meaning(byte exception)
    {
        switch (exception)
        {
            case ExceptionCode.IllegalFunction: return ": it has no such table";
            case ExceptionCode.IllegalDataAddress: return ": it has no such address";
            case ExceptionCode.ServerDeviceBusy: return ": it is busy";
            case ExceptionCode.GatewayPathUnavailable:
            case ExceptionCode.GatewayTargetFailedToRespond: return ": there is no such unit behind it";
            default: return "";
        }
    }

    // The lowest there is: with buses alone there need not be a unit 1.
    private static int FirstUnit(CheckedConfiguration inForce)
    {
        UnitRoutes routes = new PlcPortPlan(inForce.Settings).Routes;
        int unit = 1;
        while (unit < LastUnit && !routes.Has((byte)unit)) unit++;
        return unit;
    }

    private static string Candidate(ConsoleSession session)
    {
        return SettingCommands.ValueIn(session.Services.Configurations.CandidateSettings, SettingKeys.PlcAddress);
    }

    // An address that is not in force; empty: what is in force.
    private static PlcReadResult? Ask(ConsoleSession session, string candidate, byte unit, byte[] pdu)
    {
        if (candidate == "-")
        {
            session.Fail(
                "it is not set where the PLC is", "'set plc.address 192.168.50.10:502'; units of a bus can be asked once it is in force");
            return null;
        }
        IConsolePlatform platform = session.Services.Platform;
        string own = SettingCommands.ValueIn(session.Services.Configurations.CandidateSettings, SettingKeys.PlcOwnAddress);
        PlcReadResult reply = candidate.Length == 0
            ? platform.AskUnit(unit, pdu, session.Person!)
            : platform.AskNewPlc(candidate, own, unit, pdu);
        if (reply.Problem.Length == 0 && IsResponse(pdu, reply.Pdu)) return reply;
        string who = candidate.Length == 0 ? "unit " + unit : "the PLC at " + candidate;
        if (reply.Problem.Length > 0) session.Fail(who + ": " + reply.Problem, reply.Remedy);
        else session.Fail(who + ": its response does not fit the request", "does it speak Modbus TCP on that port?");
        return null;
    }

    private static bool IsResponse(byte[] asked, byte[] answer)
    {
        // A range beyond the last address is asked for too: its exception fits.
        var request = new Request();
        request.Decode(0, asked, 0, asked.Length);
        return ResponseCheck.Check(request, answer, 0, answer.Length) == ResponseFault.None;
    }

    private static void Show(ConsoleSession session, byte[] pdu, bool isBits, int address, int quantity)
    {
        for (int i = 0; i < quantity; i++)
        {
            string value;
            if (isBits) value = (pdu[2 + i / 8] >> (i % 8) & 1) == 1 ? "on" : "off";
            else value = (pdu[2 + 2 * i] * 256 + pdu[3 + 2 * i]).ToString();
            session.Output.Line(TerminalText.Padded((address + i).ToString(), 8) + value);
        }
    }
}
