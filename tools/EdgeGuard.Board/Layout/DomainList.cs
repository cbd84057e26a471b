using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Layout;

/// <summary>hardware/board/domains.csv: which isolated side a net belongs to. What is not named there is on the processor's.</summary>
public sealed class DomainList
{
    /// <summary>Its name, beside parts.csv.</summary>
    public const string File = "domains.csv";

    /// <summary>The processor's side.</summary>
    public const string Logic = "LOGIC";

    private readonly Dictionary<string, string> _domains;

    private DomainList(Dictionary<string, string> domains)
    {
        _domains = domains;
    }

    /// <summary>Every net that is named, with its side.</summary>
    public IReadOnlyDictionary<string, string> Nets => _domains;

    /// <summary>Reads it.</summary>
    public static DomainList Read(string folder)
    {
        IEnumerable<string[]> rows = TableFile.Read(Path.Combine(folder, File), "net,domain");
        return new DomainList(rows.ToDictionary(row => row[0], row => row[1]));
    }

    /// <summary>The side of a net.</summary>
    public string Of(string net)
    {
        return _domains.GetValueOrDefault(net, Logic);
    }
}
