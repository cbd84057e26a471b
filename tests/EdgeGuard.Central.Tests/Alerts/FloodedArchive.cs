using System;
using System.Reflection;

namespace EdgeGuard.Central.Tests;

/// <summary>An archive to which something comes each time that somebody reads what is new.</summary>
public class FloodedArchive : DispatchProxy
{
    private IArchive _archive = null!;
    private Action _flood = null!;

    internal static IArchive Of(IArchive archive, Action flood)
    {
        IArchive flooded = Create<IArchive, FloodedArchive>();
        var proxy = (FloodedArchive)(object)flooded;
        proxy._archive = archive;
        proxy._flood = flood;
        return flooded;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IArchive.EventsAfter)) _flood();
        return targetMethod.Invoke(_archive, args);
    }
}
