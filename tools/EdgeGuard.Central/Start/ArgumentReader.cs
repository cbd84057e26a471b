using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;

namespace EdgeGuard.Central;

/// <summary>Reads what stands behind options, and tells at the end all that is wrong with them. For one command line.</summary>
internal sealed class ArgumentReader
{
    private readonly List<string> _problems = [];

    /// <summary>Where to listen; what is there otherwise where nothing is named, or nothing that can be used.</summary>
    internal IPEndPoint Endpoint(string option, string? text, IPEndPoint otherwise)
    {
        if (text == null) return otherwise;
        bool hasPort = text.LastIndexOf(':') > text.LastIndexOf(']');
        if (hasPort && IPEndPoint.TryParse(text, out IPEndPoint? endpoint)) return endpoint;
        Add($"{option} '{text}' is not ADDRESS:PORT, such as 127.0.0.1:8443 or 0.0.0.0:8443");
        return otherwise;
    }

    /// <summary>What people open; null where nothing is named.</summary>
    internal Uri? Address(string? text)
    {
        Uri? address = text == null ? null : ConsoleAddress.Parse(text);
        if (text != null && address == null)
        {
            Add($"--address '{text}' is not https://NAME or https://NAME:PORT; an IP address is no name");
        }
        return address;
    }

    /// <summary>A collector of figures and traces; null where nothing is named.</summary>
    internal Uri? Collector(string? text)
    {
        if (text == null) return null;
        bool isUri = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Query.Length == 0 && uri.UserInfo.Length == 0;
        bool isSafe = isUri && (uri!.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        if (isSafe) return uri;
        Add($"--otlp '{text}': write https://NAME:PORT, or http://127.0.0.1:4318 on this computer itself");
        return null;
    }

    internal int? Port(string option, int? port)
    {
        if (port is not (null or (>= 0 and <= IPEndPoint.MaxPort))) Add($"{option} {Text(port.Value)} is no port");
        return port;
    }

    internal int Within(string option, int number, int least, int most)
    {
        if (number < least || number > most) Add($"{option} {Text(number)} is not from {Text(least)} to {Text(most)}");
        return number;
    }

    internal void Add(string problem) => _problems.Add(problem);

    /// <exception cref="ArgumentException">Something is wrong: a line each.</exception>
    internal void Check()
    {
        if (_problems.Count > 0) throw new ArgumentException(string.Join('\n', _problems));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
