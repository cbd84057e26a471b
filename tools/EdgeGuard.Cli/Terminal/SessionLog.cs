using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace EdgeGuard.Cli;

/// <summary>What a console showed, line by line with the time of each, in a file that its owner alone may read.</summary>
/// <remarks>But for the secret of a second factor, which a module shows as a picture and as a URI: whoever has both the log and a password
/// would have the code as well.</remarks>
internal sealed class SessionLog : IDisposable
{
    private static ReadOnlySpan<byte> Uri => "otpauth://"u8;

    // What half blocks have in common (U+2580 to U+25BF): no other line begins with one.
    private static ReadOnlySpan<byte> Block => [0xE2, 0x96];

    private const string Instead = "(secret of a second factor: not written down)";

    private readonly FileStream _file;

    // The beginning of a line, as long as it may turn out to be a secret.
    private readonly byte[] _held = new byte[16];
    private int _heldCount;
    private LineKind _line;
    private bool _wasSecret;

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
            if (b == '\n') EndLine();
            else if (_line == LineKind.Begun) Hold(b);
            else if (_line == LineKind.Shown) _file.WriteByte(b);
        }
        _file.Flush();
    }

    public void Dispose()
    {
        if (_line == LineKind.Begun && _heldCount > 0) Show();
        _file.Dispose();
    }

    private static bool MayBe(ReadOnlySpan<byte> line, ReadOnlySpan<byte> secret) =>
        line.Length <= secret.Length && secret.StartsWith(line);

    private void Hold(byte b)
    {
        _held[_heldCount++] = b;
        ReadOnlySpan<byte> line = _held.AsSpan(0, _heldCount);
        if (line.SequenceEqual(Uri) || line.SequenceEqual(Block)) _line = LineKind.Secret;
        else if (!MayBe(line, Uri) && !MayBe(line, Block)) Show();
    }

    private void Show()
    {
        _file.Write(Encoding.ASCII.GetBytes(DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z  '", CultureInfo.InvariantCulture)));
        _file.Write(_held, 0, _heldCount);
        _line = LineKind.Shown;
    }

    private void EndLine()
    {
        bool isSecret = _line == LineKind.Secret;
        if (isSecret) _heldCount = 0;
        if (_line != LineKind.Shown && !(isSecret && _wasSecret)) Show();
        if (isSecret && !_wasSecret) _file.Write(Encoding.ASCII.GetBytes(Instead));
        if (_line == LineKind.Shown) _file.WriteByte((byte)'\n');
        _wasSecret = isSecret;
        _line = LineKind.Begun;
        _heldCount = 0;
    }

    private enum LineKind
    {
        Begun,
        Shown,
        Secret,
    }
}
