using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Central;

/// <summary>Figures of the console in the text format of Prometheus (version 0.0.4).</summary>
internal sealed class MetricsPage(FigureTable table, CentralFigures figures)
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "edgeguard_central_";

    private readonly StringBuilder _text = new();

    /// <summary>All of them, as of now. Once for each page.</summary>
    internal string Write()
    {
        foreach (Figure figure in table.All)
        {
            Family(figure.Name, figure.IsCounter ? "counter" : "gauge", figure.Help);
            foreach (FigureValue value in figure.Values()) Row(figure.Name, value.Value, value.Labels);
        }
        Acknowledged();
        return _text.ToString();
    }

    private void Acknowledged()
    {
        Family("puback_seconds", "histogram", CentralFigures.TookHelp);
        IReadOnlyList<long> upTo = figures.UpTo();
        for (int i = 0; i < CentralFigures.Steps.Count; i++)
        {
            Row("puback_seconds_bucket", upTo[i], ("le", CentralFigures.Steps[i].ToString(CultureInfo.InvariantCulture)));
        }
        Row("puback_seconds_bucket", upTo[^1], ("le", "+Inf"));
        Row("puback_seconds_sum", figures.Seconds);
        Row("puback_seconds_count", upTo[^1]);
    }

    private void Family(string name, string type, string help) =>
        _text.Append($"# HELP {Prefix}{name} {help}\n# TYPE {Prefix}{name} {type}\n");

    private void Row(string name, double value, params (string Name, string Value)[] labels)
    {
        string[] pairs = [.. labels.Select(label => $"{label.Name}=\"{label.Value}\"")];
        string braced = pairs.Length > 0 ? $"{{{string.Join(',', pairs)}}}" : "";
        _text.Append(CultureInfo.InvariantCulture, $"{Prefix}{name}{braced} {value}\n");
    }
}
