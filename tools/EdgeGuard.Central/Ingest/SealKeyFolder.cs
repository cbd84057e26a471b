using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>The keys by which seals are verified, as they lie in a folder: files that <c>edgeguard seal-key</c> wrote. Looks again from
/// time to time, so that a key that is put there counts without a restart. Any thread.</summary>
public sealed class SealKeyFolder(string folder, IHmac hmac, TimeProvider time, Action<string> problem)
{
    /// <summary>How the files' names end.</summary>
    public const string Ending = ".sealkey";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private SealKeys? _keys;
    private long _lookedAt;

    /// <summary>The keys that there are now.</summary>
    public SealKeys Keys
    {
        get
        {
            lock (_lock)
            {
                if (_keys != null && time.GetElapsedTime(_lookedAt) < LookEvery) return _keys;
                _lookedAt = time.GetTimestamp();
                return _keys = Read();
            }
        }
    }

    /// <summary>Takes a key in.</summary>
    /// <exception cref="IOException">There is one for its stream, or it cannot be written.</exception>
    public void Add(SealKey key) => key.Write(Path.Combine(folder, EventText.Hex(key.Stream) + Ending));

    private SealKeys Read()
    {
        var keys = new List<SealKey>();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (SealKey.Read(path, out string why) is { } key) keys.Add(key);
            else problem($"{path}: {why}");
        }
        return new SealKeys(hmac, keys);
    }
}
