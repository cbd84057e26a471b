namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Ways of asking for a client's certificate. One of them does.</summary>
internal static class Servers
{
    internal static void Safe(SslStream stream)
    {
        stream.SslVerification = 4;
        stream.AuthenticateAsServer("module", 3);
    }

    internal static void ByOverload(SslStream stream)
    {
        stream.SslVerification = 4;
        stream.AuthenticateAsServer("module", true, 3);
    }

    internal static void WithoutVerification(SslStream stream)
    {
        stream.AuthenticateAsServer("module", 3);
    }

    internal static void OnlyOnce(SslStream stream)
    {
        stream.SslVerification = 8;
        stream.AuthenticateAsServer("module", 3);
    }

    internal static void Closes(System.Net.Sockets.Socket socket)
    {
        socket.Close();
    }

    internal static System.Net.Sockets.Socket Accepts(System.Net.Sockets.Socket socket)
    {
        return socket.Accept();
    }

    internal static string Name()
    {
        return System.Net.Dns.GetHostEntry("broker").HostName;
    }
}
