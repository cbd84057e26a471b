using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Mono.Cecil;

namespace EdgeGuard.Testing.Interpreter;

/// <summary>The shared assemblies once more, with a meter built into their IL.
/// Their types are others than those that a test names: it calls by name.</summary>
public sealed class MeteredCode : AssemblyLoadContext
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly Action<MethodDefinition> _rewrite;
    private readonly HashSet<Assembly> _started = [];

    /// <param name="rewrite">Builds the meter into a method that has a body.</param>
    internal MeteredCode(Action<MethodDefinition> rewrite)
        : base("metered")
    {
        _rewrite = rewrite;
    }

    /// <summary>Makes an object of a type.</summary>
    public object New(string type, params object?[] arguments)
    {
        return Activator.CreateInstance(Type(type), Any, null, arguments, null)!;
    }

    /// <summary>Calls a static method.</summary>
    public object? Call(string type, string method, params object?[] arguments)
    {
        return Type(type).InvokeMember(method, Any | BindingFlags.InvokeMethod, null, null, arguments, null);
    }

    /// <summary>Calls a method of an object.</summary>
    public static object? Call(object target, string method, params object?[] arguments)
    {
        return target.GetType().InvokeMember(method, Any | BindingFlags.InvokeMethod, null, target, arguments, null);
    }

    /// <summary>A property of an object.</summary>
    public static object? Get(object target, string property)
    {
        return target.GetType().InvokeMember(property, Any | BindingFlags.GetProperty, null, target, null, null);
    }

    /// <summary>Sets a property of an object.</summary>
    public static void Set(object target, string property, object value)
    {
        target.GetType().InvokeMember(property, Any | BindingFlags.SetProperty, null, target, [value], null);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        bool isShared = name.StartsWith("EdgeGuard.", StringComparison.Ordinal) && name != "EdgeGuard.Testing";
        return isShared ? LoadFromStream(Rewritten(Path.Combine(AppContext.BaseDirectory, name + ".dll"))) : null;
    }

    // The namespace of a type begins with the name of its assembly: EdgeGuard.Store.PastedLines.
    private Type Type(string type)
    {
        string[] parts = type.Split('.');
        Assembly assembly = LoadFromAssemblyName(new AssemblyName(parts[0] + "." + parts[1]));
        if (_started.Add(assembly)) RunStaticConstructors(assembly);
        return assembly.GetType(type, true)!;
    }

    // As the interpreter does, at its start: what they execute is no part of what is measured.
    private static void RunStaticConstructors(Assembly assembly)
    {
        foreach (Type type in assembly.GetTypes()) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
    }

    private MemoryStream Rewritten(string file)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(file);
        foreach (TypeDefinition type in assembly.MainModule.GetTypes())
        {
            foreach (MethodDefinition method in type.Methods)
            {
                if (method.HasBody) _rewrite(method);
            }
        }
        var stream = new MemoryStream();
        assembly.Write(stream);
        stream.Position = 0;
        return stream;
    }
}
