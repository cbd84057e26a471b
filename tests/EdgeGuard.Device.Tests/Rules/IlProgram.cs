using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Modbus;
using EdgeGuard.Module;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Shell;
using EdgeGuard.Store;
using EdgeGuard.Traffic;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>What runs on the device, as the host compiles it: the shared assemblies, and the device's own sources.</summary>
internal sealed class IlProgram
{
    private const string Own = "EdgeGuard.Device.";
    private const string Tests = "EdgeGuard.Device.Tests.";

    private readonly Dictionary<string, IlMethod> _methods;
    private readonly Dictionary<string, IReadOnlyList<string>> _parents;
    private readonly Dictionary<string, List<string>> _overrides = [];
    private readonly HashSet<string> _enums;

    private IlProgram(IReadOnlyList<IlAssembly> assemblies)
    {
        _methods = assemblies.SelectMany(a => a.Methods).ToDictionary(m => m.Key);
        _parents = assemblies.SelectMany(a => a.Parents).ToDictionary(p => p.Key, p => p.Value);
        _enums = assemblies.SelectMany(a => a.Enums).ToHashSet();
        foreach (IlMethod method in _methods.Values) AddOverrides(method, method.Type);
    }

    /// <summary>Every method of the device's own sources.</summary>
    internal IEnumerable<IlMethod> Device
    {
        get { return _methods.Values.Where(m => IsDevice(m.Type)); }
    }

    /// <summary>The static constructors that there are.</summary>
    internal IEnumerable<IlMethod> StaticConstructors
    {
        get { return _methods.Values.Where(m => m.Name == ".cctor()"); }
    }

    internal static IlProgram Read()
    {
        return new IlProgram(
        [
            IlAssembly.Read(typeof(Request).Assembly, IsOurs),
            IlAssembly.Read(typeof(Judge).Assembly, IsOurs),
            IlAssembly.Read(typeof(Event).Assembly, IsOurs),
            IlAssembly.Read(typeof(TrafficTable).Assembly, IsOurs),
            IlAssembly.Read(typeof(Gateway).Assembly, IsOurs),
            IlAssembly.Read(typeof(RecordStore).Assembly, IsOurs),
            IlAssembly.Read(typeof(SelfTest).Assembly, IsOurs),
            IlAssembly.Read(typeof(ConsoleTerminal).Assembly, IsOurs),
            IlAssembly.Read(typeof(SiteZone).Assembly, IsOurs),
            IlAssembly.Read(typeof(RunningGuard).Assembly, IsOurs),
            IlAssembly.Read(typeof(IlProgram).Assembly, IsDevice),
        ]);
    }

    /// <summary>A program of one assembly's types, for tests of these rules.</summary>
    internal static IlProgram Read(Assembly assembly, Func<string, bool> filter)
    {
        return new IlProgram([IlAssembly.Read(assembly, filter)]);
    }

    /// <summary>Whether a type is an enum, of ours or of the libraries'.</summary>
    internal bool IsEnum(string type)
    {
        return _enums.Contains(type) || typeof(IlProgram).Assembly.GetType(type) is { IsEnum: true };
    }

    /// <summary>Every method that a call may lead to from here, whatever stands behind an interface.</summary>
    internal IReadOnlyList<IlMethod> Reachable(string from)
    {
        return Reachable(from, IsCall);
    }

    /// <summary>Every method that is called from here; one that only a delegate is made of is not.</summary>
    internal IReadOnlyList<IlMethod> Called(string from)
    {
        return Reachable(from, code => IsCall(code) && code != OpCodes.Ldftn && code != OpCodes.Ldvirtftn);
    }

    private List<IlMethod> Reachable(string from, Func<OpCode, bool> leads)
    {
        var found = new List<IlMethod>();
        var seen = new HashSet<string> { from };
        var next = new Queue<string>(seen);
        while (next.TryDequeue(out string? key))
        {
            IlMethod method = _methods[key];
            found.Add(method);
            foreach (string target in method.Code.Where(i => leads(i.Code)).SelectMany(i => Targets(i.Operand)))
            {
                if (_methods.ContainsKey(target) && seen.Add(target)) next.Enqueue(target);
            }
        }
        return found;
    }

    /// <summary>What a method calls that is not ours.</summary>
    internal IEnumerable<string> CallsOutside(IlMethod method)
    {
        return method.Code.Where(i => IsCall(i.Code) && !_methods.ContainsKey(i.Operand)).Select(i => i.Operand);
    }

    private static bool IsCall(OpCode code)
    {
        return code == OpCodes.Call || code == OpCodes.Callvirt || code == OpCodes.Newobj || code == OpCodes.Ldftn
            || code == OpCodes.Ldvirtftn;
    }

    private static bool IsOurs(string type)
    {
        return type.StartsWith("EdgeGuard.", StringComparison.Ordinal);
    }

    private static bool IsDevice(string type)
    {
        return type.StartsWith(Own, StringComparison.Ordinal) && !type.StartsWith(Tests, StringComparison.Ordinal);
    }

    private IEnumerable<string> Targets(string method)
    {
        return _overrides.TryGetValue(method, out List<string>? overrides) ? overrides.Prepend(method) : [method];
    }

    private void AddOverrides(IlMethod method, string type)
    {
        foreach (string parent in _parents.GetValueOrDefault(type, []))
        {
            string key = parent + "::" + method.Name;
            if (_methods.ContainsKey(key))
            {
                if (!_overrides.TryGetValue(key, out List<string>? list)) _overrides.Add(key, list = []);
                list.Add(method.Key);
            }
            AddOverrides(method, parent);
        }
    }
}
