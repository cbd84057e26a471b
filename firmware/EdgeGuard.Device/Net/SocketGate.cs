using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Device;

/// <summary>Where sockets are made and closed: one at a time, whoever asks.</summary>
/// <remarks>
/// The library's TLS stream closes its socket's number twice. Had somebody else been given that number in between, his connection would
/// end, or worse: be read by two. So no socket is made while one is being closed. Never throws.
/// </remarks>
internal static class SocketGate
{
    private static readonly object Gate = new object();

    /// <summary>A new TCP socket; null when there is none left.</summary>
    internal static Socket? Create()
    {
        lock (Gate)
        {
            try
            {
                return new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            }
            catch (Exception)
            {
                // All are in use, or the network is not up: who asks tries again later.
                return null;
            }
        }
    }

    /// <summary>The next connection that waits at a listening socket; null: none, or it has gone again.</summary>
    internal static Socket? TryAccept(Socket listener)
    {
        lock (Gate)
        {
            try
            {
                return listener.Poll(0, SelectMode.SelectRead) ? listener.Accept() : null;
            }
            catch (Exception)
            {
                // No socket left, or the client has reset it meanwhile.
                return null;
            }
        }
    }

    /// <summary>Closes a socket. Nobody else may be using it: its number is free for the next one.</summary>
    internal static void Close(Socket socket)
    {
        lock (Gate)
        {
            try
            {
                socket.Close();
            }
            catch (Exception)
            {
                // The driver has no more to give back.
            }
        }
    }

    /// <summary>Frees what holds a socket inside, in its own time.</summary>
    internal static void Dispose(IDisposable holder)
    {
        lock (Gate)
        {
            try
            {
                holder.Dispose();
            }
            catch (Exception)
            {
                // There is nothing more that we could do to free it.
            }
        }
    }

    /// <summary>A handshake as a server, in which the client must show a certificate of the library's list of CAs. Null: it failed, and the
    /// socket is closed. Nothing else runs in the interpreter meanwhile.</summary>
    internal static SslStream? Handshake(Socket socket, X509Certificate2 own)
    {
        lock (Gate)
        {
            SslStream? stream = null;
            try
            {
                stream = new SslStream(socket);
                // Only this value asks for a certificate and insists on it; the overload that seems to ask for one lets everybody in.
                stream.SslVerification = SslVerification.CertificateRequired;
                stream.AuthenticateAsServer(own, SslProtocols.Tls12 | SslProtocols.Tls13);
                return stream;
            }
            catch (Exception)
            {
                // A SocketException or a CryptographicException, as the image has it. The library has closed the number already, and the
                // socket holds it still: nobody may get it before that is put right.
                Drop(socket, stream);
                return null;
            }
        }
    }

    /// <summary>Closes a connection with TLS. Nobody else may be using it.</summary>
    internal static void Close(SslStream stream)
    {
        lock (Gate)
        {
            try
            {
                stream.Dispose();
            }
            catch (Exception)
            {
                // The driver has no more to give back.
            }
        }
    }

    /// <summary>The address of a connection's other end; empty when it has gone.</summary>
    internal static string AddressOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint is IPEndPoint end ? end.Address.ToString() : "";
        }
        catch (Exception)
        {
            // Gone already: an address that nobody is known by.
            return "";
        }
    }

    // The caller holds the lock.
    private static void Drop(Socket socket, SslStream? stream)
    {
        try
        {
            if (stream != null) stream.Dispose();
            else socket.Close();
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
