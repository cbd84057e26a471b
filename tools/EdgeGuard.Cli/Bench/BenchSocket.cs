using System.IO;
using System.Net.Sockets;

namespace EdgeGuard.Cli;

/// <summary>Reading a known number of bytes.</summary>
internal static class BenchSocket
{
    /// <summary>False: the peer closed.</summary>
    public static bool ReadAll(Socket socket, byte[] buffer)
    {
        for (int count = 0; count < buffer.Length;)
        {
            int read = socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None);
            if (read == 0) return false;
            count += read;
        }
        return true;
    }

    /// <summary>False: the peer closed.</summary>
    public static bool ReadAll(Stream stream, byte[] buffer)
    {
        for (int count = 0; count < buffer.Length;)
        {
            int read = stream.Read(buffer, count, buffer.Length - count);
            if (read == 0) return false;
            count += read;
        }
        return true;
    }
}
