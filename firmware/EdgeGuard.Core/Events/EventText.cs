using System;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Events in words: the one text for the module's log, <c>edgeguard watch</c> and the central console.</summary>
/// <remarks>Safe to print whatever the record holds. For people; programs read the fields.</remarks>
public static class EventText
{
    // Where the device's calendar ends.
    private const long MaxUtc = 32_503_680_000_000;

    /// <summary>Time and event, one line.</summary>
    public static string Line(EventRecord record, Peer? peer)
    {
        return Time(record) + " " + Text(record, peer);
    }

    /// <summary>The event without its time.</summary>
    public static string Text(EventRecord record, Peer? peer)
    {
        string text = What(record);
        if (peer != null) text += "  " + (record.Code == EventCode.HandshakeRefused ? PeerText.Stranger(peer) : PeerText.Text(peer));
        string why = Why(record);
        if (why.Length > 0) text += "  " + why;
        if (record.Repeats > 1) text += "  ×" + record.Repeats;
        return text;
    }

    /// <summary>What happened, with the request that it was about: <see cref="Text"/> without who, why and how often.</summary>
    public static string What(EventRecord record)
    {
        string text = EventDetailText.IsBeginning(record) ? EventDetailText.Beginning : EventTable.Words(record.Code);
        return EventTable.NamesRequest(record) ? text + "  " + RequestText.Text(record) : text;
    }

    /// <summary>The reason, the policy's line and the details of an event; empty where it has none of them.</summary>
    public static string Why(EventRecord record)
    {
        string why = record.Reason == Refusal.None ? "" : RefusalText.Of(record.Reason);
        if (record.Rule > 0) why = (why.Length > 0 ? why + ", " : "") + "line " + record.Rule;
        string detail = EventDetailText.Text(record);
        if (detail.Length > 0) why = (why.Length > 0 ? why + ", " : "") + detail;
        return why;
    }

    /// <summary>UTC as <c>2026-11-23 04:13:07Z</c>; <c>?</c> for <c>Z</c>
    /// where the clock may be late; the uptime where it was unset.</summary>
    public static string Time(EventRecord record)
    {
        if (record.Trust == ClockTrust.Unset || record.Utc <= 0 || record.Utc >= MaxUtc) return Uptime(record.Uptime);
        DateTime time = new DateTime(1970, 1, 1).AddTicks(record.Utc * TimeSpan.TicksPerMillisecond);
        return Digits(time.Year, 4) + "-" + Digits(time.Month, 2) + "-" + Digits(time.Day, 2)
            + " " + Clock(time.Hour, time.Minute, time.Second) + (record.Trust == ClockTrust.Trusted ? "Z" : "?");
    }

    /// <summary>The time of an event to the minute, for a sentence.</summary>
    internal static string Moment(EventRecord record)
    {
        string time = Time(record);
        return record.Trust == ClockTrust.Unset || time.Length < 16 ? "(not known)" : time.Substring(0, 16) + "Z";
    }

    /// <summary>Bytes as lower-case hex.</summary>
    public static string Hex(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[2 * i + 1] = digits[bytes[i] & 15];
        }

        return new string(text);
    }

    /// <summary>A number not below 0 in so many digits, zeros in front.</summary>
    public static string Digits(long value, int width)
    {
        string text = "" + value;
        while (text.Length < width) text = "0" + text;
        return text;
    }

    private static string Uptime(long ms)
    {
        long seconds = ms / 1000;
        return "up " + Digits(seconds / 86400, 4) + "d " + Clock(seconds / 3600 % 24, seconds / 60 % 60, seconds % 60) + "  ";
    }

    private static string Clock(long hours, long minutes, long seconds)
    {
        return Digits(hours, 2) + ":" + Digits(minutes, 2) + ":" + Digits(seconds, 2);
    }
}
