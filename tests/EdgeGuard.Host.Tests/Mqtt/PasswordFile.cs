using System;
using System.IO;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Mqtt;

/// <summary>A file with a password that its owner alone may read, gone with the test.</summary>
internal sealed class PasswordFile : IDisposable
{
    internal PasswordFile(string password)
    {
        File.WriteAllText(Path, password + "\n");
        FileModes.Set(Path, FileModes.OwnerOnly);
    }

    internal string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
