using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;

namespace EdgeGuard.Cli;

/// <summary>Which captures a command reads, and which PLC in them.</summary>
/// <param name="roles">Who is who in them.</param>
internal sealed class CaptureOptions(RoleArguments roles)
{
    private const int ModbusPort = 502;
    private const int MostServersTold = 8;

    private readonly Option<string[]> _files = new("--pcap")
    {
        Description = "A capture, pcap or pcapng. Several may be named.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _server = new("--server")
    {
        Description = "The PLC's address: needed where the capture has several, for a policy is for one.",
        HelpName = "ADDRESS",
    };

    private readonly Option<int[]> _ports = new("--port")
    {
        Description = "A TCP port that speaks Modbus. May be repeated. Without: 502.",
        HelpName = "PORT",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_server);
        command.Options.Add(_ports);
    }

    public string[] Files(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    /// <summary>Options that were given and have no meaning without a capture.</summary>
    public string[] Given(ParseResult parsed)
    {
        Option[] options = [_server, _ports];
        return [.. options.Where(option => parsed.GetResult(option) != null).Select(option => option.Name)];
    }

    /// <summary>What the command line names wrongly, all at once.</summary>
    public string[] Problems(ParseResult parsed)
    {
        var problems = new List<string>();
        foreach (int port in parsed.GetValue(_ports) ?? [])
        {
            if (port is < 1 or > 65535) problems.Add($"--port {port} is not within 1 and 65535");
        }
        string? server = parsed.GetValue(_server);
        if (server != null && !IPAddress.TryParse(server, out _)) problems.Add($"--server '{server}' is no address, such as 10.0.0.2");
        return [.. problems];
    }

    /// <summary>Reads one or all of the files. Null: the reason is on standard error.</summary>
    public CapturedTraffic? Read(ParseResult parsed, IEnumerable<string> files)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        var traffic = new CapturedTraffic(roles.Read(parsed));
        int[] ports = parsed.GetValue(_ports) is { Length: > 0 } named ? named : [ModbusPort];
        var reader = new CaptureReader(ports, traffic.Notes, traffic.Add);
        foreach (string file in files)
        {
            if (reader.TryRead(file, out string problem, out string remedy)) continue;
            error.WriteLine($"edgeguard: error: {file} {problem}");
            error.WriteLine($"edgeguard: hint: {remedy}");
            return null;
        }
        traffic.Sort();
        if (traffic.Requests.Count > 0) return traffic;
        Tell(traffic, error);
        error.WriteLine($"edgeguard: error: no Modbus request to TCP port {string.Join(" or ", ports)} in {string.Join(", ", files)}");
        error.WriteLine("edgeguard: hint: name another port with --port, or capture at a place that the requests pass");
        return null;
    }

    /// <summary>The requests to the one PLC that was chosen, or is there. Null: the reason is on standard error.</summary>
    public CapturedTraffic? ReadOne(ParseResult parsed)
    {
        CapturedTraffic? all = Read(parsed, Files(parsed));
        if (all == null) return null;
        TextWriter error = parsed.InvocationConfiguration.Error;
        Tell(all, error);
        foreach ((IPAddress address, string role) in roles.Read(parsed))
        {
            bool isThere = all.Requests.Any(request => request.Client.Equals(address));
            if (!isThere) error.WriteLine($"edgeguard: note: --role {address}={role}: no client has this address");
        }
        (IPAddress Address, int Requests)[] servers = all.Servers;
        IPAddress? server = parsed.GetValue(_server) is { } named ? IPAddress.Parse(named) : null;
        if (server == null && servers.Length == 1) return all;
        CapturedTraffic one = all.Where(request => request.Server.Equals(server));
        if (one.Requests.Count > 0) return one;
        string told = string.Join(", ", servers.Take(MostServersTold).Select(each => $"{each.Address} ({each.Requests})"));
        if (servers.Length > MostServersTold) told += $" and {servers.Length - MostServersTold} more";
        error.WriteLine(server == null
            ? $"edgeguard: error: requests to {servers.Length} servers, and a policy is for one: {told}"
            : $"edgeguard: error: no request to {server}; there are some to {told}");
        error.WriteLine($"edgeguard: hint: --server {servers[0].Address}");
        return null;
    }

    private static void Tell(CapturedTraffic traffic, TextWriter error)
    {
        foreach (string note in traffic.Notes.Sentences()) error.WriteLine($"edgeguard: note: {note}");
    }
}
