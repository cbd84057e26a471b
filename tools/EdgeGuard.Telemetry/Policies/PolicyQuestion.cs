using System;
using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Telemetry;

/// <summary>A request with the circumstances it is judged in, as people type it.</summary>
public sealed class PolicyQuestion
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private readonly Request _request = new();
    private readonly List<(int Unit, AddressTable Table, int Address, int Value)> _known = [];
    private int _weekMinute = JudgeInput.TimeUnknown;

    /// <summary>Whether behind the module is a serial bus, on which unit 0 is a broadcast.</summary>
    public bool IsSerialBus { get; init; }

    /// <summary>Takes the request; what is wrong with it, or null. A malformed PDU is nothing wrong: it is judged.</summary>
    public string? SetRequest(string text)
    {
        var reader = new RequestReader();
        byte[]? pdu = reader.Read(text);
        if (pdu == null) return reader.Problem;
        _request.Decode(reader.Unit, pdu, 0, pdu.Length);
        return null;
    }

    /// <summary>Takes <c>mon 07:00</c>; what is wrong with it, or null.</summary>
    public string? SetTime(string? text)
    {
        if (text == null) return null;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int day = words.Length == 2 ? Array.IndexOf(Days, words[0]) : -1;
        if (day < 0 || !TimeOnly.TryParseExact(words[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return $"'{text}' is no time of the week, such as \"mon 07:00\"";
        }
        _weekMinute = day * TimeWindow.Day + time.Hour * 60 + time.Minute;
        return null;
    }

    /// <summary>Takes <c>3:12=0</c> or <c>3:12@2=0</c>; what is wrong with it, or null.</summary>
    public string? AddKnown(string text)
    {
        string[] sides = text.Split('=');
        string[] place = sides[0].Split('@');
        string[] parts = place[0].Split(':');
        bool ok = sides.Length == 2 && place.Length <= 2 && parts.Length == 2;
        if (!ok || !TryNumber(parts[0], 4, out int table) || table < 1 || !TryNumber(parts[1], 65535, out int address)
            || !TryNumber(sides[1], 65535, out int value))
        {
            return $"'{text}' is no value of a PLC, such as 3:12=0";
        }
        int unit = _request.Unit;
        if (place.Length == 2 && !TryNumber(place[1], 255, out unit)) return $"'{place[1]}' is no unit";
        _known.Add((unit, FunctionTable.Table(table), address, value));
        return null;
    }

    /// <summary>Asks a policy that has no errors.</summary>
    public Explanation Ask(PolicyReading reading, string? role)
    {
        var values = new ObservedValues(reading.Policy!);
        foreach ((int unit, AddressTable table, int address, int value) in _known) values.Store((byte)unit, table, address, value, 0);
        var input = new JudgeInput { Now = 0, HeldSince = 0, WeekMinute = _weekMinute, Values = values, IsSerialBus = IsSerialBus };
        return PolicyExplainer.Explain(reading.Document, reading.Policy!, role, _request, input);
    }

    private static bool TryNumber(string text, int max, out int number)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;
    }
}
