using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>How often something may be tried from one address. Any thread.</summary>
internal sealed class AddressLimit(TimeProvider time)
{
    /// <summary>So many tries a minute.</summary>
    internal const int PerMinute = 10;

    // Of so many addresses: then those that are not known yet wait.
    internal const int MostAddresses = 10_000;

    // Who has an IPv6 address has the network around it.
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Began, int Count)> _tries = [];

    /// <summary>Whether a try would be counted and not be one too many.</summary>
    internal bool HasRoom(IPAddress? address)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            bool isKnown = _tries.TryGetValue(Key(address), out (DateTimeOffset Began, int Count) tries);
            return isKnown ? tries.Count < PerMinute || IsOver(tries.Began, now) : _tries.Count < MostAddresses;
        }
    }

    /// <summary>Counts a try. False: it is one too many.</summary>
    internal bool Take(IPAddress? address)
    {
        string key = Key(address);
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            bool isKnown = _tries.TryGetValue(key, out (DateTimeOffset Began, int Count) tries);
            if (!isKnown && _tries.Count >= MostAddresses) Forget(now);
            if (!isKnown && _tries.Count >= MostAddresses) return false;
            if (!isKnown || IsOver(tries.Began, now)) tries = (now, 0);
            _tries[key] = (tries.Began, Math.Min(tries.Count + 1, PerMinute + 1));
            return tries.Count < PerMinute;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (string key in _tries.Where(pair => IsOver(pair.Value.Began, now)).Select(pair => pair.Key).ToList()) _tries.Remove(key);
    }

    // A clock that was set back ends it too.
    private static bool IsOver(DateTimeOffset began, DateTimeOffset now) => now - began >= Window || now < began;

    private static string Key(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 }) return address?.ToString() ?? "";
        return Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes);
    }
}
