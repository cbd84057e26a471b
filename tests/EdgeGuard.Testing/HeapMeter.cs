using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using EdgeGuard.Policy;

namespace EdgeGuard.Testing;

/// <summary>Reckons what the objects that hang together would take on the
/// device's heap: 12 bytes each and 12 a field, arrays packed.</summary>
/// <remarks>It counts what the firmware's assemblies make: their own objects, arrays, texts and gates. What the host's fakes and libraries
/// make is looked through and not counted.</remarks>
public sealed class HeapMeter
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _next = new();

    /// <summary>Bytes by type, for a failing test to print.</summary>
    public Dictionary<string, int> ByType { get; } = [];

    /// <summary>Bytes of everything that can be reached from some objects.</summary>
    public static int Of(params object[] roots)
    {
        var meter = new HeapMeter();
        return meter.Add(roots);
    }

    /// <summary>Bytes of everything that can be reached from some objects and was not counted yet.</summary>
    public int Add(params object[] roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        int bytes = 0;
        foreach (object root in roots) Visit(root);
        while (_next.TryPop(out object? item)) bytes += Count(item);
        return bytes;
    }

    private int Count(object item)
    {
        Type type = item.GetType();
        int bytes = Size(item, type);
        if (bytes > 0) ByType[type.Name] = ByType.GetValueOrDefault(type.Name) + bytes;
        return bytes;
    }

    private int Size(object item, Type type)
    {
        if (item is string text) return Footprint.Text(text);
        if (item is Array array) return Elements(array, type.GetElementType()!);
        if (type == typeof(object)) return Footprint.Instance(0);
        if (!IsFirmware(type)) return 0;
        int fields = 0;
        for (Type? declares = type; declares != null && declares != typeof(object); declares = declares.BaseType)
        {
            foreach (FieldInfo field in declares.GetFields(Fields))
            {
                fields++;
                if (!field.FieldType.IsValueType && field.GetValue(item) is { } value) Visit(value);
            }
        }
        return Footprint.Instance(fields);
    }

    private int Elements(Array array, Type element)
    {
        if (element.IsPrimitive || element.IsEnum)
        {
            return Footprint.Array(array.Length, Width(element.IsEnum ? element.GetEnumUnderlyingType() : element));
        }
        foreach (object? value in array)
        {
            if (value != null) Visit(value);
        }
        return Footprint.References(array.Length);
    }

    private static int Width(Type type)
    {
        return type == typeof(bool) ? 1 : type == typeof(char) ? 2
            : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
    }

    // Links, clocks and signals belong to whoever runs the guard: the device's have their own place in the budget.
    private static bool IsFirmware(Type type)
    {
        string? name = type.Assembly.GetName().Name;
        return name is "EdgeGuard.Modbus" or "EdgeGuard.Policy" or "EdgeGuard.Core" or "EdgeGuard.Traffic" or "EdgeGuard.Guard"
            or "EdgeGuard.Settings" or "EdgeGuard.Store" or "EdgeGuard.Checks" or "EdgeGuard.Terminal" or "EdgeGuard.Shell"
            or "EdgeGuard.Module"
            || type.Namespace == "EdgeGuard.Device";
    }

    private void Visit(object value)
    {
        if (
            value is Delegate or Type or Pointer
                || value is not (string or Array) && value.GetType() != typeof(object) && !IsFirmware(value.GetType()))
        {
            return;
        }
        if (_seen.Add(value)) _next.Push(value);
    }
}
