using System.Net;

namespace EdgeGuard.Cli;

/// <summary>A request of a capture, with what became of it.</summary>
internal sealed class CapturedRequest
{
    /// <summary>When its last byte was captured: nanoseconds since 1970, UTC.</summary>
    public required long Time { get; init; }

    public required IPAddress Client { get; init; }

    public required IPAddress Server { get; init; }

    public required int Transaction { get; init; }

    public required byte Unit { get; init; }

    public required byte[] Pdu { get; init; }

    /// <summary>When its response was captured; 0: the capture has none.</summary>
    public long ResponseTime { get; set; }

    /// <summary>The exception that it was answered with; 0 for none.</summary>
    public int Exception { get; set; }

    public bool IsAnswered => ResponseTime != 0;
}
