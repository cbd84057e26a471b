using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace EdgeGuard.Cli.Terminal;

/// <summary>What a console showed, line by line with the time of each, in a file that its owner alone may read.</summary>
internal sealed class SessionLog : IDisposable
{
    private readonly FileStream _file;
    private bool _isInLine;

    private SessionLog(FileStream file)
    {
        _file = file;
    }

    /// <summary>Null: <paramref name="problem"/> says why.</summary>
    internal static SessionLog? TryOpen(string path, out string problem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            problem = "";
            return new SessionLog(new FileStream(path, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = e.Message;
            return null;
        }
    }

    /// <summary>Adds what was shown. It is in the system's hands at once: the laptop may be closed.</summary>
    internal void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (b == '\r') continue;
            if (!_isInLine) _file.Write(Encoding.ASCII.GetBytes(DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z  '", CultureInfo.InvariantCulture)));
            _isInLine = b != '\n';
            _file.WriteByte(b);
        }
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
