using System;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Device.Tests;

/// <summary>The boards that there are: a folder of firmware/EdgeGuard.Device/Boards each, named as the board's class is.</summary>
internal static class BoardFolders
{
    private static readonly string Device = Path.Combine(WireVectorFolder.Checkout, "firmware", "EdgeGuard.Device");

    internal static string[] Names { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Device, "Boards")).Select(
            folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal),
    ];

    /// <summary>The class of every folder, one object each.</summary>
    internal static Board[] Boards()
    {
        return [.. Names.Select(Create)];
    }

    internal static string Project(string name)
    {
        return Path.Combine(Device, "Boards", name, "EdgeGuard.Device." + name + ".nfproj");
    }

    private static Board Create(string name)
    {
        Type? type = typeof(Board).Assembly.GetType("EdgeGuard.Device." + name);
        Assert.IsNotNull(type, $"Boards/{name} has no class {name}");
        return (Board)Activator.CreateInstance(type, true)!;
    }
}
