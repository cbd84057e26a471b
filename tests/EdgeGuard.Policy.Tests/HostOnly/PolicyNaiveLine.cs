using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>A random line that judges by itself, address by address and
/// value by value: slow, plain, and none of the product's code.</summary>
internal sealed class PolicyNaiveLine
{
    private static readonly int[] Codes = [1, 2, 3, 4, 5, 6, 8, 15, 16, 20, 22, 23, 24, 43, 90];

    private readonly bool _isNever;
    private readonly int[] _codes;
    private readonly int _sub = -1;
    private readonly HashSet<int>? _units;
    private readonly HashSet<int>? _addresses;
    private readonly HashSet<int>? _reads;
    private readonly HashSet<int>? _writes;
    private readonly HashSet<int>? _files;
    private readonly HashSet<int>? _records;
    private readonly HashSet<int>? _quantities;
    private readonly HashSet<int>? _values;
    private readonly bool _isSigned;
    private readonly PolicyNaivePairs? _pairs;
    private readonly int _mask = -1;
    private readonly int _step;
    private readonly (int Address, int Value)? _when;
    private readonly (int Day, int From, int To)? _window;

    internal PolicyNaiveLine(Random random, bool isNever)
    {
        _isNever = isNever;
        int code = Codes[random.Next(Codes.Length)];
        _codes = [code];
        if (code is 1 or 2 or 3 or 4 && random.Next(2) == 0)
        {
            _codes = [.. new[] { 1, 2, 3, 4 }.Where(each => each == code || random.Next(2) == 0)];
        }
        if (code is 8 or 43 && random.Next(2) == 0) _sub = code == 8 ? random.Next(3) : 13 + random.Next(2);
        if (random.Next(2) == 0) _units = Set(random, 4);
        bool hasAddress = code is not (8 or 20 or 43 or 90);
        if (hasAddress && random.Next(4) != 0) _addresses = Set(random, 24);
        if (code == 20 && random.Next(2) == 0) _files = [.. Set(random, 6).Select(each => each + 1)];
        if (isNever) return;
        if (code == 20 && random.Next(2) == 0) _records = Set(random, 8);
        if ((hasAddress || code == 20) && code != 24 && random.Next(5) == 0) _quantities = [.. Set(random, 6).Select(each => each + 1)];
        if (code == 23 && random.Next(2) == 0)
        {
            _addresses = null;
            _reads = Set(random, 24);
            _writes = Set(random, 24);
        }

        if (code is 16 or 23 && random.Next(3) == 0)
        {
            _pairs = new PolicyNaivePairs(random);
            if (_writes != null) _writes = _pairs.Addresses;
            else _addresses = _pairs.Addresses;
        }
        else if (code is 6 or 16 or 23 && random.Next(2) == 0)
        {
            _isSigned = random.Next(3) == 0;
            _values = [.. Set(random, 20).Select(each => _isSigned ? each - 10 : each)];
        }

        if (code is 6 or 16 && _addresses != null && _pairs == null && random.Next(4) == 0) _step = 1 + random.Next(4);
        if (code == 22 && random.Next(2) == 0) _mask = random.Next(65536);
        if (random.Next(6) == 0) _when = (random.Next(2), random.Next(2));
        if (random.Next(6) == 0) _window = (random.Next(7), random.Next(24) * 60, 30 + random.Next(23) * 60);
    }

    internal string Text()
    {
        string text = (_isNever ? "never " : "  allow ") + string.Join(",", _codes) + (_sub >= 0 ? "/" + _sub : "");
        if (_units != null) text += " unit " + List(_units);
        if (_addresses != null) text += " address " + List(_addresses);
        if (_reads != null) text += " read " + List(_reads);
        if (_writes != null) text += " write " + List(_writes);
        if (_files != null) text += " file " + List(_files);
        if (_records != null) text += " record " + List(_records);
        if (_quantities != null) text += " quantity " + List(_quantities);
        if (_values != null) text += " value " + string.Join(",", _values);
        if (_pairs != null) text += " value " + _pairs.Text();
        if (_step > 0) text += " step " + _step;
        if ((_values != null || _step > 0) && _isSigned) text += " as s16";
        if (_mask >= 0) text += $" mask 0x{_mask:X}";
        if (_when != null) text += $" when 3:{_when.Value.Address} = {_when.Value.Value} within 5s";
        if (_window is { } window)
        {
            text += $" during {"mon tue wed thu fri sat sun".Split(' ')[window.Day]} {Clock(window.From)}-{Clock(window.To)}";
        }
        return text;
    }

    /// <summary>Whether a <c>never</c> line forbids the request.</summary>
    internal bool Touches(Request request)
    {
        if (!Names(request) || _units?.Contains(request.Unit) == false) return false;
        if (request.GroupCount > 0) return _files == null || Files(request).Any(_files.Contains);
        return _addresses == null || Addresses(request).Any(_addresses.Contains);
    }

    /// <summary>What an <c>allow</c> line says alone.</summary>
    internal Verdict Judge(Request request, JudgeInput input)
    {
        if (!Names(request) || !(_units?.Contains(request.Unit) ?? request.Unit != 0)) return Verdict.Refuse;
        if (_addresses != null && !Addresses(request).All(_addresses.Contains)) return Verdict.Refuse;
        if (_reads != null && !Addresses(request.ReadAddress, request.ReadQuantity).All(_reads.Contains)) return Verdict.Refuse;
        if (_writes != null && !Addresses(request.WriteAddress, request.WriteQuantity).All(_writes.Contains)) return Verdict.Refuse;
        if (_files != null && !Files(request).All(_files.Contains)) return Verdict.Refuse;
        if (_records != null && !Records(request).All(_records.Contains)) return Verdict.Refuse;
        if (_quantities != null && !Quantities(request).All(_quantities.Contains)) return Verdict.Refuse;
        int[] written = Written(request);
        if (_values != null && !written.All(_values.Contains)) return Verdict.Refuse;
        if (_pairs?.Allows(request) == false) return Verdict.Refuse;
        if (_mask >= 0 && (~request.AndMask & 0xFFFF & ~_mask) != 0) return Verdict.Refuse;
        if (_window is { } window && !InWindow(window, input.WeekMinute)) return Verdict.Refuse;
        if (_when is { } when)
        {
            if (!input.Values!.TryGet(request.Unit, AddressTable.HoldingRegisters, when.Address, input.Now - 5000, out int state))
            {
                return Verdict.NeedValue;
            }
            if (state != when.Value) return Verdict.Refuse;
        }

        return _step > 0 ? Step(request, input, written) : Verdict.Allow;
    }

    private Verdict Step(Request request, JudgeInput input, int[] written)
    {
        for (int i = 0; i < written.Length; i++)
        {
            long notBefore = input.HeldSince;
            if (!input.Values!.TryGet(request.Unit, AddressTable.HoldingRegisters, request.WriteAddress + i, notBefore, out int present))
            {
                return Verdict.NeedValue;
            }
            if (Math.Abs(written[i] - Signed(present)) > _step) return Verdict.Refuse;
        }

        return Verdict.Allow;
    }

    private bool Names(Request request)
    {
        return _codes.Contains(request.Function) && (_sub < 0 || _sub == request.SubFunction);
    }

    private int[] Written(Request request)
    {
        bool hasValues = request.Function is 6 or 16 or 23;
        return hasValues ? [.. Enumerable.Range(0, request.WriteQuantity).Select(i => Signed(request.RegisterValue(i)))] : [];
    }

    private int Signed(int register)
    {
        return _isSigned && register > 32767 ? register - 65536 : register;
    }

    private static IEnumerable<int> Addresses(Request request)
    {
        return Addresses(request.ReadAddress, request.ReadQuantity).Concat(Addresses(request.WriteAddress, request.WriteQuantity));
    }

    private static IEnumerable<int> Addresses(int first, int quantity)
    {
        return Enumerable.Range(first, quantity);
    }

    private static IEnumerable<int> Files(Request request)
    {
        return Enumerable.Range(0, request.GroupCount).Select(request.GroupFile);
    }

    private static IEnumerable<int> Records(Request request)
    {
        return Enumerable.Range(0, request.GroupCount)
            .SelectMany(group => Addresses(request.GroupRecord(group), request.GroupLength(group)));
    }

    private static IEnumerable<int> Quantities(Request request)
    {
        if (request.GroupCount > 0) return Enumerable.Range(0, request.GroupCount).Select(request.GroupLength);
        return new[] { request.ReadQuantity, request.WriteQuantity }.Where(each => each > 0);
    }

    // Minute by minute: from the beginning on, until the end comes by.
    private static bool InWindow((int Day, int From, int To) window, int weekMinute)
    {
        for (int minute = window.Day * 1440 + window.From; minute % 1440 != window.To; minute++)
        {
            if (minute % 10080 == weekMinute) return true;
        }
        return false;
    }

    private static HashSet<int> Set(Random random, int size)
    {
        var set = new HashSet<int>();
        int first = random.Next(size);
        for (int i = first; i < Math.Min(size, first + 1 + random.Next(size)); i++) set.Add(i);
        if (random.Next(3) == 0) set.Add(random.Next(size));
        return set;
    }

    private static string List(HashSet<int> set)
    {
        return string.Join(",", set);
    }

    private static string Clock(int minute)
    {
        return $"{minute / 60:D2}:{minute % 60:D2}";
    }
}
