using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeGuard.Cli;

/// <summary>What was read of captures, and how much could not be. Counts of several files add up.</summary>
internal sealed class CaptureNotes
{
    private readonly List<string> _broken = [];

    public long Packets { get; set; }

    public long Requests { get; set; }

    public long Responses { get; set; }

    /// <summary>Requests that nobody answered in the capture.</summary>
    public long Unanswered { get; set; }

    /// <summary>Responses to nothing that was asked: the request stands before the capture, or in a gap.</summary>
    public long Unasked { get; set; }

    /// <summary>Responses that cannot be the answer to the request whose transaction id they have.</summary>
    public long Misfits { get; set; }

    public long Connections { get; set; }

    /// <summary>Connections whose beginning is not in the capture.</summary>
    public long BegunBefore { get; set; }

    /// <summary>Segments that brought nothing new: sent twice, or captured twice.</summary>
    public long Repeated { get; set; }

    /// <summary>Packets of a link type that is not read.</summary>
    public long UnknownLinks { get; set; }

    /// <summary>The last of these link types.</summary>
    public int UnknownLinkType { get; set; }

    /// <summary>Packets whose headers contradict themselves.</summary>
    public long Malformed { get; set; }

    /// <summary>Pieces of IP packets, which are not put together.</summary>
    public long Fragments { get; set; }

    /// <summary>TCP packets of which the capture holds the beginning alone.</summary>
    public long Cut { get; set; }

    /// <summary>Packets that a capture keeps without their time.</summary>
    public long Timeless { get; set; }

    public long Gaps { get; set; }

    /// <summary>Bytes that one side sent and the capture lacks.</summary>
    public long MissingBytes { get; set; }

    /// <summary>Bytes to or from a Modbus port that are no frame of Modbus.</summary>
    public long ForeignBytes { get; set; }

    /// <summary>Bytes of frames whose rest is not in the capture.</summary>
    public long UnfinishedBytes { get; set; }

    /// <summary>Takes down where a file breaks off.</summary>
    /// <param name="why">For example <c>packet 12 is cut off</c>.</param>
    /// <param name="read">Bytes that were read.</param>
    /// <param name="length">Bytes of the file.</param>
    public void BreaksOff(string why, long read, long length)
    {
        _broken.Add(Invariant($"{why}: {length - read:N0} of {length:N0} bytes of the file were not read"));
    }

    /// <summary>What could not be read, a sentence each; empty where all could.</summary>
    public IEnumerable<string> Sentences()
    {
        foreach (string broken in _broken) yield return broken;
        string link = Invariant($"packets have the link type {UnknownLinkType}; Ethernet, Linux cooked and raw IP are read");
        foreach ((long count, string what) in new[]
        {
            (UnknownLinks, link),
            (Malformed, "packets have headers that contradict themselves"),
            (Fragments, "packets are fragments of larger ones, which are not put together"),
            (Cut, "packets were captured in part: capture with a snapshot length of 0"),
            (Timeless, "packets carry no time: they count as taken at the time of the one before"),
            (MissingBytes, Invariant($"bytes are missing from the capture, in {Gaps:N0} places")),
            (ForeignBytes, "bytes on Modbus ports are no Modbus"),
            (UnfinishedBytes, "bytes belong to frames whose rest is not in the capture"),
            (BegunBefore, "connections began before the capture"),
            (Unasked, "responses belong to requests that are not in the capture"),
            (Misfits, "responses do not fit the request with their transaction id"),
            (Unanswered, "requests have no response in the capture"),
        })
        {
            if (count > 0) yield return Invariant($"{count:N0} {what}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
