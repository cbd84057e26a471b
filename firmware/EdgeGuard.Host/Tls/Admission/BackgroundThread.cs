using System;
using System.Threading;

namespace EdgeGuard.Host;

/// <summary>Threads that work for a while and end by themselves.</summary>
internal static class BackgroundThread
{
    /// <summary>Begins one. False: the system has none to give.</summary>
    /// <param name="name">As the system shows it, of which it takes 15 characters.</param>
    /// <param name="work">Must not throw.</param>
    internal static bool TryStart(string name, ThreadStart work)
    {
        try
        {
            new Thread(work) { IsBackground = true, Name = name }.Start();
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            // .NET says the one where the system's limit of threads is reached, and the other where it fails to set one up.
            return false;
        }
    }
}
