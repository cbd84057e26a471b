using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>The policies that somebody took in here, as files of a folder: a module that has another one in force is an alert. Looks again
/// from time to time. Any thread.</summary>
public sealed class KnownPolicies(string folder, TimeProvider time, Action<string> problem)
{
    /// <summary>How the files' names end.</summary>
    public const string Ending = ".policy";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private HashSet<string>? _hashes;
    private long _lookedAt;

    /// <summary>The hashes of their canonical forms, lower-case hex.</summary>
    public IReadOnlySet<string> Hashes
    {
        get
        {
            lock (_lock)
            {
                if (_hashes != null && time.GetElapsedTime(_lookedAt) < LookEvery) return _hashes;
                _lookedAt = time.GetTimestamp();
                return _hashes = Read();
            }
        }
    }

    /// <summary>Takes one in.</summary>
    /// <param name="text">The policy.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="CentralException">It cannot be used, or not be written.</exception>
    public string Add(string text)
    {
        PolicyReading reading = PolicyReader.Read(text);
        if (reading.Policy is not { } policy)
        {
            throw new CentralException(
                $"it is no policy that can be used: {First(reading)}", "'edgeguard policy check FILE' lists what is wrong");
        }
        File.WriteAllText(Path.Combine(folder, policy.HashText() + Ending), text);
        return policy.HashText();
    }

    /// <summary>The text of the one with a hash; null where nobody took it in.</summary>
    public string? Find(string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) return null;
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, hash + Ending));
            return PolicyReader.Read(text).Policy?.HashText() == hash ? text : null;
        }
        catch (IOException)
        {
            // There is none, or it was taken away a moment ago.
            return null;
        }
    }

    private static string First(PolicyReading reading) =>
        reading.Problems.Count == 0 ? "it is empty" : $"line {reading.Problems[0].Line}: {reading.Problems[0].Message}";

    private HashSet<string> Read()
    {
        var hashes = new HashSet<string>();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            try
            {
                if (PolicyReader.Read(File.ReadAllText(path)).Policy is { } policy) hashes.Add(policy.HashText());
                else problem($"{path}: it is no policy that can be used");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problem($"{path}: {e.Message}");
            }
        }
        return hashes;
    }
}
