using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Testing.Wire;

/// <summary>The folder tests/vectors of the checkout that the tests were built in.</summary>
public static class WireVectorFolder
{
    /// <summary>The folder that holds EdgeGuard.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests do not run inside a checkout.</exception>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>Every vector of Modbus/TCP, by file and then as written.</summary>
    /// <exception cref="FormatException">A file has problems.</exception>
    public static IReadOnlyList<WireVector> ReadAll()
    {
        return ReadFolder(Path.Combine(Checkout, "tests", "vectors"));
    }

    /// <summary>Every vector of RTU, likewise.</summary>
    /// <exception cref="FormatException">A file has problems.</exception>
    public static IReadOnlyList<WireVector> ReadRtu()
    {
        return ReadFolder(Path.Combine(Checkout, "tests", "vectors", "rtu"));
    }

    private static List<WireVector> ReadFolder(string folder)
    {
        return Directory.GetFiles(folder, "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => WireVectorReader.Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))
            .ToList();
    }

    private static string FindCheckout()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "EdgeGuard.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no EdgeGuard.sln above {AppContext.BaseDirectory}");
    }
}
