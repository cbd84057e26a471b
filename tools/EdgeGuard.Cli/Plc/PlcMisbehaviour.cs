using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>One <c>--misbehave</c>: a fault, how often, and for which requests. Not thread-safe: the server's lock guards it.</summary>
/// <remarks>FAULT[=NUMBER][:COUNT][@UNIT[/FUNCTION[/ADDRESS]]], where UNIT and FUNCTION may be *.</remarks>
public sealed partial class PlcMisbehaviour
{
    private static readonly Dictionary<string, PlcFault> Faults =
        Enum.GetValues<PlcFault>().Where(fault => fault != PlcFault.None).ToDictionary(NameOf);

    private readonly int? _unit;
    private readonly int? _function;
    private readonly int? _address;
    private int? _left;

    private PlcMisbehaviour(PlcFault fault, Match match)
    {
        Fault = fault;
        Number = Optional(match, "number") ?? Default(fault);
        _left = Optional(match, "count");
        _unit = Optional(match, "unit");
        _function = Optional(match, "function");
        _address = Optional(match, "address");
    }

    public PlcFault Fault { get; }

    /// <summary>Milliseconds of <see cref="PlcFault.Slow"/> and <see cref="PlcFault.ByteByByte"/>, code of an exception.</summary>
    public int Number { get; }

    /// <summary>Every fault's name.</summary>
    public static IEnumerable<string> Names
    {
        get { return Faults.Keys; }
    }

    /// <summary>Whether it can happen on a serial line, which has no header and no connection, or else on TCP, which has no CRC.</summary>
    public bool IsPossible(bool isSerial)
    {
        return Fault switch
        {
            PlcFault.WrongTransaction or PlcFault.WrongProtocol or PlcFault.WrongLength or PlcFault.CloseAfterRequest => !isSerial,
            PlcFault.WrongCrc or PlcFault.Cut or PlcFault.Twice or PlcFault.Noise => isSerial,
            _ => true,
        };
    }

    /// <summary>Reads one; otherwise <paramref name="problem"/> says what is wrong and what would be right.</summary>
    public static PlcMisbehaviour? Parse(string text, out string problem)
    {
        Match match = Format().Match(text);
        if (!match.Success)
        {
            problem = $"'{text}' is not FAULT[=NUMBER][:COUNT][@UNIT[/FUNCTION[/ADDRESS]]], such as silence:3 or slow=800@1/3/40";
            return null;
        }

        if (!Faults.TryGetValue(match.Groups["fault"].Value, out PlcFault fault))
        {
            problem = $"'{match.Groups["fault"].Value}' is no fault; there are {string.Join(", ", Names)}";
            return null;
        }

        problem = Problem(fault, match);
        return problem.Length == 0 ? new PlcMisbehaviour(fault, match) : null;
    }

    /// <summary>Whether it is this request's turn; counts if it is.</summary>
    public bool Takes(Request request)
    {
        bool isMeant = Fits(_unit, request.Unit) && Fits(_function, request.Function)
            && (Fits(_address, request.ReadTable, request.ReadAddress, request.ReadQuantity)
                || Fits(_address, request.WriteTable, request.WriteAddress, request.WriteQuantity));
        if (!isMeant || _left == 0)
        {
            return false;
        }

        _left--;
        return true;
    }

    private static bool Fits(int? wanted, int actual)
    {
        return wanted is null || wanted == actual;
    }

    private static bool Fits(int? wanted, AddressTable table, int address, int quantity)
    {
        return wanted is null || (table != AddressTable.None && wanted >= address && wanted < address + quantity);
    }

    private static string Problem(PlcFault fault, Match match)
    {
        bool takesNumber = Default(fault) != 0;
        if (!takesNumber && match.Groups["number"].Success)
        {
            return $"'{NameOf(fault)}' takes no number; =NUMBER belongs to slow, byte-by-byte and exception";
        }

        int max = fault == PlcFault.Exception ? 255 : 600_000;
        return Beyond(match, "number", 1, max) ?? Beyond(match, "count", 1, 1_000_000) ?? Beyond(match, "unit", 0, 255)
            ?? Beyond(match, "function", 1, 127) ?? Beyond(match, "address", 0, 65535) ?? "";
    }

    private static string? Beyond(Match match, string what, int min, int max)
    {
        Group group = match.Groups[what];
        bool isAny = !group.Success || group.Value == "*";
        bool isWithin = isAny || (int.TryParse(group.Value, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max);
        return isWithin ? null : $"the {what} '{group.Value}' is not within {min} and {max}";
    }

    private static int? Optional(Match match, string what)
    {
        Group group = match.Groups[what];
        return group.Success && group.Value != "*" ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;
    }

    private static int Default(PlcFault fault)
    {
        return fault switch { PlcFault.Slow => 500, PlcFault.ByteByByte => 5, PlcFault.Exception => 4, _ => 0 };
    }

    /// <summary>The fault's name, as on the command line.</summary>
    public static string NameOf(PlcFault fault)
    {
        return Capital().Replace(fault.ToString(), "-$0").ToLowerInvariant();
    }

    [GeneratedRegex(
        @"^(?<fault>[a-z-]+)(=(?<number>\d+))?(:(?<count>\d+))?(@(?<unit>\d+|\*)(/(?<function>\d+|\*)(/(?<address>\d+))?)?)?$")]
    private static partial Regex Format();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
