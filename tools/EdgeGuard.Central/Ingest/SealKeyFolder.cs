using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
    private readonly Dictionary<string, (DateTime Written, long Bytes, SealKey Key)> _files = []; // under the lock
    private volatile SealKeys? _keys;
    private long _lookedAt;

    /// <summary>The keys that there are now.</summary>
    public SealKeys Keys
    {
        get
        {
            // While one looks, all others have those of before: there may be ten thousand files, and each message asks.
            SealKeys? known = _keys;
            if (known != null && time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) < LookEvery) return known;
            if (known != null && !_lock.TryEnter()) return known;
            if (known == null) _lock.Enter();
            try
            {
                Interlocked.Exchange(ref _lookedAt, time.GetTimestamp());
                return _keys = Look();
            }
            finally
            {
                _lock.Exit();
            }
        }
    }

    /// <summary>Takes a key in.</summary>
    /// <exception cref="IOException">There is one for its stream, or it cannot be written.</exception>
    public void Add(SealKey key) => key.Write(Path.Combine(folder, EventText.Hex(key.Stream) + Ending));

    // What did not change is not read again.
    private SealKeys Look()
    {
        bool hasChanged = _keys == null;
        var there = new HashSet<string>();
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*" + Ending))
        {
            there.Add(file.FullName);
            hasChanged |= !IsKnown(file) && Read(file);
        }
        foreach (string gone in _files.Keys.Where(path => !there.Contains(path)).ToList()) hasChanged |= _files.Remove(gone);
        return hasChanged ? new SealKeys(hmac, [.. _files.Values.Select(known => known.Key)]) : _keys!;
    }

    private bool IsKnown(FileInfo file) =>
        _files.TryGetValue(file.FullName, out var known) && known.Written == file.LastWriteTimeUtc && known.Bytes == file.Length;

    // True: it is another one than before, or none any more.
    private bool Read(FileInfo file)
    {
        if (SealKey.Read(file.FullName, out string why) is { } key)
        {
            _files[file.FullName] = (file.LastWriteTimeUtc, file.Length, key);
            return true;
        }
        problem($"{file.FullName}: {why}");
        return _files.Remove(file.FullName);
    }
}
