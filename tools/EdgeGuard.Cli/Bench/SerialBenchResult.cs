using System;
using System.Globalization;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What came out for one line and one size of request.</summary>
/// <param name="Format">Of the line.</param>
/// <param name="Registers">Read by each request.</param>
/// <param name="Possible">Requests a second that frames and silences leave room for.</param>
/// <param name="Measured">Requests a second that there were.</param>
/// <param name="ShortestSilenceUs">The shortest silence that the module kept before a request.</param>
/// <param name="NeededSilenceUs">The one that it has to keep.</param>
internal sealed record SerialBenchResult(
    SerialFormat Format, int Registers, double Possible, double Measured, long ShortestSilenceUs, long NeededSilenceUs)
{
    public const string Head = "line           registers   possible/s   measured/s   share    silence kept / needed";

    /// <summary>How busy the line was, of what is possible.</summary>
    public double Share => Measured / Possible;

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Format,-14} {Registers,9}   {Possible,10:F2}   {Measured,10:F2}   {100 * Share,4:F1} %   {ShortestSilenceUs / 1000.0:F2} / "
            + $"{NeededSilenceUs / 1000.0:F2} ms");

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteString("format", Format.ToString());
        json.WriteNumber("registers", Registers);
        json.WriteNumber("possible_rps", Math.Round(Possible, 3));
        json.WriteNumber("measured_rps", Math.Round(Measured, 3));
        json.WriteNumber("share", Math.Round(Share, 4));
        json.WriteNumber("shortest_silence_us", ShortestSilenceUs);
        json.WriteNumber("needed_silence_us", NeededSilenceUs);
    });
}
